package io.planwright.api.runs;

import io.planwright.plan.Priority;
import java.util.Optional;

/**
 * What a run is started with.
 *
 * @param version of the plan; absent: the newest that can be run
 * @param all whether tasks that the document marks done are run too
 * @param pinned whether it stays on the build of the workers that is current now
 */
public record StartRun(
    Optional<Integer> version, Optional<Priority> priority, boolean all, boolean pinned) {}
