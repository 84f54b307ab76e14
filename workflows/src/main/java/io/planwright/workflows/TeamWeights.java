package io.planwright.workflows;

import io.planwright.plan.run.Shares;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How much of the workers each team gets where steps of several queue; a team that is not named has
 * the weight 1.
 */
public record TeamWeights(SortedMap<String, Double> byTeam) {
  public TeamWeights {
    byTeam.values().forEach(Shares::checkedWeight);
    byTeam = Collections.unmodifiableSortedMap(new TreeMap<>(byTeam));
  }

  /** Reads {@code quant=3,risk=0.5}. */
  public static TeamWeights parse(String text) {
    SortedMap<String, Double> weights = new TreeMap<>();
    for (String item : text.split(",", -1)) {
      int equals = item.indexOf('=');
      if (item.isBlank()) {
        continue;
      }
      try {
        if (equals < 1) {
          throw new NumberFormatException(item);
        }
        weights.put(
            item.substring(0, equals).strip(), Double.valueOf(item.substring(equals + 1).strip()));
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException(
            "team weights must be team=weight, separated by commas; was " + item.strip(), e);
      }
    }
    return new TeamWeights(weights);
  }

  public double of(String team) {
    return byTeam.getOrDefault(team, 1.0);
  }
}
