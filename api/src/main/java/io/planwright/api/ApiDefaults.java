package io.planwright.api;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The server's settings that the API stands on, for the process that puts its parts together. */
public final class ApiDefaults {
  public static final Map<String, Object> PROPERTIES = properties();

  private ApiDefaults() {}

  private static Map<String, Object> properties() {
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("micronaut.application.name", "planwright");
    properties.put("endpoints.all.enabled", false);
    properties.put("endpoints.health.enabled", true);
    properties.put("endpoints.health.sensitive", false);
    properties.put("endpoints.health.details-visible", "AUTHENTICATED");
    // Redis only wakes watchers, who look by themselves without it.
    properties.put("redis.health.enabled", false);
    properties.put("endpoints.prometheus.enabled", true);
    // Of this framework's own kind of caller; the API's filter asks for a viewer.
    properties.put("endpoints.prometheus.sensitive", false);
    return Collections.unmodifiableMap(properties);
  }
}
