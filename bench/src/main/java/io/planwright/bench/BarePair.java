package io.planwright.bench;

import io.planwright.bench.OpenLoop.Started;
import io.planwright.temporal.TemporalConnection;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/**
 * The least that a run could be: a parent and its child, through the SDK alone, on a task queue of
 * their own.
 */
final class BarePair {
  private static final String QUEUE = "bench-pair";

  private BarePair() {}

  /**
   * First lines by workflow time, as the product's journal tells them, and by the clock on the
   * wall.
   */
  record Seen(
      Started started,
      Map<String, Instant> parents,
      Map<String, Instant> children,
      Map<String, Instant> parentsByWall,
      Map<String, Instant> childrenByWall) {}

  static Seen run(TemporalConnection connection, OpenLoop load, boolean eager)
      throws InterruptedException {
    Map<String, Instant> parents = new ConcurrentHashMap<>();
    Map<String, Instant> children = new ConcurrentHashMap<>();
    Map<String, Instant> parentsByWall = new ConcurrentHashMap<>();
    Map<String, Instant> childrenByWall = new ConcurrentHashMap<>();
    WorkflowClient client = connection.client();
    WorkerFactory factory = WorkerFactory.newInstance(client);
    try {
      Worker worker = factory.newWorker(QUEUE);
      worker.registerWorkflowImplementationFactory(
          BareParent.class, () -> new Parent(note(parents, parentsByWall)));
      worker.registerWorkflowImplementationFactory(
          BareChild.class, () -> new Child(note(children, childrenByWall)));
      factory.start();
      Started started = load.run(index -> start(client, index, eager));
      Waiting.until(Duration.ofSeconds(60), () -> childrenByWall.size() >= started.sent().size());
      return new Seen(started, parents, children, parentsByWall, childrenByWall);
    } finally {
      factory.shutdownNow();
      factory.awaitTermination(5, TimeUnit.SECONDS);
    }
  }

  private static String start(WorkflowClient client, int index, boolean eager) {
    String id = "bare-" + index;
    WorkflowClient.start(
        client.newWorkflowStub(
                BareParent.class,
                WorkflowOptions.newBuilder()
                    .setWorkflowId(id)
                    .setTaskQueue(QUEUE)
                    .setDisableEagerExecution(!eager)
                    .build())
            ::run);
    return id;
  }

  private static BiConsumer<String, Instant> note(
      Map<String, Instant> byWorkflow, Map<String, Instant> byWall) {
    return (id, workflowTime) -> {
      byWorkflow.putIfAbsent(id, workflowTime);
      byWall.putIfAbsent(id, Instant.now());
    };
  }

  private static final class Parent implements BareParent {
    private final BiConsumer<String, Instant> firstLine;

    Parent(BiConsumer<String, Instant> firstLine) {
      this.firstLine = firstLine;
    }

    @Override
    public void run() {
      String id = Workflow.getInfo().getWorkflowId();
      firstLine.accept(id, Instant.ofEpochMilli(Workflow.currentTimeMillis()));
      Workflow.newChildWorkflowStub(
              BareChild.class,
              ChildWorkflowOptions.newBuilder().setWorkflowId(id + "/child").build())
          .run();
    }
  }

  private static final class Child implements BareChild {
    private final BiConsumer<String, Instant> firstLine;

    Child(BiConsumer<String, Instant> firstLine) {
      this.firstLine = firstLine;
    }

    @Override
    public void run() {
      String id = Workflow.getInfo().getWorkflowId();
      firstLine.accept(
          id.substring(0, id.lastIndexOf('/')), Instant.ofEpochMilli(Workflow.currentTimeMillis()));
    }
  }
}
