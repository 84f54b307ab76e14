package io.planwright.workers;

import io.planwright.activities.ClaimCheck;
import io.planwright.activities.Drain;
import io.planwright.activities.Outages;
import io.planwright.plan.Lane;
import io.planwright.store.Artifacts;
import io.planwright.temporal.versions.Release;
import io.planwright.workflows.PhaseWorkflowImpl;
import io.planwright.workflows.PlanWorkflowImpl;
import io.planwright.workflows.UndoWorkflowImpl;
import io.planwright.workflows.assist.AssistWorkflowImpl;
import io.planwright.workflows.experiment.ExperimentWorkflowImpl;
import io.temporal.client.WorkflowClient;
import io.temporal.common.VersioningBehavior;
import io.temporal.common.WorkerDeploymentVersion;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerDeploymentOptions;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import io.temporal.worker.tuning.CompositeTuner;
import io.temporal.worker.tuning.FixedSizeSlotSupplier;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The workers of this process's lanes. They are started in the background, again and again until
 * Temporal answers; on a stop they take no new work, let what runs checkpoint or finish within the
 * drain time, and interrupt what is left.
 */
@Singleton
public final class LaneWorkers {
  private static final Logger log = LoggerFactory.getLogger(LaneWorkers.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  /** Where the state of the workers is told from. */
  enum Phase {
    IDLE,
    STARTING,
    RUNNING,
    STOPPED
  }

  private final WorkerFactory factory;
  private final Steps steps;
  private final ReaperRounds reaper;
  private final Release release;
  private final Duration drain;
  private volatile Phase phase = Phase.IDLE;

  LaneWorkers(
      WorkflowClient client,
      Steps steps,
      ReaperRounds reaper,
      Artifacts artifacts,
      Release release,
      @io.micronaut.context.annotation.Property(name = "planwright.drain", defaultValue = "PT30S")
          Duration drain) {
    this.steps = steps;
    this.reaper = reaper;
    this.release = release;
    this.drain = drain;
    this.factory =
        WorkerFactory.newInstance(
            client,
            WorkerFactoryOptions.newBuilder()
                .setUsingVirtualWorkflowThreads(true)
                .setWorkflowCacheSize(2_000)
                .setWorkerInterceptors(new ClaimCheck(artifacts), new Outages(), new Drain())
                .build());
  }

  /** Starts the workers of these lanes; once. */
  public void start(Set<Lane> lanes) {
    if (lanes.isEmpty() || !came(Phase.IDLE, Phase.STARTING)) {
      return;
    }
    for (Lane lane : Lane.values()) {
      if (lanes.contains(lane)) {
        Worker worker = factory.newWorker(lane.queue(), options(lane));
        if (lane == Lane.PLAN) {
          worker.registerWorkflowImplementationTypes(
              PlanWorkflowImpl.class,
              PhaseWorkflowImpl.class,
              UndoWorkflowImpl.class,
              ExperimentWorkflowImpl.class,
              AssistWorkflowImpl.class);
        }
        worker.registerActivitiesImplementations(steps.of(lane));
      }
    }
    if (lanes.contains(Lane.PLAN)) {
      reaper.start();
    }
    Thread.ofVirtual().name("workers-start").start(this::startWhenTemporalAnswers);
  }

  private void startWhenTemporalAnswers() {
    Duration pause = FIRST_PAUSE;
    while (phase == Phase.STARTING) {
      try {
        factory.start();
        came(Phase.STARTING, Phase.RUNNING);
        log.info("workers run");
        return;
      } catch (io.grpc.StatusRuntimeException e) {
        log.warn("Temporal does not answer ({}); next try in {}", e.getStatus().getCode(), pause);
        try {
          Thread.sleep(pause);
        } catch (InterruptedException stopped) {
          Thread.currentThread().interrupt();
          return;
        }
        pause =
            pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0
                ? pause.multipliedBy(2)
                : LONGEST_PAUSE;
      }
    }
  }

  private synchronized boolean came(Phase from, Phase to) {
    boolean there = phase == from;
    if (there) {
      phase = to;
    }
    return there;
  }

  Phase phase() {
    return phase;
  }

  /** Drains. */
  @PreDestroy
  public void stop() {
    synchronized (this) {
      if (phase == Phase.STOPPED) {
        return;
      }
      phase = Phase.STOPPED;
    }
    factory.shutdown();
    factory.awaitTermination(drain.toMillis(), TimeUnit.MILLISECONDS);
    if (!factory.isTerminated()) {
      log.warn("steps still ran after {} and are interrupted", drain);
      factory.shutdownNow();
      factory.awaitTermination(5, TimeUnit.SECONDS);
    }
  }

  private WorkerOptions options(Lane lane) {
    WorkerOptions.Builder options =
        WorkerOptions.newBuilder()
            .setDefaultDeadlockDetectionTimeout(5_000)
            .setMaxConcurrentWorkflowTaskPollers(5)
            .setMaxConcurrentActivityTaskPollers(5);
    return switch (lane) {
      // Its activities only wait for the database.
      case PLAN ->
          options
              .setDeploymentOptions(
                  release.version().map(LaneWorkers::versioned).orElseGet(LaneWorkers::unversioned))
              .setUsingVirtualThreads(true)
              .build();
      case CPU ->
          options
              .setWorkerTuner(
                  new CompositeTuner(
                      new FixedSizeSlotSupplier<>(1),
                      new CoreSlots(Math.max(2, Runtime.getRuntime().availableProcessors())),
                      new FixedSizeSlotSupplier<>(1),
                      new FixedSizeSlotSupplier<>(1)))
              .build();
      // One training at a time: it takes the whole device.
      case GPU_TRAIN ->
          options
              .setMaxConcurrentActivityExecutionSize(1)
              .setMaxConcurrentActivityTaskPollers(1)
              .build();
      // An answer has no checkpoint: it has the drain time to come to its end.
      case GPU_LLM ->
          options
              .setMaxConcurrentActivityExecutionSize(2)
              .setMaxConcurrentActivityTaskPollers(2)
              .setAllowActivityHeartbeatDuringShutdown(true)
              .build();
    };
  }

  /**
   * Of workers that say no build at all, the server notes twice that they are unversioned, and
   * corrects it: a write to visibility more of each workflow.
   */
  private static WorkerDeploymentOptions unversioned() {
    return WorkerDeploymentOptions.newBuilder()
        .setUseVersioning(false)
        .setVersion(new WorkerDeploymentVersion("planwright", "unversioned"))
        .build();
  }

  /** By configuration: an annotation would wedge every workflow of an unversioned worker. */
  private static WorkerDeploymentOptions versioned(WorkerDeploymentVersion version) {
    return WorkerDeploymentOptions.newBuilder()
        .setUseVersioning(true)
        .setVersion(version)
        .setDefaultVersioningBehavior(VersioningBehavior.AUTO_UPGRADE)
        .build();
  }
}
