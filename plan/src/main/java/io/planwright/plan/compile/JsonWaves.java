package io.planwright.plan.compile;

import io.planwright.plan.Source;
import io.planwright.plan.compile.YamlTree.Items;
import io.planwright.plan.compile.YamlTree.Member;
import io.planwright.plan.compile.YamlTree.Members;
import io.planwright.plan.compile.YamlTree.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The order in which groups of tasks run, from a JSON (or YAML) fence: each group after the last.
 */
record JsonWaves(List<Wave> waves) {
  static final int MOST_TASKS = 5_000;
  private static final int DEEPEST = 3;
  private static final int LONGEST_NAME = 200;
  private static final Set<String> LANGUAGES = Set.of("json", "jsonc", "json5", "yaml", "yml", "");
  private static final Set<String> KEYS =
      Set.of(
          "waves",
          "execution_waves",
          "parallel_groups",
          "parallel_batches",
          "execution_groups",
          "execution_order",
          "execution_plan",
          "task_groups",
          "groups",
          "batches",
          "levels",
          "layers");
  private static final Set<String> ORDERS =
      Set.of("waves", "execution_waves", "execution_order", "execution_plan");
  private static final Pattern NUMBERED =
      Pattern.compile(
          "(?:wave|group|batch|level|layer|parallel_group)[ _-]?(\\d{1,6})(?:[ _:-].{0,80})?");
  private static final Pattern NUMBER = Pattern.compile("\\D{0,20}?(\\d{1,6})\\D{0,80}");

  JsonWaves {
    waves = List.copyOf(waves);
  }

  /**
   * Tasks that run together.
   *
   * @param name its id or title as written; empty without one
   * @param tasks ids, or titles
   */
  record Wave(String name, List<Text> tasks, Source source) {
    Wave {
      tasks = List.copyOf(tasks);
    }
  }

  /** Empty where the fence says nothing of an order. */
  static Optional<JsonWaves> read(Block.Fence fence) {
    String language = fence.language().toLowerCase(Locale.ROOT);
    String start = fence.content().stripLeading();
    boolean json = start.startsWith("{") || start.startsWith("[") || start.startsWith("//");
    if (!LANGUAGES.contains(language) || (language.isEmpty() && !json)) {
      return Optional.empty();
    }
    return YamlTree.read(Places.of(fence)).root().flatMap(JsonWaves::of);
  }

  static Optional<JsonWaves> of(YamlTree root) {
    List<Wave> waves = root instanceof Items list && idsOnly(list) ? listed(list) : within(root, 0);
    return waves.isEmpty() ? Optional.empty() : Optional.of(new JsonWaves(bounded(waves)));
  }

  /** Without a name for what it is, a list must hold at least two lists of ids. */
  private static boolean idsOnly(Items list) {
    return list.items().size() > 1
        && (list.items().stream().allMatch(JsonWaves::ids)
            || list.items().stream()
                .allMatch(
                    item -> item instanceof Members map && map.has("wave", "group", "batch")));
  }

  private static boolean ids(YamlTree tree) {
    return tree instanceof Items list
        && !list.items().isEmpty()
        && list.items().stream()
            .allMatch(item -> item instanceof Text text && Identifier.matches(text.text()));
  }

  private static List<Wave> within(YamlTree tree, int depth) {
    if (!(tree instanceof Members map) || depth > DEEPEST) {
      return List.of();
    }
    List<Wave> numbered = numbered(map, NUMBERED);
    if (!numbered.isEmpty()) {
      return numbered;
    }
    for (Member member : map.members()) {
      List<Wave> waves =
          KEYS.contains(member.normal()) && !names(member)
              ? waves(member.value())
              : within(member.value(), depth + 1);
      if (!waves.isEmpty()) {
        return waves;
      }
    }
    return List.of();
  }

  /** A list of names under a word that is no order by itself. */
  private static boolean names(Member member) {
    return !ORDERS.contains(member.normal())
        && member.value() instanceof Items list
        && list.items().stream().anyMatch(Text.class::isInstance);
  }

