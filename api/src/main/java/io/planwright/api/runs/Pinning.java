package io.planwright.api.runs;

import io.grpc.StatusRuntimeException;
import io.planwright.api.problem.ProblemKind;
import io.planwright.temporal.versions.Release;
import io.planwright.temporal.versions.WorkerVersions;
import io.temporal.client.WorkflowClient;
import io.temporal.common.VersioningOverride;
import io.temporal.common.WorkerDeploymentVersion;
import jakarta.inject.Singleton;

/** Which build of the workers a run that asks for it stays on. */
@Singleton
final class Pinning {
  private final WorkflowClient client;
  private final Release release;

  Pinning(WorkflowClient client, Release release) {
    this.client = client;
    this.release = release;
  }

  /** Eager starts know nothing of versions: they would go to whatever worker shares the process. */
  boolean versioned() {
    return release.deployment().isPresent();
  }

  /** The build that is current now. */
  String current() {
    try {
      return new WorkerVersions(client, deployment())
          .current()
          .orElseThrow(
              () ->
                  ProblemKind.WORKERS_NOT_VERSIONED.problem(
                      "deployment %s has no current build: planwright worker promote BUILD"
                          .formatted(deployment())));
    } catch (StatusRuntimeException e) {
      throw ProblemKind.TEMPORAL_UNAVAILABLE.problem("which build is current can't be asked now");
    }
  }

  VersioningOverride to(String build) {
    return new VersioningOverride.PinnedVersioningOverride(
        new WorkerDeploymentVersion(deployment(), build));
  }

  private String deployment() {
    return release
        .deployment()
        .orElseThrow(
            () ->
                ProblemKind.WORKERS_NOT_VERSIONED.problem(
                    "a run is pinned to a build of the workers, and they are of none: set "
                        + Release.DEPLOYMENT
                        + " for the API and the plan workers, and "
                        + Release.BUILD
                        + " for those"));
  }
}
