package io.planwright.bench;

import io.planwright.temporal.TemporalConnection;
import io.temporal.activity.ActivityOptions;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * How many activities per second the server and one worker manage that do nothing at all. The
 * worker stays between rounds: one that stops may take a task that it has just polled with it.
 */
final class BareActivities implements AutoCloseable {
  private static final String QUEUE = "bench-tasks";

  private final WorkflowClient client;
  private final WorkerFactory factory;

  private BareActivities(WorkflowClient client) {
    this.client = client;
    this.factory = WorkerFactory.newInstance(client);
  }

  static BareActivities start(TemporalConnection connection) {
    BareActivities bare = new BareActivities(connection.client());
    Worker worker = bare.factory.newWorker(QUEUE);
    worker.registerWorkflowImplementationTypes(Tasks.class);
    worker.registerActivitiesImplementations((BareTask) () -> {});
    bare.factory.start();
    return bare;
  }

  /** Time for all workflows, started at once. */
  Duration run(int workflows, int tasks, boolean parallel) throws Exception {
    long begin = System.nanoTime();
    List<WorkflowStub> started = new ArrayList<>();
    for (int i = 0; i < workflows; i++) {
      BareTasks stub =
          client.newWorkflowStub(
              BareTasks.class,
              WorkflowOptions.newBuilder()
                  .setWorkflowId("tasks-" + (parallel ? "parallel-" : "sequential-") + i)
                  .setTaskQueue(QUEUE)
                  .setWorkflowExecutionTimeout(Duration.ofMinutes(3))
                  .build());
      WorkflowClient.start(stub::run, tasks, parallel);
      started.add(WorkflowStub.fromTyped(stub));
    }
    for (WorkflowStub workflow : started) {
      workflow.getResult(3, TimeUnit.MINUTES, Void.class);
    }
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  @Override
  public void close() {
    factory.shutdownNow();
    factory.awaitTermination(5, TimeUnit.SECONDS);
  }

  /** The SDK creates it. */
  public static final class Tasks implements BareTasks {
    private final BareTask task =
        Workflow.newActivityStub(
            BareTask.class,
            ActivityOptions.newBuilder().setStartToCloseTimeout(Duration.ofSeconds(30)).build());

    @Override
    public void run(int count, boolean parallel) {
      if (parallel) {
        List<Promise<Void>> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
          all.add(Async.procedure(task::nothing));
        }
        Promise.allOf(all).get();
      } else {
        for (int i = 0; i < count; i++) {
          task.nothing();
        }
      }
    }
  }
}
