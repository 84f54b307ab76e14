package io.planwright.plan.run;

import io.planwright.plan.Setting;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a run may take of what runs have in common.
 *
 * @param weight of its team among teams whose steps queue for the same workers
 * @param atOnce tasks of the run that hold a place at the same time
 * @param budget by kind: {@code tokens}, {@code usd}, {@code gpu-hours}
 * @param limited executors of which all runs together do only so many at once
 */
public record Shares(
    Optional<Double> weight,
    Optional<Integer> atOnce,
    SortedMap<String, Double> budget,
    List<String> limited) {
  /** The group of a plan's settings that say how much its runs may take. */
  public static final String GROUP = "Run limits";

  public static final String TOKENS = "tokens";
  public static final String USD = "usd";
  public static final String GPU_HOURS = "gpu-hours";
  public static final List<String> BUDGETS = List.of(GPU_HOURS, TOKENS, USD);
  public static final Shares USUAL =
      new Shares(Optional.empty(), Optional.empty(), new TreeMap<>(), List.of());

  private static final String AT_ONCE = "at once";
  private static final double LEAST_WEIGHT = 0.001;
  private static final double MOST_WEIGHT = 1_000;

  public Shares {
    weight.ifPresent(Shares::checkedWeight);
    atOnce.ifPresent(
        most -> {
          if (most < 1) {
            throw new IllegalArgumentException("tasks at once must be >= 1, was " + most);
          }
        });
    // Bodies and histories may lack them.
    budget = Collections.unmodifiableSortedMap(budget == null ? new TreeMap<>() : copy(budget));
    limited = limited == null ? List.of() : List.copyOf(limited);
  }

  /** Temporal takes a fairness weight of 0.001 to 1000. */
  public static double checkedWeight(double weight) {
    if (!(weight >= LEAST_WEIGHT && weight <= MOST_WEIGHT)) {
      throw new IllegalArgumentException("a team's weight must be 0.001 to 1000, was " + weight);
    }
    return weight;
  }

  private static SortedMap<String, Double> copy(SortedMap<String, Double> budget) {
    budget.forEach(Shares::checkedBudget);
    return new TreeMap<>(budget);
  }

  public static void checkedBudget(String kind, double amount) {
    if (!BUDGETS.contains(kind)) {
      throw new IllegalArgumentException(
          "a budget is one of " + String.join(", ", BUDGETS) + ", was " + kind);
    } else if (!(amount >= 0 && amount <= 1e15)) {
      throw new IllegalArgumentException(kind + " must be 0 or more, was " + amount);
    }
  }

  /** What a plan's settings say; values are plain numbers. */
  public static Shares of(List<Setting> settings) {
    Shares shares = USUAL;
    for (Setting setting : settings) {
      if (setting.group().strip().equalsIgnoreCase(GROUP)) {
        shares = shares.with(setting.name().strip().toLowerCase(java.util.Locale.ROOT), setting);
      }
    }
    return shares;
  }

  private Shares with(String name, Setting setting) {
    String text = setting.value().strip();
    try {
      if (name.equals(AT_ONCE)) {
        return new Shares(weight, Optional.of(Integer.parseInt(text)), budget, limited);
      }
      TreeMap<String, Double> more = new TreeMap<>(budget);
      more.put(name, Double.parseDouble(text));
      return new Shares(weight, atOnce, more, limited);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "%s, %s: expected a plain number, was %s".formatted(GROUP, setting.name(), text), e);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "%s, %s: %s".formatted(GROUP, setting.name(), e.getMessage()), e);
    }
  }

  public Shares weighing(double of) {
    return new Shares(Optional.of(of), atOnce, budget, limited);
  }

  public Shares limiting(List<String> executors) {
    return new Shares(weight, atOnce, budget, executors);
  }

  /** Where these are silent, what others say. */
  public Shares or(Shares others) {
    TreeMap<String, Double> all = new TreeMap<>(others.budget);
    all.putAll(budget);
    return new Shares(
        weight.or(others::weight),
        atOnce.or(others::atOnce),
        all,
        limited.isEmpty() ? others.limited : limited);
  }
}
