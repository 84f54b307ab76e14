package io.planwright.quant.portfolio;

import java.util.Arrays;

/**
 * The leaves of a single-linkage dendrogram from left to right. The dendrogram is the minimum
 * spanning tree (Prim), its edges merged from the shortest on; of two clusters the one that was
 * formed first is the left one.
 */
final class SingleLinkage {
  private final int[] left;
  private final int[] right;
  private final int leaves;

  private SingleLinkage(int leaves) {
    this.leaves = leaves;
    this.left = new int[leaves - 1];
    this.right = new int[leaves - 1];
  }

  static int[] order(double[][] distances) {
    int n = distances.length;
    SingleLinkage tree = new SingleLinkage(n);
    int[] visited = new int[n];
    double[] lengths = new double[n - 1];
    walk(distances, visited, lengths);
    tree.merge(visited, shortestFirst(lengths));
    return tree.preOrder();
  }

  /** Edge k of the walk leads from the k-th visited leaf to the next. */
  private static void walk(double[][] distances, int[] visited, double[] lengths) {
    int n = distances.length;
    double[] nearest = new double[n];
    Arrays.fill(nearest, Double.POSITIVE_INFINITY);
    boolean[] done = new boolean[n];
    int at = 0;
    for (int k = 0; k < n - 1; k++) {
      visited[k] = at;
      done[at] = true;
      double[] from = distances[at];
      double least = Double.POSITIVE_INFINITY;
      for (int i = 0; i < n; i++) {
        if (!done[i]) {
          nearest[i] = Math.min(nearest[i], from[i]);
          if (nearest[i] < least) {
            least = nearest[i];
            at = i;
          }
        }
      }
      lengths[k] = least;
    }
    visited[n - 1] = at;
  }

  private static int[] shortestFirst(double[] lengths) {
    Integer[] order = new Integer[lengths.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, (a, b) -> Double.compare(lengths[a], lengths[b]));
    return Arrays.stream(order).mapToInt(Integer::intValue).toArray();
  }

  private void merge(int[] visited, int[] edges) {
    int[] parent = new int[2 * leaves - 1];
    Arrays.setAll(parent, i -> i);
    for (int k = 0; k < edges.length; k++) {
      int a = root(parent, visited[edges[k]]);
      int b = root(parent, visited[edges[k] + 1]);
      left[k] = Math.min(a, b);
      right[k] = Math.max(a, b);
      parent[a] = leaves + k;
      parent[b] = leaves + k;
    }
  }

  private static int root(int[] parent, int of) {
    int node = of;
    while (parent[node] != node) {
      parent[node] = parent[parent[node]];
      node = parent[node];
    }
    return node;
  }

  private int[] preOrder() {
    int[] order = new int[leaves];
    int[] stack = new int[leaves];
    int depth = 0;
    int found = 0;
    stack[depth++] = 2 * leaves - 2;
    while (depth > 0) {
      int node = stack[--depth];
      if (node < leaves) {
        order[found++] = node;
      } else {
        stack[depth++] = right[node - leaves];
        stack[depth++] = left[node - leaves];
      }
    }
    return order;
  }
}
