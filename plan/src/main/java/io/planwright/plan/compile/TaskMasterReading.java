package io.planwright.plan.compile;

import io.planwright.plan.Dependency.Kind;
import io.planwright.plan.Evidence.Form;
import io.planwright.plan.Priority;
import io.planwright.plan.Progress;
import io.planwright.plan.Source;
import io.planwright.plan.compile.YamlTree.Items;
import io.planwright.plan.compile.YamlTree.Member;
import io.planwright.plan.compile.YamlTree.Members;
import io.planwright.plan.compile.YamlTree.Text;
import io.planwright.plan.criteria.CriterionText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Task Master's {@code tasks.json}, {@code {"tag": {"tasks": […]}}} or {@code {"tasks": […]}}. Of
 * metadata that this product writes, phases, keys and what Task Master has no word for are read.
 */
final class TaskMasterReading {
  private static final String TASKS = "tasks";

  private final Places places;
  private final Problems problems;
  private final Outline outline;
  private final List<String> lines;

  private TaskMasterReading(String text, Problems problems) {
    this.places = Places.of(text);
    this.problems = problems;
    this.outline = new Outline(problems);
    this.lines = places.rows().stream().map(Places.Row::text).toList();
  }

  /** Empty where the text has another shape. */
  static Optional<Outline> read(String text, Problems problems) {
    return text.stripLeading().startsWith("{") && text.contains("\"" + TASKS + "\"")
        ? new TaskMasterReading(text, problems).read()
        : Optional.empty();
  }

  private Optional<Outline> read() {
    YamlTree.Reading reading = YamlTree.read(places, Limits.MOST_BYTES);
    if (reading.brokenAt().isPresent()) {
      problems.error(
          "json-invalid", reading.brokenAt().get(), "expected JSON: " + reading.problem(), "");
      return Optional.of(outline);
    }
    if (!(reading.root().orElse(null) instanceof Members root) || root.has("phases")) {
      return Optional.empty();
    }
    if (root.find(TASKS).map(Member::value).orElse(null) instanceof Items tasks) {
      titled(root);
      tag("", tasks, root);
      return Optional.of(outline);
    }
    boolean any = false;
    for (Member tag : root.members()) {
      if (tag.value() instanceof Members members
          && members.find(TASKS).map(Member::value).orElse(null) instanceof Items tasks) {
        any = true;
        titled(members);
        tag(tag.key(), tasks, members);
      }
    }
    return any ? Optional.of(outline) : Optional.empty();
  }

  private void titled(Members members) {
    for (String name : List.of("metadata", "meta")) {
      members(members, name)
          .map(meta -> meta.text("project_name", "title", "description"))
          .ifPresent(outline::title);
    }
  }

  private static Optional<Members> members(Members of, String name) {
    return of.find(name)
        .map(Member::value)
        .filter(Members.class::isInstance)
        .map(Members.class::cast);
  }

  private void tag(String tag, Items tasks, Members around) {
    Map<String, String> phases = phases(tag, around);
    List<Entry> entries = new ArrayList<>();
    for (YamlTree item : tasks.items()) {
      if (item instanceof Members task) {
        entry(tag, task, phases, entries.size() + 1).ifPresent(entries::add);
      } else {
        problems.warning(
            "value-ignored", item.source(), "expected a task, came another value", "remove it");
      }
    }
    Map<String, String> keys = new LinkedHashMap<>();
    entries.stream()
        .filter(entry -> !entry.key().isEmpty())
        .forEach(entry -> keys.put(entry.key(), entry.name()));
    phaseEdges(tag, around, keys, phases);
    Map<String, Set<String>> members = new LinkedHashMap<>();
    entries.forEach(
        entry ->
            members.computeIfAbsent(entry.phase(), any -> new LinkedHashSet<>()).add(entry.name()));
    Map<String, Set<String>> implied = implied(tag, around, entries);
    entries.forEach(
        entry ->
            edges(
                tag,
                entry,
                keys,
                members,
                implied.getOrDefault(entry.phase(), Collections.emptySortedSet())));
  }

  /** A task that was read, and what of it is needed when all are. */
  private record Entry(
      Members members, Members metadata, TaskDraft task, String name, String key, String phase) {}

  /** Names of phases by their keys. */
  private Map<String, String> phases(String tag, Members around) {
    Map<String, String> phases = new LinkedHashMap<>();
    for (Members phase : declared(around)) {
      String key = phase.text("key");
      String name = "phase " + tag + "/" + key;
      outline.phase(name, phase.text("id"), phase.text("title"), phase.source());
      phases.put(key, name);
    }
    return phases;
  }

