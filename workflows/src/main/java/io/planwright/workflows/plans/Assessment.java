package io.planwright.workflows.plans;

import io.planwright.plan.diff.Change.Part;
import io.planwright.plan.diff.Consequence.Action;
import io.planwright.plan.diff.Effect;
import io.planwright.plan.diff.Effect.Conflict;
import java.util.ArrayList;
import java.util.List;

/**
 * What an amendment does to some parts of a run as they stand.
 *
 * @param forcible conflicts that may be passed over, in words
 * @param barred conflicts that may not
 * @param reopened parts that have ended and that tasks join
 */
public record Assessment(
    int added,
    int changed,
    int cancelled,
    int kept,
    int conflicts,
    List<String> forcible,
    List<String> barred,
    List<String> reopened) {
  public static final Assessment NONE =
      new Assessment(0, 0, 0, 0, 0, List.of(), List.of(), List.of());

  /** More conflicts are counted, not told. */
  public static final int MOST_TOLD = 50;

  public Assessment {
    forcible = List.copyOf(forcible);
    barred = List.copyOf(barred);
    reopened = List.copyOf(reopened);
  }

  public static Assessment of(List<Effect> effects, List<String> reopened) {
    return new Assessment(
        count(effects, Action.ADD),
        count(effects, Action.CHANGE),
        count(effects, Action.CANCEL),
        count(effects, Action.KEEP),
        (int) effects.stream().filter(e -> e.conflict() != Conflict.NONE).count(),
        told(effects, Conflict.FORCIBLE),
        told(effects, Conflict.FINAL),
        reopened);
  }

  private static int count(List<Effect> effects, Action action) {
    return (int)
        effects.stream().filter(e -> e.part() == Part.TASK && e.action() == action).count();
  }

  private static List<String> told(List<Effect> effects, Conflict conflict) {
    return effects.stream()
        .filter(effect -> effect.conflict() == conflict)
        .limit(MOST_TOLD)
        .map(Effect::text)
        .toList();
  }

  public Assessment and(Assessment more) {
    return new Assessment(
        added + more.added,
        changed + more.changed,
        cancelled + more.cancelled,
        kept + more.kept,
        conflicts + more.conflicts,
        joined(forcible, more.forcible, MOST_TOLD),
        joined(barred, more.barred, MOST_TOLD),
        joined(reopened, more.reopened, Integer.MAX_VALUE));
  }

  private static List<String> joined(List<String> some, List<String> more, int most) {
    List<String> all = new ArrayList<>(some);
    all.addAll(more);
    return all.subList(0, Math.min(most, all.size()));
  }

  public boolean refused(boolean force) {
    return !barred.isEmpty() || (!force && !forcible.isEmpty());
  }

  /** What was done, in words. */
  public String effect() {
    return "%d added, %d changed, %d cancelled, %d kept%s"
        .formatted(
            added,
            changed,
            cancelled,
            kept,
            conflicts == 0 ? "" : "; " + conflicts + (conflicts == 1 ? " conflict" : " conflicts"));
  }

  /** Why nothing was done: a line, then one for each conflict. */
  public String refusal() {
    StringBuilder text =
        new StringBuilder(
            "the run has gone on in %d %s that the new version rules out; nothing was changed%s"
                .formatted(
                    conflicts,
                    conflicts == 1 ? "way" : "ways",
                    barred.isEmpty() ? "; force passes over them" : ""));
    barred.forEach(line -> text.append("\n- ").append(line).append(" (can't be forced)"));
    forcible.forEach(line -> text.append("\n- ").append(line));
    int told = barred.size() + forcible.size();
    if (conflicts > told) {
      text.append("\n- and ").append(conflicts - told).append(" more");
    }
    return text.toString();
  }
}
