package io.planwright.helm;

import io.kubernetes.client.custom.Quantity;
import io.kubernetes.client.openapi.models.V1Container;
import io.kubernetes.client.openapi.models.V1PodSecurityContext;
import io.kubernetes.client.openapi.models.V1PodSpec;
import io.kubernetes.client.openapi.models.V1Probe;
import io.kubernetes.client.openapi.models.V1ResourceRequirements;
import io.kubernetes.client.openapi.models.V1SecurityContext;
import io.kubernetes.client.openapi.models.V1Volume;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What every pod of ours keeps to: the Pod Security Standard "restricted" (as far as its rules
 * touch what we render), and our own: a read-only root, no service links, no token, limits.
 */
final class PodPolicy {
  private static final long USER = 10001;

  private final List<String> violations = new ArrayList<>();

  private PodPolicy() {}

  static List<String> violations(V1PodSpec pod, boolean serves) {
    PodPolicy policy = new PodPolicy();
    policy.check(pod);
    pod.getContainers().forEach(container -> policy.check(container, serves));
    Optional.ofNullable(pod.getInitContainers())
        .orElse(List.of())
        .forEach(container -> policy.check(container, false));
    return policy.violations;
  }

  private void check(V1PodSpec pod) {
    need(no(pod.getHostNetwork()), "shares the host's network");
    need(no(pod.getHostPID()), "shares the host's processes");
    need(no(pod.getHostIPC()), "shares the host's memory");
    need(Boolean.FALSE.equals(pod.getAutomountServiceAccountToken()), "mounts a token");
    need(Boolean.FALSE.equals(pod.getEnableServiceLinks()), "has service links");
    V1PodSecurityContext security =
        Optional.ofNullable(pod.getSecurityContext()).orElseGet(V1PodSecurityContext::new);
    need(Boolean.TRUE.equals(security.getRunAsNonRoot()), "may run as root");
    need(Long.valueOf(USER).equals(security.getRunAsUser()), "is not user 10001");
    need(
        security.getSeccompProfile() != null
            && "RuntimeDefault".equals(security.getSeccompProfile().getType()),
        "has no seccomp profile");
    need(empty(security.getSysctls()), "sets sysctls");
    Optional.ofNullable(pod.getVolumes()).orElse(List.of()).forEach(this::check);
  }

  private void check(V1Volume volume) {
    need(
        volume.getConfigMap() != null
            || volume.getEmptyDir() != null
            || volume.getPersistentVolumeClaim() != null
            || volume.getProjected() != null
            || volume.getSecret() != null,
        "volume " + volume.getName() + " is of a restricted kind");
    need(
        volume.getEmptyDir() == null || volume.getEmptyDir().getSizeLimit() != null,
        "volume " + volume.getName() + " has no size limit");
  }

  private void check(V1Container container, boolean serves) {
    V1SecurityContext security =
        Optional.ofNullable(container.getSecurityContext()).orElseGet(V1SecurityContext::new);
    need(no(security.getPrivileged()), "is privileged");
    need(
        Boolean.FALSE.equals(security.getAllowPrivilegeEscalation()),
        "may escalate its privileges");
    need(Boolean.TRUE.equals(security.getReadOnlyRootFilesystem()), "writes to its root");
    need(
        security.getCapabilities() != null
            && List.of("ALL").equals(security.getCapabilities().getDrop())
            && empty(security.getCapabilities().getAdd()),
        "keeps capabilities");
    need(
        security.getRunAsUser() == null && security.getRunAsNonRoot() == null,
        "overrides the pod's user");
    need(
        Optional.ofNullable(container.getPorts()).orElse(List.of()).stream()
            .allMatch(port -> port.getHostPort() == null && port.getContainerPort() >= 1024),
        "takes a port of the host or a privileged one");
    need(
        container.getImage() != null && container.getImage().matches(".+(:[^/:]+|@sha256:.{64})"),
        "has an image without tag and digest");
    checkAmounts(
        Optional.ofNullable(container.getResources()).orElseGet(V1ResourceRequirements::new));
    if (serves) {
      check("startup", container.getStartupProbe(), "/health/liveness");
      check("liveness", container.getLivenessProbe(), "/health/liveness");
      check("readiness", container.getReadinessProbe(), "/health/readiness");
    }
  }

  private void checkAmounts(V1ResourceRequirements resources) {
    for (String resource : List.of("cpu", "memory")) {
      need(has(resources.getLimits(), resource), "has no limit of " + resource);
      need(has(resources.getRequests(), resource), "requests no " + resource);
    }
  }

  private void check(String name, @Nullable V1Probe probe, String path) {
    need(
        probe != null && probe.getHttpGet() != null && path.equals(probe.getHttpGet().getPath()),
        "has no " + name + " probe of " + path);
  }

  private void need(boolean kept, String violation) {
    if (!kept) {
      violations.add(violation);
    }
  }

  private static boolean has(@Nullable Map<String, Quantity> amounts, String resource) {
    return amounts != null && amounts.containsKey(resource);
  }

  private static boolean empty(@Nullable List<?> list) {
    return list == null || list.isEmpty();
  }

  private static boolean no(@Nullable Boolean flag) {
    return flag == null || !flag;
  }
}
