package io.planwright.api.runs;

import io.planwright.api.problem.ProblemKind;
import io.planwright.plan.Plan;
import io.planwright.plan.Task;
import io.planwright.plan.run.Shares;
import io.planwright.store.Leases;
import io.planwright.store.Resource;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Tells before a run starts what its plan asks of others that is not there. */
@Singleton
final class SharedThings {
  private final Leases leases;

  SharedThings(Leases leases) {
    this.leases = leases;
  }

  void check(Plan plan) {
    try {
      Shares.of(plan.settings());
    } catch (IllegalArgumentException e) {
      throw ProblemKind.PLAN_INVALID.problem(String.valueOf(e.getMessage()));
    }
    Set<String> used =
        plan.tasks().flatMap(task -> used(task).stream()).collect(Collectors.toSet());
    if (used.isEmpty()) {
      return;
    }
    List<String> declared = leases.declared().stream().map(Resource::name).toList();
    Set<String> unknown = new TreeSet<>(used);
    unknown.removeAll(declared);
    if (!unknown.isEmpty()) {
      throw ProblemKind.RESOURCE_UNKNOWN.problem(
          "the plan uses %s; declared are: %s"
              .formatted(
                  String.join(", ", unknown),
                  declared.isEmpty() ? "none" : String.join(", ", declared)));
    }
  }

  private static List<String> used(Task task) {
    return task.binding().inputs().get("uses") instanceof List<?> uses
        ? uses.stream().map(use -> String.valueOf(use).split("=", 2)[0].strip()).toList()
        : List.of();
  }
}
