package io.planwright.bench;

import com.google.protobuf.ByteString;
import io.planwright.temporal.TemporalConnection;
import io.temporal.api.workflow.v1.WorkflowExecutionInfo;
import io.temporal.api.workflowservice.v1.ListWorkflowExecutionsRequest;
import io.temporal.api.workflowservice.v1.ListWorkflowExecutionsResponse;
import java.util.ArrayList;
import java.util.List;

/** What Temporal's visibility tells of executions and their histories. */
final class Histories {
  private static final int OPEN = 1;

  private Histories() {}

  static List<WorkflowExecutionInfo> list(TemporalConnection connection, String query) {
    List<WorkflowExecutionInfo> all = new ArrayList<>();
    ByteString page = ByteString.EMPTY;
    do {
      ListWorkflowExecutionsResponse response =
          connection
              .service()
              .blockingStub()
              .listWorkflowExecutions(
                  ListWorkflowExecutionsRequest.newBuilder()
                      .setNamespace(connection.client().getOptions().getNamespace())
                      .setQuery(query)
                      .setNextPageToken(page)
                      .build());
      all.addAll(response.getExecutionsList());
      page = response.getNextPageToken();
    } while (!page.isEmpty());
    return all;
  }

  static boolean closed(WorkflowExecutionInfo execution) {
    return execution.getStatusValue() != OPEN && execution.getHistoryLength() > 0;
  }

  static long events(List<WorkflowExecutionInfo> executions) {
    return executions.stream().mapToLong(WorkflowExecutionInfo::getHistoryLength).sum();
  }
}
