package io.planwright.gpu.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.planwright.models.FeatureFile;
import io.planwright.plan.run.ArtifactRef;
import io.planwright.plan.run.Outcome;
import io.planwright.plan.run.StepRef;
import io.planwright.quant.Bar;
import io.planwright.quant.RegimeMarket;
import io.planwright.quant.features.FeatureRecipe;
import io.planwright.workflows.train.TrainInputs;
import io.planwright.workflows.train.TrainSteps;
import io.temporal.activity.ActivityOptions;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

final class WorkerShutdownTest {
  private static final int ROUNDS = 100_000;

  private final TestingStore store = TestingStore.get();

  /** Calls the step as a phase does. */
  @WorkflowInterface
  public interface TrainWorkflow {
    @WorkflowMethod
    Outcome run(StepRef step, TrainInputs inputs);
  }

  /** One call. */
  public static final class TrainWorkflowImpl implements TrainWorkflow {
    @Override
    public Outcome run(StepRef step, TrainInputs inputs) {
      return Workflow.newActivityStub(
              TrainSteps.class,
              ActivityOptions.newBuilder()
                  .setStartToCloseTimeout(Duration.ofHours(1))
                  .setHeartbeatTimeout(Duration.ofSeconds(10))
                  .build())
          .train(step, inputs);
    }
  }

  @Test
  @Timeout(60)
  void leavesACheckpointOfTheRoundsSinceTheLastOne() throws Exception {
    StepRef step = store.step("shutdown");
    List<Bar> bars = new RegimeMarket().bars(1, LocalDate.of(2015, 1, 2), 500).toList();
    ArtifactRef features =
        store.put(
            step,
            "features",
            file ->
                new FeatureFile()
                    .write(
                        new FeatureRecipe(List.of(1, 2), List.of(10), 1)
                            .build(
                                bars.stream().map(Bar::time).toList(),
                                bars.stream().mapToDouble(Bar::close).toArray()),
                        file));
    CountDownLatch training = new CountDownLatch(50);
    InstantSource clock =
        () -> {
          training.countDown();
          return Instant.EPOCH;
        };
    try (TestWorkflowEnvironment environment = TestWorkflowEnvironment.newInstance()) {
      Worker worker = environment.newWorker("train");
      worker.registerWorkflowImplementationTypes(TrainWorkflowImpl.class);
      worker.registerActivitiesImplementations(
          new TrainActivities(store.artifacts(), store.journal(), clock));
      environment.start();
      WorkflowClient.start(
          environment
                  .getWorkflowClient()
                  .newWorkflowStub(
                      TrainWorkflow.class,
                      WorkflowOptions.newBuilder().setTaskQueue("train").build())
              ::run,
          step,
          new TrainInputs(features, ROUNDS, 3, 0.1, 0.7, ROUNDS, 1));
      assertThat(training.await(40, TimeUnit.SECONDS)).isTrue();
      environment.getWorkerFactory().shutdown();
      environment.getWorkerFactory().awaitTermination(20, TimeUnit.SECONDS);
      assertThat(environment.getWorkerFactory().isTerminated()).isTrue();
    }
    assertThat(names(step)).singleElement().asString().startsWith("checkpoint-000");
  }

  private List<String> names(StepRef step) throws IOException {
    try (Stream<Path> files = Files.list(store.artifacts().scratch(step))) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
