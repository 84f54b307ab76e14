package io.planwright.api.codec;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.exceptions.ConfigurationException;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where the pages of Temporal's Web UI come from: as configured, else from the Web UI that this
 * process knows, else from a development server's usual one.
 */
@Context
final class WebUiOrigins {
  private static final String USUAL = "http://localhost:8233";

  private final Set<String> origins = new LinkedHashSet<>();

  WebUiOrigins(
      @Property(name = "planwright.codec-origins") @Nullable List<String> configured,
      @Property(name = "planwright.temporal-ui") @Nullable String webUi) {
    if (configured == null || configured.isEmpty()) {
      String origin = originOf(webUi == null ? USUAL : webUi);
      origins.add(origin);
      // A browser tells these two apart; people do not.
      origins.add(origin.replace("//127.0.0.1:", "//localhost:"));
      origins.add(origin.replace("//localhost:", "//127.0.0.1:"));
    } else {
      configured.stream().map(WebUiOrigins::checked).forEach(origins::add);
    }
  }

  boolean contains(String origin) {
    return origins.contains(origin);
  }

  @Override
  public String toString() {
    return String.join(", ", origins);
  }

  private static String checked(String origin) {
    if (!origin.equals(originOf(origin))) {
      throw new ConfigurationException(
          "planwright.codec-origins takes origins such as " + USUAL + ", was " + origin);
    }
    return origin;
  }

  private static String originOf(String uri) {
    URI parsed = URI.create(uri);
    return parsed.getScheme() + "://" + parsed.getAuthority();
  }
}
