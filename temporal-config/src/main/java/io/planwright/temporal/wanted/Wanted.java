package io.planwright.temporal.wanted;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * What a Temporal server should have.
 *
 * @param searchAttributes their types by name, as Temporal writes them: Keyword, Datetime …
 * @param dynamicConfig the server's settings by key
 */
public record Wanted(
    SortedMap<String, Namespace> namespaces,
    SortedMap<String, String> searchAttributes,
    SortedMap<String, Object> dynamicConfig) {
  private static final String FOLDER = "/temporal-config/";

  public Wanted {
    namespaces = Collections.unmodifiableSortedMap(new TreeMap<>(namespaces));
    searchAttributes = Collections.unmodifiableSortedMap(new TreeMap<>(searchAttributes));
    dynamicConfig = Collections.unmodifiableSortedMap(new TreeMap<>(dynamicConfig));
    if (!namespaces.containsKey("default")) {
      throw new IllegalArgumentException("namespaces.yaml must have default, it has " + namespaces);
    }
  }

  /** A namespace and how long it keeps closed runs. */
  public record Namespace(String description, Duration retention) {}

  /** What is declared in the files of {@code temporal-config}. */
  public static Wanted declared() {
    SortedMap<String, Namespace> namespaces = new TreeMap<>();
    yaml("namespaces.yaml")
        .forEach(
            (name, value) -> {
              Map<?, ?> fields = (Map<?, ?>) value;
              namespaces.put(
                  name,
                  new Namespace(
                      String.valueOf(fields.get("description")),
                      Duration.parse(String.valueOf(fields.get("retention")))));
            });
    SortedMap<String, String> attributes = new TreeMap<>();
    yaml("search-attributes.yaml")
        .forEach((name, type) -> attributes.put(name, String.valueOf(type)));
    SortedMap<String, Object> settings = new TreeMap<>();
    yaml("dynamic-config.yaml")
        .forEach((key, values) -> settings.put(key, unconstrained(key, (List<?>) values)));
    return new Wanted(namespaces, attributes, settings);
  }

  private static Object unconstrained(String key, List<?> values) {
    Object value = values.size() == 1 ? ((Map<?, ?>) values.getFirst()).get("value") : null;
    if (value == null) {
      throw new IllegalArgumentException(key + " must have one value, it has " + values);
    }
    return value;
  }

  private static Map<String, Object> yaml(String file) {
    try (InputStream in = Wanted.class.getResourceAsStream(FOLDER + file)) {
      if (in == null) {
        throw new IllegalStateException(FOLDER + file + " is missing from the class path");
      }
      return new Yaml(new SafeConstructor(new LoaderOptions())).load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the namespace of that name should be. */
  Namespace namespace(String name) {
    return Optional.ofNullable(namespaces.get(name))
        .or(() -> Optional.ofNullable(namespaces.get("default")))
        .orElseThrow();
  }
}
