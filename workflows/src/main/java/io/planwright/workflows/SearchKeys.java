package io.planwright.workflows;

import io.temporal.common.SearchAttributeKey;
import java.time.OffsetDateTime;

/** The search attributes of runs and phases, declared in temporal-config. */
public final class SearchKeys {
  public static final SearchAttributeKey<String> PLAN_ID = SearchAttributeKey.forKeyword("PlanId");
  public static final SearchAttributeKey<String> RUN_STATE =
      SearchAttributeKey.forKeyword("RunState");
  public static final SearchAttributeKey<String> PHASE = SearchAttributeKey.forKeyword("Phase");
  public static final SearchAttributeKey<String> TEAM = SearchAttributeKey.forKeyword("Team");
  public static final SearchAttributeKey<String> OWNER = SearchAttributeKey.forKeyword("Owner");
  public static final SearchAttributeKey<String> PRIORITY =
      SearchAttributeKey.forKeyword("Priority");
  public static final SearchAttributeKey<OffsetDateTime> GATE_DUE =
      SearchAttributeKey.forOffsetDateTime("GateDue");

  private SearchKeys() {}

  /** As search attributes and people write a state. */
  public static String word(io.planwright.plan.run.State state) {
    return state.name().toLowerCase(java.util.Locale.ROOT);
  }
}
