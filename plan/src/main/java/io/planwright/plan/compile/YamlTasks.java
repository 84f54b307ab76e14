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
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Tasks that a YAML or JSON fence lists, where it lists some rather than configures a tool.
 *
 * @param confidence that its entries are tasks, from 0 to 1
 * @param extras lists that stand beside the tasks, such as deliverables
 */
record YamlTasks(double confidence, List<Entry> entries, List<Extra> extras) {
  static final int MOST_ENTRIES = 5_000;
  private static final Set<String> LANGUAGES = Set.of("yaml", "yml", "json", "jsonc");

  YamlTasks {
    entries = List.copyOf(entries);
    extras = List.copyOf(extras);
  }

  /**
   * One task. Texts are empty where nothing is said.
   *
   * @param role the name of the list that it stands in, where that names who does it
   * @param group the phase, sprint or wave that it stands in
   */
  record Entry(
      String id,
      String title,
      String role,
      String group,
      List<Text> dependsOn,
      String status,
      String owner,
      String priority,
      String estimate,
      String description,
      List<Entry> parts,
      Source source) {
    Entry {
      dependsOn = List.copyOf(dependsOn);
      parts = List.copyOf(parts);
    }
  }

  /** A named list of texts. */
  record Extra(String name, List<Text> items, Source source) {
    Extra {
      items = List.copyOf(items);
    }
  }

  /** Empty where the fence holds no YAML or JSON, or no tasks. */
  static Optional<YamlTasks> read(Block.Fence fence) {
    if (!LANGUAGES.contains(fence.language().toLowerCase(Locale.ROOT))) {
      return Optional.empty();
    }
    return YamlTree.read(Places.of(fence)).root().flatMap(YamlTasks::of);
  }

  static Optional<YamlTasks> of(YamlTree root) {
    Reader reader = new Reader();
    double confidence =
        switch (root) {
          case Members members -> reader.root(members);
          case Items list -> reader.list(list, "", "", true);
          case Text text -> 0;
        };
    return confidence <= 0 || reader.entries.stream().allMatch(YamlTasks::mentions)
        ? Optional.empty()
        : Optional.of(new YamlTasks(confidence, reader.entries, reader.extras));
  }

  /** An id alone names a task that stands elsewhere. */
  private static boolean mentions(Entry entry) {
    return entry.id().isEmpty() && Identifier.matches(entry.title());
  }

  private static final class Reader {
    private static final int DEEPEST = 6;
    private static final String[] TITLES = {
      "title", "name", "task", "task_name", "summary", "story", "step", "action", "description"
    };
    private static final String[] IDS = {"id", "task_id", "key", "number", "ref"};
    private static final String[] DEPENDS = {
      "depends_on",
      "dependson",
      "dependencies",
      "depends",
      "deps",
      "after",
      "blocked_by",
      "blockedby",
      "requires",
      "needs",
      "prerequisites"
    };
    private static final String[] OWNERS = {
      "agent", "owner", "assignee", "assigned_to", "assigned", "responsible", "lead", "role"
    };
    private static final String[] ESTIMATES = {
      "estimate",
      "estimated_effort",
      "estimated_time",
      "estimated_hours",
      "effort",
      "duration",
      "story_points",
      "points",
      "hours",
      "days"
    };
    private static final String[] PARTS = {"subtasks", "sub_tasks", "steps", "checklist"};
    private static final Set<String> TASKS =
        Set.of(
            "tasks",
            "task_list",
            "todo",
            "todos",
            "work_items",
            "stories",
            "user_stories",
            "backlog",
            "tareas",
            "tarefas",
            "aufgaben",
            "tâches",
            "任务",
            "タスク",
            "作業",
            "задачи",
            "작업");
    private static final Set<String> WEAK_TASKS =
        Set.of("items", "steps", "activities", "actions", "workstreams", "assignments", "issues");
    private static final Set<String> GROUPS =
        Set.of("phases", "sprints", "milestones", "waves", "epics", "stages", "weeks", "tracks");
    private static final Set<String> WRAPPERS =
        Set.of("plan", "project", "sprint", "phase", "epic", "wave", "delegation", "roadmap");
    private static final Pattern GROUP_KEY =
        Pattern.compile(
            "(?:phase|sprint|wave|week|day|stage|milestone|epic|track|fase|semana|etapa)[ _-]?\\w{1,9}"
                + "(?:[ _:-].{0,80})?");
    private static final Pattern NUMBERED_GROUP =
        Pattern.compile("(?:phase|sprint|wave|week|day|stage|milestone|fase|semana)[ _-]?\\d{1,4}");
    private static final Pattern TASK_KEY =
        Pattern.compile("(?:task|step|story|t|wp|us|ticket)[ _-]?\\d{1,6}(?:[._]\\d{1,6}){0,4}");
    private static final Pattern ROLE =
        Pattern.compile(
            "(?:.{1,60}[ _-])?(?:engineers?|developers?|dev|specialists?|architects?|analysts?|scientists?"
                + "|designers?|testers?|agents?|experts?|leads?|teams?|squad|owners?|writers?|reviewers?"
                + "|devops|qa|sre|frontend|backend|coder|researcher|trainer|operator|manager|director)",
            Pattern.CASE_INSENSITIVE);

