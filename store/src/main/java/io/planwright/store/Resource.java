package io.planwright.store;

import io.planwright.plan.run.Need;
import java.time.Instant;
import java.util.List;

/**
 * Something that runs share.
 *
 * @param held units that are taken; of a budget: reserved and spent
 * @param holders who has it now
 * @param queue who waits for it, in no binding order: a claim may wait for several things
 */
public record Resource(
    String name,
    Need.Kind kind,
    double capacity,
    double held,
    List<Holder> holders,
    List<Holder> queue) {
  public Resource {
    holders = List.copyOf(holders);
    queue = List.copyOf(queue);
  }

  /**
   * A step that has some of it, or waits for it.
   *
   * @param since when it got it, or began to wait
   */
  public record Holder(String run, String task, double units, Instant since) {}
}
