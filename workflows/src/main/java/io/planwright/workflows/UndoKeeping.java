package io.planwright.workflows;

import io.planwright.plan.run.ArtifactRef;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import java.util.List;

/** Undo records that are too many for a payload, as artifacts of their part: local activities. */
@ActivityInterface
public interface UndoKeeping {
  /** Idempotent. */
  @ActivityMethod(name = "undo.keep")
  ArtifactRef keep(String run, String part, String team, List<UndoRecord> records);

  @ActivityMethod(name = "undo.read")
  List<UndoRecord> read(ArtifactRef kept);
}
