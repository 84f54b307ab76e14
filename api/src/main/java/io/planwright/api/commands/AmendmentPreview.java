package io.planwright.api.commands;

import io.planwright.plan.diff.Effect;
import java.util.List;
import java.util.Optional;

/**
 * What an amendment would do to a run as it stands now.
 *
 * @param version that the run would follow; none where a document was posted
 * @param applies whether it would be carried out
 * @param effects on each phase and task that it touches
 */
public record AmendmentPreview(
    String run,
    String from,
    String to,
    Optional<Integer> version,
    boolean applies,
    List<Effect> effects) {
  public AmendmentPreview {
    effects = List.copyOf(effects);
  }
}