  private static List<Members> declared(Members around) {
    return members(around, "metadata").flatMap(metadata -> metadata.find("phases")).stream()
        .map(Member::value)
        .filter(Items.class::isInstance)
        .flatMap(items -> ((Items) items).items().stream())
        .filter(Members.class::isInstance)
        .map(Members.class::cast)
        .toList();
  }

  private void phaseEdges(
      String tag, Members around, Map<String, String> tasks, Map<String, String> phases) {
    for (Members phase : declared(around)) {
      for (Text key : texts(phase, "depends_on")) {
        String to = tasks.getOrDefault(key.text(), phases.getOrDefault(key.text(), ""));
        outline.edge(
            "phase " + tag + "/" + phase.text("key"),
            to.isEmpty() ? "phase " + key.text() : to,
            Kind.EXPLICIT,
            Form.FIELD,
            key.source());
      }
    }
  }

  private Optional<Entry> entry(String tag, Members members, Map<String, String> phases, int n) {
    members.members().forEach(this::warnOfNull);
    Members metadata =
        members(members, "metadata").orElseGet(() -> new Members(List.of(), members.source()));
    String number = members.text("id").isEmpty() ? Integer.toString(n) : members.text("id");
    String key = metadata.text("key");
    String phase =
        phases.computeIfAbsent(
            metadata.text("phase"),
            any -> {
              String name = "phase " + tag + "/";
              outline.phase(name, "", tag.isEmpty() ? "Tasks" : tag, members.source());
              return name;
            });
    String title = members.text("title", "name", "description");
    if (title.isEmpty()) {
      problems.warning(
          "title-missing", members.source(), "task " + number + " must have a title", "add one");
      title = "Task " + number;
    }
    PhaseDraft home = outline.phase(phase, "", "", members.source());
    String id = key.isEmpty() ? number : metadata.text("id");
    String name = "task " + tag + "/" + number;
    Optional<TaskDraft> task = outline.task(home, name, id, title, members.source());
    task.ifPresent(found -> describe(found, members, metadata));
    return task.map(found -> new Entry(members, metadata, found, name, key, phase));
  }

  private void describe(TaskDraft task, Members members, Members metadata) {
    task.state = Optional.of(state(members, metadata));
    task.priority = priority(members, metadata);
    Optional.of(metadata.text("owner"))
        .filter(owner -> !owner.isEmpty())
        .or(() -> Optional.of(members.text("assignee", "assigned_to", "owner")))
        .filter(owner -> !owner.isEmpty())
        .ifPresent(owner -> task.owner = Optional.of(owner));
    Optional.of(metadata.text("estimate"))
        .filter(estimate -> !estimate.isEmpty())
        .ifPresent(estimate -> task.estimate = EstimateText.of("estimate", estimate));
    task.describe(members.text("description"));
    if (metadata.text("key").isEmpty()) {
      task.describe(members.text("details"));
    }
    members
        .find("test_strategy")
        .ifPresent(
            strategy ->
                members
                    .text("test_strategy")
                    .lines()
                    .filter(line -> !line.isBlank())
                    .forEach(
                        line ->
                            task.criteria.add(CriterionText.of(line, strategy.value().source()))));
    if (members.find("subtasks").map(Member::value).orElse(null) instanceof Items items) {
      int n = 0;
      for (YamlTree item : items.items()) {
        n++;
        if (item instanceof Members part) {
          item(task, part, n);
        }
      }
    }
  }

  private void item(TaskDraft task, Members members, int n) {
    members.members().forEach(this::warnOfNull);
    Members metadata =
        members(members, "metadata").orElseGet(() -> new Members(List.of(), members.source()));
    String number = members.text("id").isEmpty() ? Integer.toString(n) : members.text("id");
    String title = members.text("title", "description");
    boolean own = metadata.has("state");
    String whole = number.indexOf('.') < 0 && !task.id.isEmpty() ? task.id + "." + number : number;
    outline.item(
        task,
        own ? metadata.text("id") : whole,
        title.isEmpty() ? "Item " + number : title,
        state(members, metadata),
        members.source());
  }