    /** Members of a mapping that configures a tool. */
    private static final Set<String> TOOL_KEYS =
        Set.of(
            "apiversion",
            "api_version",
            "openapi",
            "swagger",
            "asyncapi",
            "runs_on",
            "image",
            "image_name",
            "entrypoint",
            "cmds",
            "cmd",
            "uses",
            "hosts",
            "script",
            "replicas",
            "scrape_configs",
            "restart_policy",
            "container",
            "containers",
            "volumes",
            "networks",
            "ports",
            "operator",
            "jsonrpc",
            "$schema");

    private final List<Entry> entries = new ArrayList<>();
    private final List<Extra> extras = new ArrayList<>();

    private double root(Members root) {
      if (tool(root)) {
        return 0;
      }
      double most = members(root, "", 0);
      if (entries.isEmpty() && alone(root)) {
        add(entry(root, "", "", 0));
        return 0.8;
      }
      return most;
    }

    /** A mapping that is a single task; a mere name is also what packages and tools have. */
    private static boolean alone(Members map) {
      boolean task = !map.text("task", "title", "task_name", "story").isEmpty();
      return !map.has("version") && titled(map) && firmly(map) + (task ? 1 : 0) > 1;
    }

    /** A mapping, or one directly in it, that only a tool would read. */
    private static boolean tool(Members root) {
      if (toolMember(root)
          || (root.has("services") && root.has("version", "volumes", "networks"))
          || (root.has("jobs") && root.has("on", "true", "version", "workflow"))
          || (root.has("version")
              && root.has("tasks")
              && root.find("tasks").get().value() instanceof Members)) {
        return true;
      }
      return root.members().stream().anyMatch(member -> toolWithin(member.value(), 0));
    }

    private static boolean toolWithin(YamlTree tree, int depth) {
      return switch (tree) {
        case Text text -> false;
        case Items list ->
            depth < 3 && list.items().stream().anyMatch(item -> toolWithin(item, depth + 1));
        case Members members ->
            toolMember(members)
                || (depth < 3
                    && members.members().stream()
                        .anyMatch(member -> toolWithin(member.value(), depth + 1)));
      };
    }

    private static boolean toolMember(Members members) {
      return members.members().stream()
              .anyMatch(
                  member ->
                      TOOL_KEYS.contains(member.key().toLowerCase(Locale.ROOT).replace('-', '_')))
          || (members.has("run") && members.has("name", "shell", "env"))
          || (members.has("kind") && members.has("metadata", "spec"))
          || (members.has("alert") && members.has("expr"));
    }

    private double members(Members map, String group, int depth) {
      double most = 0;
      List<Member> others = new ArrayList<>();
      for (Member member : map.members()) {
        double found = member(member, group, depth);
        most = Math.max(most, found);
        if (found <= 0) {
          others.add(member);
        }
      }
      if (most > 0) {
        others.forEach(this::extra);
      }
      return most;
    }

