package io.planwright.store;

import io.planwright.plan.run.StepRef;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Which model is champion, changed by compare-and-set; each change is remembered by its step. */
@Singleton
public class Champions {
  /**
   * Points the name to the model. A repeated step gives what its first attempt did.
   *
   * @param expected the model that must be champion now; absent: any
   * @throws ChampionChanged where another is
   */
  public Champion promote(StepRef step, String name, String model, Optional<String> expected) {
    throw new UnsupportedOperationException();
  }

  /**
   * Points the name to the model before the last change. Idempotent by step.
   *
   * @throws ChampionChanged where there is none before
   */
  public Champion rollback(StepRef step, String name) {
    throw new UnsupportedOperationException();
  }

  /**
   * Takes a step's change back. Does nothing where the step changed nothing, or was taken back.
   *
   * @throws ChampionChanged where the name was changed since by another step
   */
  public Optional<Champion> undo(StepRef step, String name) {
    throw new UnsupportedOperationException();
  }

  public Optional<Champion> find(String team, String name) {
    throw new UnsupportedOperationException();
  }

  public List<Champion> list(String team) {
    throw new UnsupportedOperationException();
  }
}
