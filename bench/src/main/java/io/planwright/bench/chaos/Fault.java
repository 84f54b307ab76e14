package io.planwright.bench.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * One loss that is planned.
 *
 * @param part by its place among the parts
 * @param hard {@code SIGKILL}, else {@code SIGTERM}
 * @param pause before it
 * @param down how long the part is not started again
 * @param overlaps whether the next one comes before the product has recovered from it
 */
record Fault(int part, boolean hard, Duration pause, Duration down, boolean overlaps) {
  /** Each part is lost about as often as the others, in an order of chance. */
  static List<Fault> plan(int faults, int parts, long seed) {
    Random chance = new Random(seed);
    List<Fault> plan = new ArrayList<>();
    List<Integer> next = new ArrayList<>();
    while (plan.size() < faults) {
      if (next.isEmpty()) {
        for (int part = 0; part < parts; part++) {
          next.add(part);
        }
        Collections.shuffle(next, chance);
      }
      plan.add(
          new Fault(
              next.removeLast(),
              chance.nextInt(5) > 0,
              Duration.ofMillis(chance.nextInt(500, 3_000)),
              Duration.ofMillis(chance.nextInt(200, 5_000)),
              chance.nextInt(4) == 0));
    }
    return plan;
  }
}
