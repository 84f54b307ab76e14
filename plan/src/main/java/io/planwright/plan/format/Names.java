package io.planwright.plan.format;

import io.planwright.plan.Key;
import io.planwright.plan.Source;
import io.planwright.plan.format.Tree.Items;
import io.planwright.plan.format.Tree.Members;
import io.planwright.plan.format.Tree.Scalar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The keys of a document's phases and tasks, made where the author gave none, and what else may
 * name them: an id within its phase first, an id, a title.
 */
final class Names {
  static final int LONGEST_KEY = 200;
  private static final Pattern KEY = Pattern.compile("[\\p{L}\\p{M}\\p{N}._~-]{1,200}");
  private static final Pattern KIND_WORD = Pattern.compile("(?i)(?:task|phase|story|step)\\s+(.+)");

  private final Findings findings;
  private final Map<String, Source> taken = new LinkedHashMap<>();
  private final Map<String, String> ids = new LinkedHashMap<>();
  private final Map<String, String> titles = new LinkedHashMap<>();
  private final Map<String, PhaseNames> byKey = new LinkedHashMap<>();
  private final List<PhaseNames> phases = new ArrayList<>();

  /** A phase's key, the keys of its tasks in order, and its tasks' keys by id. */
  record PhaseNames(String key, List<String> tasks, Map<String, String> ids) {}

  private Names(Findings findings) {
    this.findings = findings;
  }

  static Names of(List<Tree> phases, Findings findings) {
    Names names = new Names(findings);
    phases.forEach(
        phase -> {
          names.reserve(phase);
          tasks(phase).forEach(names::reserve);
        });
    phases.forEach(names::add);
    return names;
  }

  private static List<Tree> tasks(Tree phase) {
    return phase instanceof Members members
            && members.get("tasks").orElse(phase) instanceof Items items
        ? items.items()
        : List.of();
  }

  private void reserve(Tree named) {
    written(named, "key")
        .ifPresent(
            key -> {
              if (!KEY.matcher(key.text()).matches()) {
                findings.error(
                    "key-invalid",
                    key.at(),
                    "a key must have 1 to "
                        + LONGEST_KEY
                        + " letters, digits, dots, hyphens, _ and ~, came "
                        + Tree.came(key),
                    "leave the key out, and one is made of the id or the title");
              } else if (taken.putIfAbsent(key.text(), key.at()) instanceof Source first) {
                findings.error(
                    "key-duplicate",
                    key.at(),
                    "the key "
                        + key.text()
                        + " must name one phase or task, it also stands in line "
                        + first.line(),
                    "give one of the two another key");
              }
            });
  }

  private void add(Tree phase) {
    String id = text(phase, "id");
    String title = text(phase, "title");
    String key = key(phase, Key.phase(id, title));
    know(id, title, key);
    PhaseNames names = new PhaseNames(key, new ArrayList<>(), new LinkedHashMap<>());
    for (Tree task : tasks(phase)) {
      String taskId = text(task, "id");
      String taskTitle = text(task, "title");
      String taskKey = key(task, Key.task(key, taskId, taskTitle));
      names.tasks().add(taskKey);
      know(taskId, taskTitle, taskKey);
      if (!taskId.isEmpty()) {
        names.ids().putIfAbsent(taskId, taskKey);
      }
    }
    phases.add(names);
    byKey.put(key, names);
  }

  private String key(Tree named, String made) {
    Optional<String> given =
        written(named, "key").map(Scalar::text).filter(key -> KEY.matcher(key).matches());
    if (given.isPresent()) {
      return given.get();
    }
    String key = made;
    for (int number = 2; taken.containsKey(key); number++) {
      key = made + "~" + number;
    }
    taken.put(key, named.at());
    return key;
  }

  /** What names two is no name. */
  private void know(String id, String title, String key) {
    if (!id.isEmpty()) {
      ids.merge(id, key, (one, other) -> "");
    }
    if (!title.isEmpty()) {
      titles.merge(title, key, (one, other) -> "");
    }
  }

  private static Optional<Scalar> written(Tree named, String member) {
    return named instanceof Members members
            && members.get(member).orElse(named) instanceof Scalar scalar
            && !scalar.nothing()
        ? Optional.of(scalar)
        : Optional.empty();
  }

  private static String text(Tree named, String member) {
    return written(named, member).map(Scalar::text).orElse("");
  }

  /** Of the phase at a place in the list. */
  PhaseNames phase(int index) {
    return phases.get(index);
  }

  /** The key that a name means, said within a phase. */
  Optional<String> resolve(String name, PhaseNames within) {
    if (taken.containsKey(name)) {
      return Optional.of(name);
    }
    return Optional.ofNullable(within.ids().get(name))
        .or(() -> Optional.ofNullable(ids.get(name)))
        .or(() -> Optional.ofNullable(titles.get(name)))
        .filter(key -> !key.isEmpty())
        .or(() -> withoutKindWord(name).flatMap(rest -> resolve(rest, within)));
  }

  private static Optional<String> withoutKindWord(String name) {
    var matcher = KIND_WORD.matcher(name);
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  /** As {@link #resolve}, of tasks alone. */
  Optional<String> resolveTask(String name, PhaseNames within) {
    return resolve(name, within).filter(key -> !byKey.containsKey(key));
  }

  List<String> all() {
    return List.copyOf(taken.keySet());
  }
}
