package io.planwright.plan.format;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.planwright.plan.Binding;
import io.planwright.plan.Dependency;
import io.planwright.plan.Evidence;
import io.planwright.plan.Measure;
import io.planwright.plan.Note;
import io.planwright.plan.Priority;
import io.planwright.plan.Progress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The words that the constants of an enum have in documents: those of its JSON. */
final class Words<T> {
  static final Words<Progress> PROGRESS = of(Progress.class);
  static final Words<Priority> PRIORITY = of(Priority.class);
  static final Words<Dependency.Kind> KIND = of(Dependency.Kind.class);
  static final Words<Evidence.Form> EVIDENCE = of(Evidence.Form.class);
  static final Words<Measure.Comparator> COMPARATOR = of(Measure.Comparator.class);
  static final Words<Binding.OnFailure> ON_FAILURE = of(Binding.OnFailure.class);
  static final Words<Binding.Origin> ORIGIN = of(Binding.Origin.class);
  static final Words<Note.Topic> TOPIC = of(Note.Topic.class);

  private final Map<String, T> meanings = new LinkedHashMap<>();

  private Words() {}

  private static <T extends Enum<T>> Words<T> of(Class<T> type) {
    Words<T> words = new Words<>();
    for (T constant : type.getEnumConstants()) {
      words.meanings.put(written(type, constant), constant);
    }
    return words;
  }

  private static String written(Class<?> type, Enum<?> constant) {
    try {
      JsonProperty named = type.getField(constant.name()).getAnnotation(JsonProperty.class);
      return named == null ? constant.name() : named.value();
    } catch (NoSuchFieldException e) {
      throw new IllegalStateException("an enum's constants are its fields", e);
    }
  }

  Optional<T> meaning(String word) {
    return Optional.ofNullable(meanings.get(word));
  }

  String of(T meaning) {
    return meanings.entrySet().stream()
        .filter(entry -> entry.getValue().equals(meaning))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no word for " + meaning));
  }

  List<String> all() {
    return List.copyOf(meanings.keySet());
  }
}
