package io.planwright.plan.format;

import io.planwright.plan.Binding;
import io.planwright.plan.Binding.OnFailure;
import io.planwright.plan.Binding.Origin;
import io.planwright.plan.Binding.Proposal;
import io.planwright.plan.Criterion;
import io.planwright.plan.Dependency;
import io.planwright.plan.Details;
import io.planwright.plan.Estimate;
import io.planwright.plan.Evidence;
import io.planwright.plan.Measure;
import io.planwright.plan.Note;
import io.planwright.plan.Phase;
import io.planwright.plan.Plan;
import io.planwright.plan.Priority;
import io.planwright.plan.Progress;
import io.planwright.plan.Risk;
import io.planwright.plan.Rollback;
import io.planwright.plan.Setting;
import io.planwright.plan.Source;
import io.planwright.plan.Subtask;
import io.planwright.plan.Task;
import io.planwright.plan.Undo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/**
 * Plans of every member and of texts that are markup somewhere. Made from one seed, so that a plan
 * that breaks something is named by it.
 */
final class RandomPlans {
  private static final List<String> PIECES =
      List.of(
          "a",
          "word",
          "two words",
          " ",
          "  ",
          "*",
          "**",
          "_",
          "__",
          "snake_case",
          "`",
          "``",
          "```",
          "`code *x*`",
          "|",
          "#",
          "##",
          "# ",
          " #",
          "{#key}",
          "{#",
          "}",
          "[x]",
          "[ ] ",
          "[a](b)",
          "<b>",
          "<",
          ">",
          "&",
          "&amp;",
          "&#35;",
          "&#",
          ";",
          "\\",
          "\\*",
          "\\n",
          "1. ",
          "02",
          "1.5",
          "- ",
          "+ ",
          "-",
          "---",
          "~",
          "~~",
          "🚀",
          "👩‍👩‍👧",
          "é",
          "計画",
          "\u2028",
          "\u00A0",
          "\u0085",
          "\uFEFF",
          "\t",
          "\n",
          "\n\n",
          "\r",
          "\r\n",
          "\u0001",
          "\u007F",
          ":",
          ": ",
          ":**",
          "**a:** b",
          ",",
          ", ",
          "(implied)",
          "=",
          "true",
          "null",
          "no",
          "~",
          "yes",
          "'",
          "\"",
          "%",
          "@",
          "!",
          "!!str",
          "*a",
          "&a",
          "?",
          "? ",
          "$",
          "${",
          "}",
          "Task 1: ",
          "Phase: ",
          "Phase 1",
          "Phase 1: ",
          "Risks",
          "notes",
          "Measure: <",
          "_blocked_ ",
          "**1** ",
          "```planwright",
          "1e5",
          "0x1F",
          "\uFFFE",
          "\uE000",
          "\uDBFF\uDFFF",
          "...",
          "--- ",
          "\\u0041",
          "x\\");

  private final Random random;
  private final List<String> phaseKeys = new ArrayList<>();
  private final List<String> taskKeys = new ArrayList<>();
  private int tasksBefore;

  private RandomPlans(long seed) {
    this.random = new Random(seed);
  }

  static Arbitrary<Plan> arbitrary() {
    return Arbitraries.longs().map(RandomPlans::plan);
  }

  static Plan plan(long seed) {
    return new RandomPlans(seed).plan();
  }

  private Plan plan() {
    Set<String> keys = new LinkedHashSet<>();
    int phases = random.nextInt(4);
    List<Integer> sizes = new ArrayList<>();
    for (int i = 0; i < phases; i++) {
      phaseKeys.add(key(keys));
      int size = random.nextInt(4);
      sizes.add(size);
      for (int j = 0; j < size; j++) {
        taskKeys.add(key(keys));
      }
    }
    List<Phase> all = new ArrayList<>();
    for (int i = 0; i < phases; i++) {
      all.add(phase(i, sizes.get(i)));
    }
    return new Plan(
        text(),
        all,
        some(this::criterion),
        some(() -> new Risk(text(), maybe(this::text), maybe(this::text), source())),
        some(() -> new Rollback(text(), undoes(), some(this::text), source())),
        some(() -> new Setting(random.nextBoolean() ? "" : text(), text(), text(), source())),
        some(() -> new Note(of(Note.Topic.values()), text(), text(), source())));
  }

  private String key(Set<String> taken) {
    while (true) {
      StringBuilder key = new StringBuilder();
      for (int i = random.nextInt(4) + 1; i > 0; i--) {
        key.append(of("a", "1", ".", "~", "_", "-", "none", "phase-1", "計", "2.1"));
      }
      if (taken.add(key.toString())) {
        return key.toString();
      }
    }
  }

  private List<String> undoes() {
    return phaseKeys.isEmpty() ? List.of() : some(() -> of(phaseKeys.toArray(String[]::new)));
  }

  private Phase phase(int index, int size) {
    List<Task> tasks = new ArrayList<>();
    List<Dependency> dependsOn =
        index == 0 ? List.of() : some(() -> edge(phaseKeys.get(random.nextInt(index))));
    for (int i = 0; i < size; i++) {
      tasks.add(task(taskKeys.get(tasksBefore)));
      tasksBefore++;
    }
    boolean numbered = random.nextBoolean();
    return new Phase(
        phaseKeys.get(index),
        numbered ? Optional.of("Phase 1") : maybe(this::text),
        numbered ? "Phase 1: " + text() : of(text(), "Risks", "Phase 2"),
        maybe(() -> of(Priority.values())),
        maybe(this::text),
        maybe(this::estimate),
        dependsOn,
        some(this::criterion),
        tasks,
        maybe(this::gate),
        source());
  }

