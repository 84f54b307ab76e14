package io.planwright.store;

import io.planwright.plan.Diagnostic;
import io.planwright.plan.Plan;
import java.time.Instant;
import java.util.List;

/**
 * A version of a team's plan.
 *
 * @param version 1 for the first; the same plan hash in the same plan is the same version
 */
public record StoredPlan(
    String id,
    int version,
    String hash,
    String team,
    String title,
    boolean runnable,
    String createdBy,
    Instant createdAt,
    Plan plan,
    List<Diagnostic> diagnostics) {}
