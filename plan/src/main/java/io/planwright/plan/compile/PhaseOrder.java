package io.planwright.plan.compile;

import io.planwright.plan.Dependency.Kind;
import io.planwright.plan.Evidence;
import java.util.LinkedHashMap;
import java.util.Map;

/** Phases that are numbered one after the other wait for each other, unless they say what for. */
final class PhaseOrder {
  private static final Evidence ORDER = new Evidence(Evidence.Form.ORDER, 1);

  private PhaseOrder() {}

  static void imply(Draft draft, Links links) {
    Map<String, PhaseDraft> lastOfKind = new LinkedHashMap<>();
    for (PhaseDraft phase : draft.phases()) {
      int number = number(phase);
      if (phase.tasks.isEmpty() || number < 0 || !Words.ordered(phase.kind)) {
        continue;
      }
      PhaseDraft before = lastOfKind.put(phase.kind, phase);
      if (before != null
          && number(before) < number
          && !links.has(phase)
          && phase.statements.isEmpty()) {
        links.addSoft(phase, before, Kind.IMPLIED, ORDER, phase.source);
      }
    }
  }

  private static int number(PhaseDraft phase) {
    int end = 0;
    while (end < phase.number.length() && Character.isDigit(phase.number.charAt(end))) {
      end++;
    }
    return end == 0 || end > 6 || phase.kind.isEmpty()
        ? -1
        : Integer.parseInt(phase.number.substring(0, end));
  }
}
