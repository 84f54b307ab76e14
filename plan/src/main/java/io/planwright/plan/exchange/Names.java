package io.planwright.plan.exchange;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Names of a few ASCII characters for keys of all scripts, each another's only once. */
final class Names {
  private final String prefix;
  private final Map<String, String> names = new LinkedHashMap<>();
  private final Set<String> taken = new LinkedHashSet<>();

  /**
   * @param prefix of every name, so that none is a word of the format's grammar
   */
  Names(String prefix) {
    this.prefix = prefix;
  }

  String of(String key) {
    return names.computeIfAbsent(key, this::next);
  }

  private String next(String key) {
    String word =
        prefix + key.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_").replaceFirst("^_", "");
    String stem = word.replaceFirst("_$", "");
    String name = word.equals(prefix) ? stem + "_1" : stem;
    for (int number = 2; !taken.add(name); number++) {
      name = stem + "_" + number;
    }
    return name;
  }
}
