package io.planwright.workflows;

import java.util.List;

/**
 * A gate said no, and that is the run's to carry out.
 *
 * @param judged tasks, or parts of the phase, that it judges
 * @param actor who decided, or the gate itself
 */
public record Rejection(
    String part, String gate, List<String> judged, boolean rollBack, String actor, String why) {
  public Rejection {
    judged = List.copyOf(judged);
  }
}
