package io.planwright.temporal.versions;

import io.temporal.common.WorkerDeploymentVersion;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a process is configured to be of: a deployment, and of workers the build. Without both,
 * workers are unversioned.
 */
public record Release(Optional<String> deployment, Optional<String> build) {
  public static final String DEPLOYMENT = "PLANWRIGHT_DEPLOYMENT";
  public static final String BUILD = "PLANWRIGHT_BUILD";

  /** Temporal separates a deployment's name from the build by a dot or a colon. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  private static final Pattern BUILD_ID = Pattern.compile("[A-Za-z0-9_.+-]{1,128}");

  public Release {
    deployment.ifPresent(name -> check(DEPLOYMENT, NAME, name));
    build.ifPresent(id -> check(BUILD, BUILD_ID, id));
    if (build.isPresent() && deployment.isEmpty()) {
      throw new IllegalArgumentException(
          BUILD + " needs " + DEPLOYMENT + ", the name that all builds share");
    }
  }

  public static Release of(Map<String, String> environment) {
    return new Release(said(environment.get(DEPLOYMENT)), said(environment.get(BUILD)));
  }

  /** Of this process's workers, where they are versioned. */
  public Optional<WorkerDeploymentVersion> version() {
    return deployment.flatMap(name -> build.map(id -> new WorkerDeploymentVersion(name, id)));
  }

  private static Optional<String> said(@org.jspecify.annotations.Nullable String value) {
    return Optional.ofNullable(value).map(String::strip).filter(text -> !text.isEmpty());
  }

  private static void check(String name, Pattern shape, String value) {
    if (!shape.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "%s must match %s, was %s".formatted(name, shape.pattern(), value));
    }
  }
}
