package io.planwright.helm;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import io.kubernetes.client.openapi.JSON;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Job;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1PersistentVolumeClaim;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1PodTemplateSpec;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServiceAccount;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** One rendered object: as JSON, and as the Kubernetes client's type. */
record KubernetesObject(JsonObject json) {
  static List<KubernetesObject> read(String manifest) {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    return StreamSupport.stream(
            new Yaml(new SafeConstructor(options)).loadAll(manifest).spliterator(), false)
        .filter(Objects::nonNull)
        .map(document -> new KubernetesObject(new Gson().toJsonTree(document).getAsJsonObject()))
        .toList();
  }

  String kind() {
    return json.get("kind").getAsString();
  }

  String name() {
    return metadata().get("name").getAsString();
  }

  JsonObject metadata() {
    return json.getAsJsonObject("metadata");
  }

  JsonObject spec() {
    return json.getAsJsonObject("spec");
  }

  boolean runsPods() {
    return kind().equals("Deployment") || kind().equals("Job");
  }

  String component() {
    return metadata().getAsJsonObject("labels").get("app.kubernetes.io/component").getAsString();
  }

  boolean isHook() {
    return metadata().has("annotations")
        && metadata().getAsJsonObject("annotations").has(Chart.HOOK);
  }

  /** Refuses fields that Kubernetes does not know, and the lack of those it needs. */
  void validate() throws IOException {
    switch (kind() + " " + json.get("apiVersion").getAsString()) {
      case "Deployment apps/v1" -> V1Deployment.validateJsonElement(json);
      case "Job batch/v1" -> V1Job.validateJsonElement(json);
      case "Service v1" -> V1Service.validateJsonElement(json);
      case "ServiceAccount v1" -> V1ServiceAccount.validateJsonElement(json);
      case "PersistentVolumeClaim v1" -> V1PersistentVolumeClaim.validateJsonElement(json);
      case "PodDisruptionBudget policy/v1" -> V1PodDisruptionBudget.validateJsonElement(json);
      case "NetworkPolicy networking.k8s.io/v1" -> V1NetworkPolicy.validateJsonElement(json);
      default -> throw new IOException("no object of this kind was expected: " + json);
    }
  }

  V1PodTemplateSpec pod() {
    return JSON.getGson().fromJson(spec().get("template"), V1PodTemplateSpec.class);
  }

  @Override
  public String toString() {
    return kind() + "/" + name();
  }
}
