package io.planwright.plan.diff;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.planwright.plan.diff.Change.Part;
import io.planwright.plan.diff.Consequence.Action;
import java.util.Locale;

/**
 * What amending a run does to one phase or task.
 *
 * @param phase key of the phase, or of the part of a large one, that owns it
 * @param action what is done, in a conflict where it is forced
 * @param why empty where nothing is to be said
 */
public record Effect(
    Part part,
    String key,
    String title,
    String phase,
    Action action,
    String why,
    Conflict conflict) {

  /** Whether the run has gone on in a way that the new version rules out. */
  public enum Conflict {
    @JsonProperty("none")
    NONE,
    /** Refused, unless it is forced. */
    @JsonProperty("forcible")
    FORCIBLE,
    /** Refused. */
    @JsonProperty("final")
    FINAL
  }

  public boolean refused(boolean force) {
    return switch (conflict) {
      case NONE -> false;
      case FORCIBLE -> !force;
      case FINAL -> true;
    };
  }

  /** In a line. */
  public String text() {
    return "%s %s: %s%s"
        .formatted(
            part.name().toLowerCase(Locale.ROOT),
            key,
            action.name().toLowerCase(Locale.ROOT),
            why.isEmpty() ? "" : ", " + why);
  }
}