    private double member(Member member, String group, int depth) {
      String key = member.normal();
      YamlTree value = member.value();
      if (depth > DEEPEST || value instanceof Text) {
        return 0;
      }
      if (TASKS.contains(key)) {
        return tasks(value, group, depth, true);
      }
      if (WEAK_TASKS.contains(key)) {
        return tasks(value, group, depth, false);
      }
      if (GROUPS.contains(key)) {
        return groups(value, depth);
      }
      if (WRAPPERS.contains(key) && value instanceof Members inner) {
        return members(inner, group, depth + 1);
      }
      if (value instanceof Members inner && GROUP_KEY.matcher(key).matches()) {
        return members(inner, named(inner, member.key()), depth + 1);
      }
      if (value instanceof Members inner && TASK_KEY.matcher(key).matches() && told(inner) > 0) {
        add(keyed(member.key(), inner, group));
        return 0.85;
      }
      if (value instanceof Items list && NUMBERED_GROUP.matcher(key).matches()) {
        return 0.8 * list(list, "", member.key(), false);
      }
      if (value instanceof Items list
          && ROLE.matcher(member.key()).matches()
          && list.items().size() > 1
          && list.items().stream().allMatch(Text.class::isInstance)) {
        return 0.9 * list(list, member.key(), group, false);
      }
      return 0;
    }

    private double tasks(YamlTree value, String group, int depth, boolean sure) {
      return switch (value) {
        case Text text -> 0;
        case Items list -> {
          double found = list(list, "", group, false);
          yield sure || found > 0.9 ? found : found * 0.6;
        }
        case Members map -> {
          double most = 0;
          for (Member member : map.members()) {
            most = Math.max(most, named(member, group, depth));
          }
          yield sure ? most : most * 0.7;
        }
      };
    }

    /** What stands under {@code tasks}: a role's list, a group, or a task that its key names. */
    private double named(Member member, String group, int depth) {
      return switch (member.value()) {
        case Items list -> {
          boolean phase = GROUP_KEY.matcher(member.normal()).matches();
          yield list(list, phase ? "" : member.key(), phase ? member.key() : group, false);
        }
        case Members inner when titled(inner) || told(inner) > 0 -> {
          add(keyed(member.key(), inner, group));
          yield 0.9;
        }
        case Members inner when depth < DEEPEST -> members(inner, member.key(), depth + 1);
        case Members inner -> 0;
        case Text text
            when TASK_KEY.matcher(member.normal()).matches()
                || Identifier.matches(member.key()) -> {
          add(scalar(member.key(), text.text(), "", group, member.source()));
          yield 0.85;
        }
        case Text text -> 0;
      };
    }

    private double groups(YamlTree value, int depth) {
      double most = 0;
      switch (value) {
        case Text text -> {}
        case Items list -> {
          for (YamlTree item : list.items()) {
            if (item instanceof Members group) {
              most = Math.max(most, members(group, named(group, ""), depth + 1));
            }
          }
        }
        case Members map -> {
          for (Member member : map.members()) {
            if (member.value() instanceof Members group) {
              most = Math.max(most, members(group, named(group, member.key()), depth + 1));
            } else if (member.value() instanceof Items list) {
              most = Math.max(most, list(list, "", member.key(), false));
            }
          }
        }
      }
      return most;
    }

    private static String named(Members group, String key) {
      String name = group.text("title", "name", "phase", "id", "wave", "sprint");
      return name.isEmpty() ? key : name;
    }

    /** The entries of a list, and how sure it is that they are tasks. */
    private double list(Items list, String role, String group, boolean root) {
      int firm = 0;
      List<Entry> found = new ArrayList<>();
      for (YamlTree item : list.items()) {
        if (item instanceof Members map && toolMember(map)) {
          return 0;
        }
        if (item instanceof Members map && single(map).isPresent()) {
          Member only = single(map).get();
          found.add(
              only.value() instanceof Members inner
                  ? keyed(only.key(), inner, group)
                  : scalar("", only.key() + ": " + text(only.value()), role, group, map.source()));
        } else if (item instanceof Members map && titled(map)) {
          firm += firmly(map) > 0 ? 1 : 0;
          found.add(entry(map, role, group, 0));
        } else if (item instanceof Text text && !text.text().isBlank() && !root) {
          found.add(scalar("", text.text(), role, group, text.source()));
        } else if (root) {
          return 0;
        }
      }
      if (found.isEmpty() || (root && firm == 0)) {
        return 0;
      }
      found.forEach(this::add);
      return root ? 0.85 : firm > 0 ? 0.95 : 0.9;
    }

