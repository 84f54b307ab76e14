package io.planwright.workflows;

import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.history.v1.History;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowClient;
import io.temporal.common.WorkflowExecutionHistory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The stored histories that {@link ReplayTest} replays. To store those of a test's runs, run the
 * test with {@code -Dplanwright.histories=src/test/resources/histories} and keep the files that
 * show what none of the others does; a file that is there is never written again.
 */
final class Histories {
  static final Path FOLDER = Path.of("src/test/resources/histories");

  private final WorkflowClient client;
  private final Path folder;

  private Histories(WorkflowClient client, Path folder) {
    this.client = client;
    this.folder = folder;
  }

  /** Where histories are asked for. */
  static Optional<Histories> wanted(WorkflowClient client) {
    return Optional.ofNullable(System.getProperty("planwright.histories"))
        .map(folder -> new Histories(client, Path.of(folder)));
  }

  static WorkflowExecutionHistory stored(Path file) {
    try {
      String json = Files.readString(file);
      String workflow =
          started(WorkflowExecutionHistory.fromJson(json))
              .getWorkflowExecutionStartedEventAttributes()
              .getWorkflowId();
      return WorkflowExecutionHistory.fromJson(json, workflow);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Stores a run's history, those of its children, and of what they continued as. */
  void store(String run) {
    store(WorkflowExecution.newBuilder().setWorkflowId(run).build(), 1);
  }

  private void store(WorkflowExecution execution, int nth) {
    WorkflowExecutionHistory history =
        client.fetchHistory(execution.getWorkflowId(), execution.getRunId());
    String first =
        started(history).getWorkflowExecutionStartedEventAttributes().getFirstExecutionRunId();
    if (nth == 1 && execution.getRunId().isEmpty() && !first.isEmpty()) {
      // Without a run's id one gets the newest: begin with the first.
      store(execution.toBuilder().setRunId(first).build(), 1);
      return;
    }
    write(execution.getWorkflowId(), history);
    for (HistoryEvent event : history.getEvents()) {
      if (event.hasChildWorkflowExecutionStartedEventAttributes()) {
        store(event.getChildWorkflowExecutionStartedEventAttributes().getWorkflowExecution(), 1);
      } else if (event.hasWorkflowExecutionContinuedAsNewEventAttributes()) {
        String next =
            event.getWorkflowExecutionContinuedAsNewEventAttributes().getNewExecutionRunId();
        store(execution.toBuilder().setRunId(next).build(), nth + 1);
      }
    }
  }

  private void write(String workflow, WorkflowExecutionHistory history) {
    String name = workflow.replaceAll("[^A-Za-z0-9.]+", "-");
    Path free =
        Stream.iterate(1, n -> n + 1)
            .map(n -> folder.resolve(name + (n == 1 ? "" : "-again-" + n) + ".json"))
            .filter(file -> !Files.exists(file) || isOf(history, file))
            .findFirst()
            .orElseThrow();
    try {
      Files.createDirectories(folder);
      if (!Files.exists(free)) {
        String json = new WorkflowExecutionHistory(named(workflow, history)).toJson(true);
        Files.writeString(free, json + "\n", StandardOpenOption.CREATE_NEW);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** With the workflow's id in its first event, as a real server has it. */
  private static History named(String workflow, WorkflowExecutionHistory history) {
    History.Builder named = history.getHistory().toBuilder();
    named
        .getEventsBuilder(0)
        .getWorkflowExecutionStartedEventAttributesBuilder()
        .setWorkflowId(workflow);
    return named.build();
  }

  private static boolean isOf(WorkflowExecutionHistory history, Path file) {
    return started(stored(file)).getEventTime().equals(started(history).getEventTime());
  }

  private static HistoryEvent started(WorkflowExecutionHistory history) {
    return history.getEvents().getFirst();
  }
}
