package io.planwright.helm;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class KubernetesObjectTest {
  private static final String DEPLOYMENT =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: api}
      spec:
        selector: {matchLabels: {app: api}}
        template:
          spec:
            containers: [{name: api, image: "planwright:1", ports: [{containerPort: 8080}]}]
      """;

  @Test
  void acceptsWhatKubernetesKnows() {
    assertThatCode(() -> validate(DEPLOYMENT)).doesNotThrowAnyException();
  }

  @Test
  void refusesAFieldThatKubernetesDoesNotKnow() {
    assertThatThrownBy(() -> validate(DEPLOYMENT.replace("containerPort", "containerPorts")))
        .hasMessageContaining("containerPorts");
  }

  @Test
  void refusesTheLackOfARequiredField() {
    assertThatThrownBy(() -> validate(DEPLOYMENT.replace("name: api, image", "image")))
        .hasMessageContaining("name");
  }

  @Test
  void refusesAKindThatWasNotExpected() {
    assertThatThrownBy(() -> validate("{apiVersion: v1, kind: Secret, metadata: {name: a}}"))
        .hasMessageContaining("Secret");
  }

  @Test
  void refusesAKeyThatStandsTwice() {
    assertThatThrownBy(() -> KubernetesObject.read("a: 1\na: 2")).hasMessageContaining("duplicate");
  }

  private static void validate(String yaml) throws Exception {
    KubernetesObject.read(yaml).getFirst().validate();
  }
}