    /** {@code - Set up: the database}, which YAML takes for a mapping. */
    private static Optional<Member> single(Members map) {
      return map.members().size() == 1
              && !List.of(TITLES).contains(map.members().getFirst().normal())
              && !(map.members().getFirst().value() instanceof Items)
          ? Optional.of(map.members().getFirst())
          : Optional.empty();
    }

    private static String text(YamlTree tree) {
      return tree instanceof Text text ? text.text() : "";
    }

    private static boolean titled(Members map) {
      return !map.text(TITLES).isEmpty();
    }

    /** How much a mapping says that one says of a task. */
    private static int told(Members map) {
      return firmly(map) + (map.has(IDS) ? 1 : 0);
    }

    /** As told, but for an id, which many other things have as well. */
    private static int firmly(Members map) {
      int told = map.has("task", "task_id") ? 1 : 0;
      told += map.has(DEPENDS) ? 1 : 0;
      told += map.has(OWNERS) ? 1 : 0;
      told += map.has(ESTIMATES) ? 1 : 0;
      told += map.has("status", "state", "priority", "deliverables", "acceptance_criteria") ? 1 : 0;
      return told;
    }

    private void add(Entry entry) {
      if (entries.size() < MOST_ENTRIES && !entry.title().isBlank()) {
        entries.add(entry);
      }
    }

    private static Entry keyed(String key, Members map, String group) {
      Entry entry = entry(map, "", group, 0);
      boolean names = entry.id().isEmpty();
      String title = entry.title().isEmpty() ? key.replace('_', ' ').strip() : entry.title();
      return new Entry(
          names ? key : entry.id(),
          title,
          entry.role(),
          entry.group(),
          entry.dependsOn(),
          entry.status(),
          entry.owner(),
          entry.priority(),
          entry.estimate(),
          entry.description(),
          entry.parts(),
          entry.source());
    }

    private static Entry scalar(String id, String title, String role, String group, Source source) {
      return new Entry(
          id, title.strip(), role, group, List.of(), "", "", "", "", "", List.of(), source);
    }

    private static Entry entry(Members map, String role, String group, int depth) {
      String title = map.text(TITLES);
      String description = map.text("description", "details", "prompt", "notes");
      return new Entry(
          map.text(IDS),
          title,
          role,
          group.isEmpty() ? map.text("phase", "sprint", "wave", "milestone", "epic") : group,
          map.find(DEPENDS).map(member -> targets(member.value())).orElse(List.of()),
          map.text("status", "state"),
          map.text(OWNERS),
          map.text("priority"),
          map.text(ESTIMATES),
          description.equals(title) ? "" : description,
          map.find(PARTS).map(member -> parts(member.value(), depth)).orElse(List.of()),
          map.source());
    }

    /** Ids, or mappings that hold one. */
    private static List<Text> targets(YamlTree value) {
      List<Text> targets = new ArrayList<>();
      if (value instanceof Items list) {
        for (YamlTree item : list.items()) {
          if (item instanceof Members map && !map.text(IDS).isEmpty()) {
            targets.add(new Text(map.text(IDS), map.source()));
          } else if (item instanceof Members map && !map.text(TITLES).isEmpty()) {
            targets.add(new Text(map.text(TITLES), map.source()));
          }
        }
      }
      targets.addAll(YamlTree.texts(value));
      return targets.stream().filter(target -> !Words.none(target.text())).toList();
    }

    private static List<Entry> parts(YamlTree value, int depth) {
      List<Entry> parts = new ArrayList<>();
      if (value instanceof Items list && depth < DEEPEST) {
        for (YamlTree item : list.items()) {
          if (item instanceof Members map && titled(map)) {
            parts.add(entry(map, "", "", depth + 1));
          } else if (item instanceof Text text && !text.text().isBlank()) {
            parts.add(scalar("", text.text(), "", "", text.source()));
          }
        }
      }
      return parts;
    }

    private void extra(Member member) {
      if (member.value() instanceof Items list) {
        List<Text> texts = YamlTree.texts(list);
        if (!texts.isEmpty()) {
          extras.add(new Extra(member.key(), texts, member.source()));
        }
      }
    }
  }
}
