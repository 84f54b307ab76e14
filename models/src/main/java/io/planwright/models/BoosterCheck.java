package io.planwright.models;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Looks through a model in XGBoost's JSON before native code loads it. That code follows a tree's
 * indices without looking at them; so here each tree must be one: arrays of one length, children
 * that exist and have one parent, features that exist.
 */
final class BoosterCheck {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
  private static final String TREES = "learner.gradient_booster.model.trees";
  private static final String TREE_INFO = "learner.gradient_booster.model.tree_info";
  private static final String ITERATIONS = "learner.gradient_booster.model.iteration_indptr";
  private static final List<String> PER_NODE =
      List.of(
          "base_weights",
          "default_left",
          "left_children",
          "loss_changes",
          "parents",
          "right_children",
          "split_conditions",
          "split_indices",
          "split_type",
          "sum_hessian");
  private static final List<String> CATEGORIES =
      List.of("categories", "categories_nodes", "categories_segments", "categories_sizes");
  private static final int MOST_NODES = 1 << (BoostSettings.MOST_DEPTH + 1);

  private final Path file;
  private final ModelManifest manifest;
  private final Map<String, String> scalars = new TreeMap<>();
  private int trees;
  private int infos;
  private int iterations;

  BoosterCheck(Path file, ModelManifest manifest) {
    this.file = file;
    this.manifest = manifest;
  }

  void check(byte[] booster) {
    try (JsonParser parser = JSON.createParser(booster)) {
      parser.nextToken();
      walk(parser, "");
      if (parser.nextToken() != null) {
        throw invalid("expected one JSON object, was more");
      }
    } catch (JacksonException e) {
      throw new InvalidFile(file, "expected a model in JSON, but " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    expect("learner.gradient_booster.name", "gbtree");
    expect("learner.objective.name", "binary:logistic");
    expect("learner.learner_model_param.num_feature", String.valueOf(manifest.features().size()));
    expect("learner.learner_model_param.num_target", "1");
    expect("learner.learner_model_param.num_class", "0");
    expect(
        "learner.gradient_booster.model.gbtree_model_param.num_trees",
        String.valueOf(manifest.rounds()));
    expect("learner.gradient_booster.model.gbtree_model_param.num_parallel_tree", "1");
    if (trees != manifest.rounds() || infos != trees || iterations != trees + 1) {
      throw invalid(
          "expected %d trees, was %d with %d classes and %d rounds"
              .formatted(manifest.rounds(), trees, infos, iterations - 1));
    }
  }

  private void walk(JsonParser parser, String path) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw invalid("expected an object" + (path.isEmpty() ? "" : " in " + path));
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = path.isEmpty() ? parser.currentName() : path + "." + parser.currentName();
      JsonToken token = parser.nextToken();
      if (token == JsonToken.START_OBJECT) {
        walk(parser, name);
      } else if (token == JsonToken.START_ARRAY) {
        items(parser, name);
      } else {
        scalars.put(name, parser.getText());
      }
    }
  }

  private void items(JsonParser parser, String path) throws IOException {
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      switch (path) {
        case TREES -> {
          tree(parser.readValueAsTree());
          trees++;
        }
        case TREE_INFO -> {
          number(parser, path, 0);
          infos++;
        }
        case ITERATIONS -> {
          number(parser, path, iterations);
          iterations++;
        }
        default -> {
          if (!parser.currentToken().isScalarValue()) {
            throw invalid("expected no array of structures in " + path);
          }
        }
      }
    }
  }

  private void number(JsonParser parser, String path, int expected) throws IOException {
    if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT || parser.getIntValue() != expected) {
      throw invalid("expected %d in %s, was %s".formatted(expected, path, parser.getText()));
    }
  }

  private void tree(JsonNode tree) {
    int nodes = tree.path("left_children").size();
    if (nodes < 1 || nodes > MOST_NODES) {
      throw broken("expected 1 to %d nodes, was %d".formatted(MOST_NODES, nodes));
    }
    for (String array : PER_NODE) {
      if (!tree.path(array).isArray() || tree.path(array).size() != nodes) {
        throw broken("expected %d %s, was %d".formatted(nodes, array, tree.path(array).size()));
      }
    }
    for (String array : CATEGORIES) {
      if (!tree.path(array).isArray() || !tree.path(array).isEmpty()) {
        throw broken("expected no " + array);
      }
    }
    JsonNode sizes = tree.path("tree_param");
    if (!sizes.path("num_nodes").asText().equals(String.valueOf(nodes))
        || !sizes.path("num_feature").asText().equals(String.valueOf(manifest.features().size()))
        || !sizes.path("num_deleted").asText().equals("0")
        || !sizes.path("size_leaf_vector").asText().equals("1")
        || tree.path("id").asInt(-1) != trees) {
      throw broken("expected the parameters of %d nodes, was %s".formatted(nodes, sizes));
    }
    children(tree, nodes);
  }

  /** Children have higher numbers than their parents, so no path comes back. */
  private void children(JsonNode tree, int nodes) {
    boolean[] claimed = new boolean[nodes];
    for (int node = 0; node < nodes; node++) {
      int left = integer(tree, "left_children", node);
      int right = integer(tree, "right_children", node);
      int feature = integer(tree, "split_indices", node);
      if (feature < 0 || feature >= manifest.features().size()) {
        throw broken("node %d splits by feature %d, which is not there".formatted(node, feature));
      }
      if (integer(tree, "split_type", node) != 0) {
        throw broken("node %d must split by a number".formatted(node));
      }
      if (left == -1 && right == -1) {
        continue;
      }
      for (int child : new int[] {left, right}) {
        if (child <= node || child >= nodes || claimed[child]) {
          throw broken("node %d has a child %d, which cannot be".formatted(node, child));
        }
        if (integer(tree, "parents", child) != node) {
          throw broken("node %d does not name its parent %d".formatted(child, node));
        }
        claimed[child] = true;
      }
    }
  }

  private int integer(JsonNode tree, String array, int node) {
    JsonNode value = tree.path(array).path(node);
    if (!value.canConvertToInt() || !value.isIntegralNumber()) {
      throw broken("expected integers as %s, was %s".formatted(array, value));
    }
    return value.intValue();
  }

  private void expect(String path, String expected) {
    String came = scalars.getOrDefault(path, "nothing");
    if (!came.equals(expected)) {
      throw invalid("expected %s as %s, was %s".formatted(expected, path, came));
    }
  }

  private InvalidFile broken(String problem) {
    return invalid("tree " + trees + ": " + problem);
  }

  private InvalidFile invalid(String problem) {
    return new InvalidFile(file, problem);
  }
}
