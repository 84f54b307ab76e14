package io.planwright.plan.assist;

import io.planwright.plan.Catalogue;
import io.planwright.plan.Plan;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What a language model would change about a plan. */
public record PlanPatch(List<Proposal> proposals) {
  public static final PlanPatch NONE = new PlanPatch(List.of());

  public PlanPatch {
    if (proposals == null) {
      throw new IllegalArgumentException("proposals must be a list, was missing");
    }
    proposals = List.copyOf(proposals);
  }

  /** The JSON Schema of a patch. */
  public static String schema() {
    try (InputStream in = PlanPatch.class.getResourceAsStream("plan-patch.schema.json")) {
      if (in == null) {
        throw new IllegalStateException("the build left out plan-patch.schema.json");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read plan-patch.schema.json", e);
    }
  }

  /**
   * The plan with this, each change marked as assisted. To be called with what a person accepted.
   *
   * @throws IllegalArgumentException where a proposal does not pass {@link PatchCheck}
   */
  public Plan applyTo(Plan plan, Catalogue catalogue) {
    CheckedPatch checked = PatchCheck.of(plan, catalogue, this);
    if (!checked.refused().isEmpty()) {
      CheckedPatch.Refusal first = checked.refused().getFirst();
      throw new IllegalArgumentException(
          "what is applied must pass its check, "
              + first.code()
              + " for "
              + first.proposal()
              + ": "
              + first.why());
    }
    return new PatchedPlan(catalogue, proposals).of(plan);
  }
}
