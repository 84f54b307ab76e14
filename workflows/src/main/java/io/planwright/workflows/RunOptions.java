package io.planwright.workflows;

import static io.planwright.workflows.SearchKeys.OWNER;
import static io.planwright.workflows.SearchKeys.PLAN_ID;
import static io.planwright.workflows.SearchKeys.PRIORITY;
import static io.planwright.workflows.SearchKeys.RUN_STATE;
import static io.planwright.workflows.SearchKeys.TEAM;

import io.planwright.plan.Lane;
import io.planwright.plan.run.Shares;
import io.planwright.plan.run.State;
import io.temporal.client.WorkflowOptions;
import io.temporal.common.Priority;
import io.temporal.common.SearchAttributes;
import java.nio.charset.StandardCharsets;

/** How a run's workflow is started, by the API and by schedules alike. */
public final class RunOptions {
  private static final int LONGEST_SUMMARY = 200;

  private RunOptions() {}

  public static WorkflowOptions.Builder of(String workflowId, String title, RunInput input) {
    return WorkflowOptions.newBuilder()
        .setWorkflowId(workflowId)
        .setTaskQueue(Lane.PLAN.queue())
        .setStaticSummary(summary(title))
        .setPriority(
            share(input.priority(), input.plan().team(), input.shares().orElse(Shares.USUAL)))
        .setTypedSearchAttributes(
            SearchAttributes.newBuilder()
                .set(PLAN_ID, input.plan().planId())
                .set(RUN_STATE, SearchKeys.word(State.RUNNING))
                .set(TEAM, input.plan().team())
                .set(OWNER, input.actor())
                .set(PRIORITY, input.priority().name())
                .build());
  }

  /** Its place in the queues: by its priority, then in turn with other teams by their weights. */
  static Priority share(io.planwright.plan.Priority priority, String team, Shares shares) {
    return Priority.newBuilder()
        .setPriorityKey(key(priority))
        .setFairnessKey(team)
        .setFairnessWeight(shares.weight().orElse(1.0).floatValue())
        .build();
  }

  /** Temporal's priority key: 1 first. */
  private static int key(io.planwright.plan.Priority priority) {
    return priority.ordinal() + 1;
  }

  /** At most 200 bytes, which is what the Web UI shows. */
  static String summary(String text) {
    String cut = text;
    while (cut.getBytes(StandardCharsets.UTF_8).length > LONGEST_SUMMARY) {
      cut = cut.substring(0, cut.offsetByCodePoints(cut.length(), -1));
    }
    return cut;
  }
}
