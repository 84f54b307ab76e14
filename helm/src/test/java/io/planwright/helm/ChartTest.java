package io.planwright.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.kubernetes.client.openapi.models.V1Container;
import io.kubernetes.client.openapi.models.V1EnvVar;
import io.kubernetes.client.openapi.models.V1PodSpec;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ChartTest {
  private static final String ALL = "io.planwright.helm.Chart#valueSets";

  @ParameterizedTest
  @MethodSource(ALL)
  void rendersObjectsThatKubernetesKnows(Path values) {
    List<KubernetesObject> objects = Chart.render(values);

    assertThat(objects).hasSizeGreaterThan(8);
    assertThat(objects)
        .allSatisfy(
            object -> assertThatCode(object::validate).as("%s", object).doesNotThrowAnyException());
    assertThat(objects).extracting(KubernetesObject::toString).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void keepsEveryPodToThePolicy(Path values) {
    assertThat(Chart.render(values).stream().filter(KubernetesObject::runsPods))
        .allSatisfy(
            object ->
                assertThat(PodPolicy.violations(spec(object), object.kind().equals("Deployment")))
                    .as("%s", object)
                    .isEmpty());
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void rendersNoSecretAndNoRole(Path values) {
    assertThat(Chart.render(values))
        .extracting(KubernetesObject::kind)
        .doesNotContain("Secret", "Role", "ClusterRole", "RoleBinding", "ClusterRoleBinding");
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void labelsEveryObjectAndSelectsThePodsThatItMeans(Path values) {
    List<KubernetesObject> objects = Chart.render(values);

    assertThat(objects)
        .allSatisfy(
            object ->
                assertThat(object.metadata().getAsJsonObject("labels").keySet())
                    .contains(
                        "helm.sh/chart",
                        "app.kubernetes.io/name",
                        "app.kubernetes.io/instance",
                        "app.kubernetes.io/version",
                        "app.kubernetes.io/managed-by",
                        "app.kubernetes.io/part-of"));
    for (KubernetesObject object : objects) {
      selector(object)
          .ifPresent(
              selector ->
                  assertThat(objects.stream().filter(pods -> matches(selector, pods)))
                      .as("%s", object)
                      .extracting(KubernetesObject::component)
                      .containsExactly(object.component()));
    }
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void shutsEveryComponentsNetworkButForWhatItNeeds(Path values) {
    List<KubernetesObject> objects = Chart.render(values);
    Map<String, KubernetesObject> policies =
        objects.stream()
            .filter(object -> object.kind().equals("NetworkPolicy"))
            .collect(Collectors.toMap(KubernetesObject::component, object -> object));

    assertThat(policies.keySet())
        .containsExactlyInAnyOrderElementsOf(
            objects.stream()
                .filter(KubernetesObject::runsPods)
                .map(KubernetesObject::component)
                .toList());
    assertThat(policies.values())
        .allSatisfy(
            policy -> {
              assertThat(policy.spec().getAsJsonArray("policyTypes").toString())
                  .isEqualTo("[\"Ingress\",\"Egress\"]");
              assertThat(elements(policy.spec().getAsJsonArray("egress")))
                  .allMatch(rule -> rule.getAsJsonObject().has("ports"));
            });
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void boundsTheDisruptionOfEveryDeployment(Path values) {
    List<KubernetesObject> objects = Chart.render(values);

    assertThat(ofKind(objects, "PodDisruptionBudget"))
        .extracting(KubernetesObject::component)
        .containsExactlyInAnyOrderElementsOf(
            ofKind(objects, "Deployment").stream().map(KubernetesObject::component).toList());
    assertThat(ofKind(objects, "PodDisruptionBudget"))
        .allMatch(budget -> budget.spec().get("maxUnavailable").getAsInt() == 1);
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void rendersTheSameTwice(Path values) {
    assertThat(Chart.render(values)).isEqualTo(Chart.render(values));
  }

  @Test
  void startsEachRoleOfTheOneImage() {
    assertThat(arguments(Chart.render(Chart.valueSet("minimal"))))
        .containsOnly(
            Map.entry("api", List.of("api")),
            Map.entry("worker-plan", List.of("worker", "--role", "plan")),
            Map.entry("worker-cpu", List.of("worker", "--role", "cpu")),
            Map.entry("worker-gpu-train", List.of("worker", "--role", "gpu-train")),
            Map.entry("worker-gpu-llm", List.of("worker", "--role", "gpu-llm")),
            Map.entry("migrate", List.of("migrate")),
            Map.entry("configure", List.of("temporal", "apply")));
  }

  @Test
  void takesTheDigestBeforeTheTagAndTheTagBeforeTheVersion() {
    assertThat(images("full"))
        .containsOnly("images.example.org/ml/planwright@sha256:" + "0".repeat(63) + "1");
    assertThat(images("no-hooks")).containsOnly("planwright:1.2.3");
    assertThat(images("minimal")).containsOnly("planwright:0.1.0");
  }

  @Test
  void drainsWithinTheGraceThatKubernetesGives() {
    for (KubernetesObject deployment : ofKind(Chart.render(Chart.valueSet("full")), "Deployment")) {
      assertThat(spec(deployment).getTerminationGracePeriodSeconds()).isEqualTo(330);
      assertThat(environment(deployment)).containsEntry("DRAIN_SECONDS", "300");
    }
  }

  @Test
  void versionsThePlanWorkersWhereADeploymentIsNamed() {
    assertThat(environment(component(Chart.render(Chart.valueSet("full")), "worker-plan")))
        .containsEntry("PLANWRIGHT_DEPLOYMENT", "plans")
        .containsEntry("PLANWRIGHT_BUILD", "1.4.0");
    assertThat(environment(component(Chart.render(Chart.valueSet("minimal")), "worker-plan")))
        .doesNotContainKeys("PLANWRIGHT_DEPLOYMENT", "PLANWRIGHT_BUILD");
  }

  @Test
  void connectsEachComponentOnlyToWhatItUses() {
    List<KubernetesObject> objects = Chart.render(Chart.valueSet("full"));

    assertThat(environment(component(objects, "api")))
        .containsEntry("TEMPORAL_ADDRESS", "planwright.tmprl.example.org:7243")
        .containsEntry("TEMPORAL_NAMESPACE", "quant")
        .containsEntry("TEMPORAL_API_KEY", "secret temporal/key")
        .containsEntry("TEMPORAL_TLS", "true")
        .containsEntry("TEMPORAL_TLS_SERVER_NAME", "temporal.example.org")
        .containsEntry("TEMPORAL_TLS_SERVER_CA_CERT_PATH", "/etc/planwright/temporal-ca/ca.crt")
        .containsEntry("TEMPORAL_TLS_CLIENT_KEY_PATH", "/etc/planwright/temporal-client/tls.key")
        .containsEntry("PLANWRIGHT_DB_USER", "secret planwright-database/username")
        .containsEntry("PLANWRIGHT_DB_PASSWORD", "secret planwright-database/password")
        .containsEntry("REDIS_URI", "secret redis/uri")
        .containsEntry("PLANWRIGHT_API_HOST", "0.0.0.0")
        .containsEntry("PLANWRIGHT_API_KEYS_FILE", "/etc/planwright/api-keys/api-keys.yaml")
        .containsEntry("PLANWRIGHT_KEYS_FILE", "/etc/planwright/payload-keys/keys.yaml")
        .doesNotContainKeys("OLLAMA_URL", "PLANWRIGHT_DATA", "PLANWRIGHT_WEBHOOKS_OPS");
    assertThat(environment(component(objects, "worker-cpu")))
        .containsEntry("PLANWRIGHT_WEBHOOKS_OPS", "secret hooks/ops")
        .containsEntry("PLANWRIGHT_WEBHOOKS_RISK", "secret hooks/risk")
        .containsEntry("PLANWRIGHT_DATA", "/var/lib/planwright/data")
        .containsEntry("PLANWRIGHT_ARTIFACTS", "/var/lib/planwright/artifacts")
        .containsEntry("PLANWRIGHT_API_HOST", "0.0.0.0")
        .containsEntry("PLANWRIGHT_MANAGEMENT_PORT", "8081")
        .containsEntry("LOG_LEVEL", "INFO")
        .containsEntry("PLANWRIGHT_KEYS_FILE", "/etc/planwright/payload-keys/keys.yaml")
        .doesNotContainKeys("OLLAMA_URL", "PLANWRIGHT_API_KEYS_FILE");
    assertThat(environment(component(objects, "worker-gpu-llm")))
        .containsEntry("OLLAMA_URL", "http://ollama.llm:11434")
        .containsEntry("OLLAMA_MODEL", "qwen3:8b")
        .doesNotContainKey("PLANWRIGHT_WEBHOOKS_OPS");
    assertThat(environment(component(objects, "migrate")))
        .containsKeys("PLANWRIGHT_DB_PASSWORD", "TEMPORAL_ADDRESS", "REDIS_URI")
        .doesNotContainKeys("PLANWRIGHT_API_KEYS_FILE", "PLANWRIGHT_ARTIFACTS");
    assertThat(environment(component(objects, "configure")))
        .containsKey("TEMPORAL_API_KEY")
        .doesNotContainKeys("PLANWRIGHT_DB_PASSWORD", "REDIS_URI");
  }

  @Test
  void writesNoOllamaWhereNoneIsGiven() {
    assertThat(environment(component(Chart.render(Chart.valueSet("minimal")), "worker-gpu-llm")))
        .doesNotContainKeys("OLLAMA_URL", "OLLAMA_MODEL");
  }

  @Test
  void opensThePortsThatTheAddressesName() {
    List<KubernetesObject> full = Chart.render(Chart.valueSet("full"));
    assertThat(egressPorts(full, "worker-gpu-llm"))
        .containsExactly("53", "53", "7243", "6432", "6433", "6380", "11434");
    assertThat(egressPorts(full, "worker-cpu"))
        .containsExactly("53", "53", "7243", "6432", "6433", "6380", "443");
    assertThat(egressPorts(full, "migrate"))
        .containsExactly("53", "53", "7243", "6432", "6433", "6380");
    assertThat(egressPorts(full, "configure")).containsExactly("53", "53", "7243");
    assertThat(egressPorts(Chart.render(Chart.valueSet("minimal")), "worker-gpu-llm"))
        .containsExactly("53", "53", "7233", "5432", "6379");
  }

  @Test
  void sendsWebhooksToPublicAddressesAlone() {
    assertThat(policy(Chart.render(Chart.valueSet("full")), "worker-cpu").toString())
        .contains("169.254.0.0/16", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7");
  }

  @Test
  void letsIntoTheWorkersOnlyWhoReadsMetrics() {
    assertThat(policy(Chart.render(Chart.valueSet("minimal")), "worker-plan").has("ingress"))
        .isFalse();
    assertThat(
            policy(Chart.render(Chart.valueSet("full")), "worker-plan").get("ingress").toString())
        .contains("\"monitoring\"", "\"management\"");
  }

  @Test
  void asksForGpusInLimitsAloneAndToleratesTheirTaint() {
    List<KubernetesObject> objects = Chart.render(Chart.valueSet("full"));
    V1PodSpec training = spec(component(objects, "worker-gpu-train"));

    assertThat(container(training).getResources().getLimits().get("nvidia.com/gpu"))
        .hasToString("Quantity{number=2, format=DECIMAL_SI}");
    assertThat(container(training).getResources().getRequests()).containsOnlyKeys("cpu", "memory");
    assertThat(training.getTolerations())
        .extracting(toleration -> toleration.getKey())
        .containsExactly("nvidia.com/gpu", "pool");
    assertThat(container(spec(component(objects, "worker-gpu-llm"))).getResources().getLimits())
        .containsKey("nvidia.com/mig-1g.10gb");
    assertThat(component(objects, "worker-gpu-train").spec().get("strategy").toString())
        .contains("\"maxSurge\":0");
    V1PodSpec without =
        spec(component(Chart.render(Chart.valueSet("minimal")), "worker-gpu-train"));
    assertThat(container(without).getResources().getLimits()).containsOnlyKeys("cpu", "memory");
    assertThat(without.getTolerations()).isNullOrEmpty();
  }

  @Test
  void leavesTheNumberOfReplicasToWhoScales() {
    List<KubernetesObject> objects = Chart.render(Chart.valueSet("full"));

    assertThat(component(objects, "api").spec().has("replicas")).isFalse();
    assertThat(component(objects, "worker-cpu").spec().has("replicas")).isFalse();
    assertThat(component(objects, "worker-plan").spec().get("replicas").getAsInt()).isEqualTo(3);
  }

  @Test
  void migratesBeforeTheReleaseAndConfiguresAfterIt() {
    List<KubernetesObject> objects = Chart.render(Chart.valueSet("minimal"));

    assertThat(hook(component(objects, "migrate"))).isEqualTo("pre-install,pre-upgrade");
    assertThat(hook(component(objects, "configure"))).isEqualTo("post-install,post-upgrade");
    assertThat(spec(component(objects, "migrate")).getServiceAccountName())
        .as("a hook before the release cannot use the release's account")
        .isNull();
    assertThat(ofKind(objects, "NetworkPolicy").stream().filter(KubernetesObject::isHook))
        .extracting(KubernetesObject::component)
        .containsExactly("migrate");
  }

  @Test
  void namesJobsByTheirContentWhereHooksAreOff() {
    List<KubernetesObject> objects = Chart.render(Chart.valueSet("no-hooks"));

    assertThat(objects).noneMatch(KubernetesObject::isHook);
    assertThat(component(objects, "migrate").name())
        .matches("release-planwright-migrate-[0-9a-f]{8}");
    assertThat(component(objects, "configure").name())
        .matches("release-planwright-configure-[0-9a-f]{8}");
    assertThat(component(objects, "migrate").spec().has("ttlSecondsAfterFinished")).isTrue();
  }

  @Test
  void rendersNothingForALaneThatIsOff() {
    assertThat(Chart.render(Chart.valueSet("no-hooks")))
        .extracting(KubernetesObject::component)
        .contains("worker-cpu", "worker-plan")
        .doesNotContain("worker-gpu-train", "worker-gpu-llm");
  }

  @Test
  void createsTheArtifactsClaimOnlyWhereNoneIsNamed() {
    assertThat(ofKind(Chart.render(Chart.valueSet("full")), "PersistentVolumeClaim")).isEmpty();
    assertThat(ofKind(Chart.render(Chart.valueSet("minimal")), "PersistentVolumeClaim"))
        .singleElement()
        .satisfies(
            claim -> {
              assertThat(claim.name()).isEqualTo("release-planwright-artifacts");
              assertThat(claim.metadata().get("annotations").toString()).contains("\"keep\"");
            });
  }

  private static SequencedMap<String, String> environment(KubernetesObject object) {
    SequencedMap<String, String> environment = new LinkedHashMap<>();
    for (V1EnvVar variable : container(spec(object)).getEnv()) {
      assertThat(environment.put(variable.getName(), value(variable)))
          .as("%s sets %s twice", object, variable.getName())
          .isNull();
    }
    return environment;
  }

  private static String value(V1EnvVar variable) {
    return variable.getValueFrom() == null
        ? variable.getValue()
        : "secret "
            + variable.getValueFrom().getSecretKeyRef().getName()
            + "/"
            + variable.getValueFrom().getSecretKeyRef().getKey();
  }

  private static Map<String, List<String>> arguments(List<KubernetesObject> objects) {
    return objects.stream()
        .filter(KubernetesObject::runsPods)
        .collect(
            Collectors.toMap(
                KubernetesObject::component, object -> container(spec(object)).getArgs()));
  }

  private static List<String> images(String values) {
    return Chart.render(Chart.valueSet(values)).stream()
        .filter(KubernetesObject::runsPods)
        .map(object -> container(spec(object)).getImage())
        .toList();
  }

  private static List<String> egressPorts(List<KubernetesObject> objects, String component) {
    return elements(policy(objects, component).getAsJsonArray("egress")).stream()
        .flatMap(rule -> elements(rule.getAsJsonObject().getAsJsonArray("ports")).stream())
        .map(port -> port.getAsJsonObject().get("port").getAsString())
        .toList();
  }

  private static JsonObject policy(List<KubernetesObject> objects, String component) {
    return ofKind(objects, "NetworkPolicy").stream()
        .filter(object -> object.component().equals(component))
        .findFirst()
        .orElseThrow()
        .spec();
  }

  private static KubernetesObject component(List<KubernetesObject> objects, String component) {
    return objects.stream()
        .filter(object -> object.runsPods() && object.component().equals(component))
        .findFirst()
        .orElseThrow();
  }

  private static List<KubernetesObject> ofKind(List<KubernetesObject> objects, String kind) {
    return objects.stream().filter(object -> object.kind().equals(kind)).toList();
  }

  private static String hook(KubernetesObject object) {
    return object.metadata().getAsJsonObject("annotations").get(Chart.HOOK).getAsString();
  }

  private static V1PodSpec spec(KubernetesObject object) {
    return Objects.requireNonNull(object.pod().getSpec());
  }

  private static V1Container container(V1PodSpec pod) {
    return pod.getContainers().getFirst();
  }

  private static Optional<JsonObject> selector(KubernetesObject object) {
    return Stream.of("podSelector", "selector")
        .filter(field -> object.json().has("spec") && object.spec().has(field))
        .map(field -> object.spec().getAsJsonObject(field))
        .map(
            selector ->
                selector.has("matchLabels") ? selector.getAsJsonObject("matchLabels") : selector)
        .findFirst();
  }

  private static boolean matches(JsonObject selector, KubernetesObject object) {
    return object.runsPods() && labels(object).entrySet().containsAll(selector.entrySet());
  }

  private static JsonObject labels(KubernetesObject pods) {
    return pods.spec()
        .getAsJsonObject("template")
        .getAsJsonObject("metadata")
        .getAsJsonObject("labels");
  }

  private static List<JsonElement> elements(JsonArray array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }
}