  private static List<Wave> waves(YamlTree value) {
    return switch (value) {
      case Text text -> List.of();
      case Items list -> listed(list);
      case Members map -> {
        List<Wave> numbered = numbered(map, NUMBER);
        yield numbered.isEmpty() ? within(map, DEEPEST) : numbered;
      }
    };
  }

  private record Numbered(int number, Wave wave) {}

  /** {@code "wave_1": […]}: by number, wherever they stand. */
  private static List<Wave> numbered(Members map, Pattern pattern) {
    List<Numbered> found = new ArrayList<>();
    for (Member member : map.members()) {
      Matcher matcher = pattern.matcher(member.normal());
      Optional<Wave> wave =
          matcher.matches()
              ? wave(member.value(), member.key(), member.source())
              : Optional.empty();
      wave.ifPresent(w -> found.add(new Numbered(Integer.parseInt(matcher.group(1)), w)));
    }
    return sorted(found);
  }

  private static List<Wave> sorted(List<Numbered> found) {
    List<Numbered> sorted = new ArrayList<>(found);
    sorted.sort((a, b) -> Integer.compare(a.number(), b.number()));
    return sorted.stream().map(Numbered::wave).toList();
  }

  private static List<Wave> listed(Items list) {
    List<Wave> waves = new ArrayList<>();
    List<Numbered> numbered = new ArrayList<>();
    for (YamlTree item : list.items()) {
      Optional<Wave> wave = wave(item, "", item.source());
      if (wave.isPresent()) {
        waves.add(wave.get());
        number(item).ifPresent(number -> numbered.add(new Numbered(number, wave.get())));
      }
    }
    return numbered.size() == waves.size() ? sorted(numbered) : waves;
  }

  private static OptionalInt number(YamlTree item) {
    if (item instanceof Members map) {
      Matcher matcher = NUMBER.matcher(map.text("wave", "id", "order", "level", "group", "batch"));
      return matcher.matches()
          ? OptionalInt.of(Integer.parseInt(matcher.group(1)))
          : OptionalInt.empty();
    }
    return OptionalInt.empty();
  }

  private static Optional<Wave> wave(YamlTree value, String key, Source at) {
    List<Text> tasks =
        switch (value) {
          case Text text -> named(text);
          case Items list -> list.items().stream().flatMap(i -> task(i).stream()).toList();
          case Members map ->
              map
                  .find("tasks", "task_ids", "items", "ids", "members", "stories", "parallel")
                  .map(Member::value)
                  .filter(Items.class::isInstance)
                  .map(inner -> ((Items) inner).items())
                  .orElse(List.of())
                  .stream()
                  .flatMap(item -> task(item).stream())
                  .toList();
        };
    String name =
        value instanceof Members map
            ? map.text("name", "title", "id", "wave", "group", "batch")
            : "";
    return tasks.isEmpty()
        ? Optional.empty()
        : Optional.of(new Wave(name.isEmpty() ? key : name, tasks, at));
  }

  private static Optional<Text> task(YamlTree item) {
    return switch (item) {
      case Text text -> named(text).stream().findFirst();
      case Items list -> Optional.empty();
      case Members map -> {
        String id = map.text("id", "task_id", "task", "title", "name");
        yield id.isEmpty() || id.length() > LONGEST_NAME
            ? Optional.empty()
            : Optional.of(new Text(id, map.source()));
      }
    };
  }

  private static List<Text> named(Text text) {
    boolean named = !text.text().isBlank() && text.text().length() <= LONGEST_NAME;
    return named ? List.of(new Text(text.text().strip(), text.source())) : List.of();
  }

  private static List<Wave> bounded(List<Wave> waves) {
    List<Wave> bounded = new ArrayList<>();
    int left = MOST_TASKS;
    for (Wave wave : waves) {
      if (left > 0) {
        List<Text> tasks = wave.tasks().subList(0, Math.min(left, wave.tasks().size()));
        bounded.add(new Wave(wave.name(), tasks, wave.source()));
        left -= tasks.size();
      }
    }
    return bounded;
  }
}
