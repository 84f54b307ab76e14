package io.planwright.bench;

import io.planwright.plan.Priority;
import io.planwright.temporal.wanted.Wanted;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/**
 * One place at the workers, one team with hundreds of tasks in the queue, another that then brings
 * five: when those five start, with fairness and without, and the same for priorities.
 *
 * <p>From the repository's folder, after {@code ./planwright --help} and a build of this module:
 *
 * <pre>
 * java -cp 'cli/target/planwright/lib/*:bench/target/classes' io.planwright.bench.Fairness \
 *     [tasks of the first = 500] [milliseconds of a task = 200]
 * </pre>
 *
 * <p>Exit 1 where the five do not start within the next twelve starts.
 */
public final class Fairness {
  static final int FEW = 5;
  static final int WITHIN = 12;

  private final int many;
  private final Duration step;
  private boolean broken;

  private Fairness(int many, Duration step) {
    this.many = many;
    this.step = step;
  }

  public static void main(String[] args) throws Exception {
    Fairness fairness =
        new Fairness(
            args.length > 0 ? Integer.parseInt(args[0]) : 500,
            Duration.ofMillis(args.length > 1 ? Integer.parseInt(args[1]) : 200));
    fairness.measure();
    System.exit(fairness.broken ? 1 : 0);
  }

  private void measure() throws Exception {
    System.out.printf(
        "One slot, steps of %d ms; %d tasks queue, then %d; load %s%n",
        step.toMillis(), many, FEW, Product.load());
    OneSlot.Runs a = new OneSlot.Runs("team-a", Priority.P2, many);
    OneSlot.Runs b = new OneSlot.Runs("team-b", Priority.P2, FEW);
    row("teams of equal weight, with fairness", Wanted.declared(), a, b, true);
    row("the same, without fairness", unfair(), a, b, false);
    OneSlot.Runs low = new OneSlot.Runs("team-a", Priority.P3, many);
    OneSlot.Runs high = new OneSlot.Runs("team-a", Priority.P0, FEW);
    OneSlot.Runs same = new OneSlot.Runs("team-a", Priority.P3, FEW);
    row("one team: P3, then P0", Wanted.declared(), low, high, true);
    row("one team: P3, then P3", Wanted.declared(), low, same, false);
    System.out.printf("load %s%n", Product.load());
  }

  private void row(
      String what, Wanted wanted, OneSlot.Runs first, OneSlot.Runs then, boolean promised)
      throws Exception {
    try (OneSlot slot = OneSlot.open(wanted, step)) {
      List<Integer> positions = slot.positions(first, then);
      boolean kept = positions.getLast() <= WITHIN;
      broken |= promised && !kept;
      System.out.printf(
          Locale.ROOT,
          "  %-40s starts %-28s%s%n",
          what,
          positions,
          promised && !kept ? "  BROKEN: expected all within " + WITHIN : "");
    }
  }

  static Wanted unfair() {
    Wanted declared = Wanted.declared();
    TreeMap<String, Object> settings = new TreeMap<>(declared.dynamicConfig());
    settings.put("matching.enableFairness", false);
    return new Wanted(declared.namespaces(), declared.searchAttributes(), settings);
  }
}