  /** Our own word, as long as Task Master's has not been changed since. */
  private Progress state(Members members, Members metadata) {
    String word = members.text("status").toLowerCase(Locale.ROOT);
    Optional<Progress> state =
        switch (word) {
          case "", "pending" -> Optional.of(Progress.TODO);
          case "in-progress", "in_progress", "review" -> Optional.of(Progress.IN_PROGRESS);
          case "done", "completed" -> Optional.of(Progress.DONE);
          case "deferred" -> Optional.of(Progress.ON_HOLD);
          case "cancelled", "canceled" -> Optional.of(Progress.CANCELLED);
          case "blocked" -> Optional.of(Progress.BLOCKED);
          default -> StatusWords.of(word);
        };
    if (state.isEmpty()) {
      problems.warning(
          "status-unknown",
          members.find("status").map(member -> member.value().source()).orElse(members.source()),
          "expected pending, in-progress, done, review, deferred, cancelled or blocked, came "
              + word,
          "it counts as pending");
    }
    boolean failed = metadata.text("state").equals("failed") && word.equals("blocked");
    return failed ? Progress.FAILED : state.orElse(Progress.TODO);
  }

  private static Optional<Priority> priority(Members members, Members metadata) {
    Optional<Priority> said = PriorityWords.of(members.text("priority"));
    boolean ours = !metadata.text("key").isEmpty();
    // Task Master has no task without a priority.
    return ours && metadata.text("priority").isEmpty() && said.equals(Optional.of(Priority.P2))
        ? Optional.empty()
        : said;
  }

  private void warnOfNull(Member member) {
    if (member.value() instanceof Text value
        && value.text().isEmpty()
        && startsAt(value.source(), "null")) {
      problems.warning(
          "value-null",
          value.source(),
          member.key() + " must have a value, came null",
          "it counts as absent");
    }
  }

  private boolean startsAt(Source at, String word) {
    return at.line() <= lines.size() && lines.get(at.line() - 1).startsWith(word, at.column() - 1);
  }

  private static List<Text> texts(Members members, String name) {
    return members.find(name).map(member -> YamlTree.texts(member.value())).orElse(List.of());
  }

  private void edges(
      String tag,
      Entry entry,
      Map<String, String> keys,
      Map<String, Set<String>> phases,
      Set<String> implied) {
    Set<String> stated = new LinkedHashSet<>();
    Set<String> left = new LinkedHashSet<>(implied);
    Set<String> listed = new LinkedHashSet<>();
    texts(entry.members(), "dependencies").forEach(id -> listed.add(name(tag, id.text())));
    for (Text key : texts(entry.metadata(), "depends_on")) {
      Set<String> members = phases.getOrDefault("phase " + tag + "/" + key.text(), listed);
      // As long as somebody has not taken them away in Task Master.
      if (members != listed && members.stream().anyMatch(listed::contains)) {
        outline.edge(
            entry.name(),
            "phase " + tag + "/" + key.text(),
            Kind.EXPLICIT,
            Form.FIELD,
            key.source());
        left.addAll(members);
      }
    }
    texts(entry.metadata(), "depends_on")
        .forEach(key -> stated.add(keys.getOrDefault(key.text(), "")));
    for (Text needed : texts(entry.members(), "dependencies")) {
      String name = name(tag, needed.text());
      if (!left.contains(name) || stated.contains(name)) {
        outline.edge(entry.name(), name, Kind.EXPLICIT, Form.FIELD, needed.source());
      }
    }
    if (entry.members().find("subtasks").map(Member::value).orElse(null) instanceof Items items) {
      for (YamlTree item : items.items()) {
        if (item instanceof Members part) {
          raise(tag, entry, part);
        }
      }
    }
  }

  /** What an item waits for outside its task, its task waits for. */
  private void raise(String tag, Entry entry, Members item) {
    for (Text needed : texts(item, "dependencies")) {
      String name = name(tag, needed.text());
      if (needed.text().indexOf('.') > 0 && !name.equals(entry.name())) {
        outline.softEdge(entry.name(), name, Form.FIELD, needed.source());
      }
    }
  }

  /** {@code 1.2} is an item of task 1. */
  private String name(String tag, String id) {
    String whole = "task " + tag + "/" + id;
    int dot = id.indexOf('.');
    return outline.has(whole) || dot <= 0 ? whole : "task " + tag + "/" + id.substring(0, dot);
  }

  /** By phase, what its tasks wait for because it does. */
  private static Map<String, Set<String>> implied(String tag, Members around, List<Entry> entries) {
    Map<String, Set<String>> implied = new LinkedHashMap<>();
    for (Members phase : declared(around)) {
      Set<String> names = new LinkedHashSet<>();
      for (Text needed : texts(phase, "depends_on")) {
        String other = "phase " + tag + "/" + needed.text();
        entries.stream()
            .filter(entry -> entry.key().equals(needed.text()) || entry.phase().equals(other))
            .forEach(entry -> names.add(entry.name()));
      }
      implied.put("phase " + tag + "/" + phase.text("key"), names);
    }
    return implied;
  }
}