  private Binding gate() {
    Binding any = binding("", List.of());
    return new Binding(
        "gate.review",
        any.inputs(),
        any.timeout(),
        any.attempts(),
        any.onFailure(),
        new Undo.Own(),
        any.origin(),
        any.confidence(),
        Optional.empty());
  }

  private Task task(String key) {
    List<Dependency> dependsOn =
        tasksBefore == 0 ? List.of() : some(() -> edge(taskKeys.get(random.nextInt(tasksBefore))));
    Details details =
        random.nextBoolean()
            ? Details.NONE
            : new Details(
                random.nextBoolean() ? "" : text(),
                some(this::text),
                random.nextBoolean(),
                random.nextBoolean(),
                random.nextBoolean(),
                some(this::text),
                some(this::text),
                some(this::text),
                some(this::text));
    return new Task(
        key,
        maybe(this::text),
        text(),
        of(Progress.values()),
        maybe(() -> of(Priority.values())),
        maybe(this::text),
        maybe(this::estimate),
        dependsOn,
        some(this::criterion),
        some(() -> new Subtask(maybe(this::text), text(), of(Progress.values()), source())),
        binding(key, dependsOn),
        details,
        source());
  }

  private Binding binding(String key, List<Dependency> dependsOn) {
    if (random.nextInt(3) == 0) {
      return new Binding(
          "manual",
          new TreeMap<>(),
          Duration.ofHours(720),
          1,
          OnFailure.UNDO,
          new Undo.Own(),
          Origin.MANUAL,
          Optional.empty(),
          random.nextBoolean() ? Optional.empty() : Optional.of(proposal()));
    }
    return new Binding(
        random.nextBoolean() ? "manual" : text(),
        inputs(dependsOn.stream().map(Dependency::key).filter(taskKeys::contains).toList()),
        Duration.ofSeconds(1 + random.nextInt(100_000), random.nextBoolean() ? 0 : 5_000),
        1 + random.nextInt(101),
        of(OnFailure.values()),
        switch (random.nextInt(3)) {
          case 0 -> new Undo.None();
          case 1 -> new Undo.Own();
          default -> new Undo.Step(text(), inputs(List.of(key)));
        },
        of(Origin.values()),
        maybe(random::nextDouble),
        maybe(this::proposal));
  }

  private Proposal proposal() {
    return new Proposal(text(), random.nextDouble(), text());
  }

  private SortedMap<String, Object> inputs(List<String> referable) {
    SortedMap<String, Object> inputs = new TreeMap<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      inputs.put(random.nextBoolean() ? "name" + i : text(), value(2));
    }
    for (String key : referable) {
      inputs.put("reference", "${" + key + (random.nextBoolean() ? "" : ":output") + "}");
    }
    return inputs;
  }

  private Object value(int depth) {
    return switch (random.nextInt(depth == 0 ? 6 : 8)) {
      case 0 -> random.nextLong();
      case 1 -> random.nextInt(1_000);
      case 2 -> number();
      case 3 -> random.nextBoolean();
      case 4, 5 -> text();
      case 6 -> some(() -> value(depth - 1));
      default -> {
        SortedMap<String, Object> map = new TreeMap<>();
        for (int i = random.nextInt(3); i > 0; i--) {
          map.put(text(), value(depth - 1));
        }
        yield map;
      }
    };
  }

  private double number() {
    return switch (random.nextInt(5)) {
      case 0 -> random.nextInt(1_000);
      case 1 -> random.nextGaussian() * 1e12;
      case 2 -> random.nextGaussian() * 1e-9;
      case 3 -> -0.0;
      default -> random.nextDouble();
    };
  }

  private Estimate estimate() {
    return new Estimate(text(), maybe(this::length), maybe(this::length), maybe(this::number));
  }

  private Duration length() {
    return Duration.ofMinutes(random.nextInt(100_000)).minusMillis(random.nextInt(3));
  }

  private Criterion criterion() {
    return new Criterion(
        text(),
        maybe(
            () ->
                new Measure(
                    random.nextBoolean() ? "" : text(),
                    of(Measure.Comparator.values()),
                    number(),
                    maybe(this::number),
                    random.nextBoolean() ? "" : text(),
                    maybe(this::number))),
        source());
  }

  private Dependency edge(String key) {
    return new Dependency(key, of(Dependency.Kind.values()), Evidence.FIELD, source());
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(6); i > 0; i--) {
      text.append(PIECES.get(random.nextInt(PIECES.size())));
    }
    // An unpaired half of a character is no text in UTF-8, and a reference must name something.
    return text.toString().replace("${", "$ {");
  }

  private Source source() {
    return new Source(1 + random.nextInt(100), 1 + random.nextInt(100));
  }

  private <T> Optional<T> maybe(Supplier<T> value) {
    return random.nextBoolean() ? Optional.empty() : Optional.of(value.get());
  }

  private <T> List<T> some(Supplier<T> value) {
    List<T> all = new ArrayList<>();
    for (int i = Math.max(0, random.nextInt(5) - 1); i > 0; i--) {
      all.add(value.get());
    }
    return all;
  }

  @SafeVarargs
  private final <T> T of(T... values) {
    return values[random.nextInt(values.length)];
  }
}
