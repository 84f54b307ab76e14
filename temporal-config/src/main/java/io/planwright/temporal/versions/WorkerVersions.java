package io.planwright.temporal.versions;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.deployment.v1.WorkerDeploymentInfo;
import io.temporal.api.deployment.v1.WorkerDeploymentInfo.WorkerDeploymentVersionSummary;
import io.temporal.api.workflowservice.v1.DescribeWorkerDeploymentRequest;
import io.temporal.api.workflowservice.v1.SetWorkerDeploymentCurrentVersionRequest;
import io.temporal.api.workflowservice.v1.WorkflowServiceGrpc.WorkflowServiceBlockingStub;
import io.temporal.client.WorkflowClient;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The builds of one deployment: which one is current is the server's to know. */
public final class WorkerVersions {
  private static final Duration LONGEST = Duration.ofSeconds(10);

  private final WorkflowClient client;
  private final String deployment;

  public WorkerVersions(WorkflowClient client, String deployment) {
    this.client = client;
    this.deployment = deployment;
  }

  /** Newest first; none where no versioned worker has ever polled. */
  public List<Build> builds() {
    return info().stream()
        .flatMap(info -> info.getVersionSummariesList().stream())
        .map(WorkerVersions::build)
        .toList();
  }

  /** The build that new runs, and running ones that are not pinned, go to. */
  public Optional<String> current() {
    return info()
        .filter(info -> info.getRoutingConfig().hasCurrentDeploymentVersion())
        .map(info -> info.getRoutingConfig().getCurrentDeploymentVersion().getBuildId())
        .filter(id -> !id.isEmpty());
  }

  /**
   * Makes a build the current one; its workers must run.
   *
   * @throws BuildUnknown where none of its workers has polled
   */
  public void promote(String build) {
    if (builds().stream().noneMatch(known -> known.id().equals(build))) {
      throw new BuildUnknown(
          "expected a build of deployment %s whose workers run (%s), was %s"
              .formatted(deployment, String.join(", ", ids()), build));
    }
    var unused =
        service()
            .setWorkerDeploymentCurrentVersion(
                SetWorkerDeploymentCurrentVersionRequest.newBuilder()
                    .setNamespace(client.getOptions().getNamespace())
                    .setDeploymentName(deployment)
                    .setBuildId(build)
                    .setIdentity("planwright")
                    .build());
  }

  private List<String> ids() {
    return builds().stream().map(Build::id).toList();
  }

  private Optional<WorkerDeploymentInfo> info() {
    try {
      return Optional.of(
          service()
              .describeWorkerDeployment(
                  DescribeWorkerDeploymentRequest.newBuilder()
                      .setNamespace(client.getOptions().getNamespace())
                      .setDeploymentName(deployment)
                      .build())
              .getWorkerDeploymentInfo());
    } catch (StatusRuntimeException e) {
      if (e.getStatus().getCode() == Status.Code.NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private WorkflowServiceBlockingStub service() {
    return client
        .getWorkflowServiceStubs()
        .blockingStub()
        .withDeadlineAfter(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static Build build(WorkerDeploymentVersionSummary summary) {
    String status =
        summary.getStatus().name().substring("WORKER_DEPLOYMENT_VERSION_STATUS_".length());
    return new Build(summary.getDeploymentVersion().getBuildId(), status.toLowerCase(Locale.ROOT));
  }
}
