package io.planwright.plan.diff;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which of the second plan's parts is which of the first's. Ways to tell are tried one after the
 * other, the surest first; of several that look alike the first goes with the first.
 */
final class Pairs<T> {
  private final Map<T, T> second = new LinkedHashMap<>();
  private final Map<T, T> first = new LinkedHashMap<>();
  private final List<T> before;
  private final List<T> after;

  Pairs(List<T> before, List<T> after) {
    this.before = before;
    this.after = after;
  }

  /** Pairs what is not paired yet and looks the same to both. */
  Pairs<T> by(Function<T, Object> ofFirst, Function<T, Object> ofSecond) {
    Map<Object, Deque<T>> open = new LinkedHashMap<>();
    for (T one : removed()) {
      open.computeIfAbsent(ofFirst.apply(one), _ -> new ArrayDeque<>()).add(one);
    }
    for (T other : added()) {
      @Nullable Deque<T> alike = open.get(ofSecond.apply(other));
      if (alike != null && !alike.isEmpty()) {
        T one = alike.remove();
        second.put(one, other);
        first.put(other, one);
      }
    }
    return this;
  }

  Pairs<T> by(Function<T, Object> look) {
    return by(look, look);
  }

  Optional<T> second(T ofFirst) {
    return Optional.ofNullable(second.get(ofFirst));
  }

  Optional<T> first(T ofSecond) {
    return Optional.ofNullable(first.get(ofSecond));
  }

  List<T> removed() {
    return before.stream().filter(one -> !second.containsKey(one)).toList();
  }

  List<T> added() {
    return after.stream().filter(other -> !first.containsKey(other)).toList();
  }

  /** Those of the second's that stand before or behind others they did not stand so to before. */
  List<T> reordered(List<T> former, List<T> now) {
    Map<T, Integer> places = new LinkedHashMap<>();
    former.forEach(one -> places.put(one, places.size()));
    List<T> common = new ArrayList<>();
    List<Integer> order = new ArrayList<>();
    for (T other : now) {
      T one = first.get(other);
      Integer place = one == null ? null : places.get(one);
      if (place != null) {
        common.add(other);
        order.add(place);
      }
    }
    List<Integer> kept = longestRising(order);
    List<T> moved = new ArrayList<>();
    int next = 0;
    for (int i = 0; i < common.size(); i++) {
      if (next < kept.size() && kept.get(next) == i) {
        next++;
      } else {
        moved.add(common.get(i));
      }
    }
    return moved;
  }

  /** Indices of a longest rising subsequence, by patience sorting. */
  private static List<Integer> longestRising(List<Integer> numbers) {
    List<Integer> tops = new ArrayList<>();
    int[] before = new int[numbers.size()];
    for (int i = 0; i < numbers.size(); i++) {
      int low = 0;
      int high = tops.size();
      while (low < high) {
        int middle = (low + high) / 2;
        if (numbers.get(tops.get(middle)) < numbers.get(i)) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      before[i] = low == 0 ? -1 : tops.get(low - 1);
      if (low == tops.size()) {
        tops.add(i);
      } else {
        tops.set(low, i);
      }
    }
    List<Integer> rising = new ArrayList<>();
    for (int at = tops.isEmpty() ? -1 : tops.getLast(); at >= 0; at = before[at]) {
      rising.add(at);
    }
    return rising.reversed();
  }
}
