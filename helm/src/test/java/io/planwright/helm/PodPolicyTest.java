package io.planwright.helm;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubernetes.client.openapi.models.V1PodSpec;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each rule of the policy, broken. */
final class PodPolicyTest {
  private static final String POD =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: api}
      spec:
        selector: {matchLabels: {app: api}}
        template:
          spec:
            automountServiceAccountToken: false
            enableServiceLinks: false
            securityContext: {runAsNonRoot: true, runAsUser: 10001, seccompProfile: {type: RuntimeDefault}}
            volumes: [{name: tmp, emptyDir: {sizeLimit: 1Gi}}]
            containers:
              - name: api
                image: planwright:1
                ports: [{containerPort: 8080}]
                startupProbe: {httpGet: {path: /health/liveness, port: 8080}}
                livenessProbe: {httpGet: {path: /health/liveness, port: 8080}}
                readinessProbe: {httpGet: {path: /health/readiness, port: 8080}}
                resources: {requests: {cpu: 1, memory: 1Gi}, limits: {cpu: 1, memory: 2Gi}}
                securityContext: {allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: {drop: [ALL]}}
      """;

  @Test
  void acceptsAPodThatKeepsToIt() {
    assertThat(violations(POD)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "automountServiceAccountToken: false | hostNetwork: true | shares the host's network",
        "automountServiceAccountToken: false | automountServiceAccountToken: true | mounts a token",
        "enableServiceLinks: false | hostPID: true | has service links",
        "runAsNonRoot: true | runAsNonRoot: false | may run as root",
        "runAsUser: 10001 | runAsUser: 0 | is not user 10001",
        "type: RuntimeDefault | type: Unconfined | has no seccomp profile",
        "emptyDir: {sizeLimit: 1Gi} | hostPath: {path: /} | volume tmp is of a restricted kind",
        "sizeLimit: 1Gi | medium: Memory | volume tmp has no size limit",
        "allowPrivilegeEscalation: false | privileged: true | may escalate its privileges",
        "allowPrivilegeEscalation: false | privileged: true | is privileged",
        "readOnlyRootFilesystem: true | runAsUser: 0 | writes to its root",
        "readOnlyRootFilesystem: true | runAsUser: 0 | overrides the pod's user",
        "drop: [ALL] | drop: [NET_RAW] | keeps capabilities",
        "drop: [ALL] | drop: [ALL], add: [SYS_ADMIN] | keeps capabilities",
        "containerPort: 8080 | containerPort: 80 | takes a port of the host or a privileged one",
        "containerPort: 8080 | containerPort: 8080, hostPort: 8080 | takes a port of the host or a"
            + " privileged one",
        "image: planwright:1 | image: planwright | has an image without tag and digest",
        "'cpu: 1, memory: 2Gi' | cpu: 1 | has no limit of memory",
        "'cpu: 1, memory: 1Gi' | memory: 1Gi | requests no cpu",
        "startupProbe | lifecycle: {} # | has no startup probe of /health/liveness",
        "/health/readiness | /health/liveness | has no readiness probe of /health/readiness"
      })
  void findsWhatBreaksIt(String kept, String broken, String violation) {
    assertThat(POD).contains(kept);

    assertThat(violations(POD.replace(kept, broken))).contains(violation);
  }

  private static List<String> violations(String yaml) {
    V1PodSpec pod = KubernetesObject.read(yaml).getFirst().pod().getSpec();
    return PodPolicy.violations(Objects.requireNonNull(pod), true);
  }
}
