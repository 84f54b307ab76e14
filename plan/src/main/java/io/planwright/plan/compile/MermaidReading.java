package io.planwright.plan.compile;

import io.planwright.plan.Dependency.Kind;
import io.planwright.plan.Evidence.Form;
import io.planwright.plan.Progress;
import io.planwright.plan.Source;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A mermaid flowchart or gantt that is all there is of a plan. */
final class MermaidReading {
  private static final Pattern TITLE = Pattern.compile("(?m)^title:[ \\t]*(.*?)[ \\t\\r]*$");
  private static final Pattern INLINE_CLASS =
      Pattern.compile("([\\w-]{1,60})(?:\\[[^\\]\\n]{0,300}+])?:::([\\w-]{1,60})");
  private static final Pattern SPACE = Pattern.compile("[\\s,]+");
  private static final Pattern CODE = Pattern.compile("^(\\S{1,40}): (.+)$");

  private final String text;
  private final Places places;
  private final Problems problems;
  private final Outline outline;
  private final Map<Integer, Places.Row> rows = new LinkedHashMap<>();

  private MermaidReading(Block.Fence fence, Problems problems) {
    this.text = fence.content();
    this.places = Places.of(fence);
    this.problems = problems;
    this.outline = new Outline(problems);
    places.rows().forEach(row -> rows.put(places.at(row.offset()).line(), row));
  }

  /** A diagram alone, or the first one of a Markdown document. */
  static Outline read(String text, Problems problems) {
    Block.Fence fence = fence(text, problems);
    MermaidReading reading = new MermaidReading(fence, problems);
    Optional<MermaidGraph> graph = MermaidGraph.read(fence);
    Optional<MermaidGantt> gantt = MermaidGantt.read(fence);
    graph.ifPresent(reading::read);
    gantt.ifPresent(reading::read);
    if (graph.isEmpty() && gantt.isEmpty()) {
      problems.error(
          "not-mermaid",
          fence.source(),
          "expected a mermaid flowchart or gantt, came another text",
          "start it with flowchart LR or gantt");
    }
    return reading.outline;
  }

  private static Block.Fence fence(String text, Problems problems) {
    if (text.contains("```mermaid")) {
      for (Block block : new MarkdownReader(problems).read(text)) {
        if (block instanceof Block.Fence fence && MermaidHeader.of(fence).isPresent()) {
          return fence;
        }
      }
    }
    List<Source> starts = new ArrayList<>();
    int lines = Places.of(text).rows().size();
    for (int line = 1; line <= lines; line++) {
      starts.add(new Source(line, 1));
    }
    return new Block.Fence("mermaid", text, starts, Problems.START);
  }

  /** A label of which the first word is an id: {@code 1.1: Lay the ground}. */
  record Named(String id, String title) {
    static Named of(String label) {
      Matcher code = CODE.matcher(label);
      if (code.matches() && Identifier.matches(code.group(1))) {
        return new Named(code.group(1), code.group(2));
      }
      return Identifier.leading(label)
          .map(led -> new Named(led.id(), led.rest()))
          .orElseGet(() -> new Named("", label));
    }
  }

  private void read(MermaidGraph graph) {
    Matcher title = TITLE.matcher(text);
    if (text.stripLeading().startsWith("---") && title.find()) {
      outline.title(unquoted(title.group(1)));
    }
    Map<String, MermaidGraph.Group> homes = new LinkedHashMap<>();
    Map<String, MermaidGraph.Group> groups = new LinkedHashMap<>();
    for (MermaidGraph.Group group : graph.groups()) {
      groups.put(group.id(), group);
      group.members().forEach(member -> homes.putIfAbsent(member, group));
    }
    for (MermaidGraph.Group group : graph.groups()) {
      if (group.members().stream().anyMatch(member -> !groups.containsKey(member))) {
        outline.phase("phase " + group.id(), "", group.title(), group.source());
      }
    }
    Map<String, Progress> states = states();
    for (MermaidGraph.Node node : graph.nodes()) {
      MermaidGraph.Group home = homes.get(node.id());
      PhaseDraft phase =
          home == null
              ? outline.phase("phase", "", "Tasks", node.source())
              : outline.phase("phase " + home.id(), "", home.title(), home.source());
      Named named = Named.of(node.label());
      outline
          .task(phase, "task " + node.id(), named.id(), named.title(), node.source())
          .ifPresent(task -> task.state = Optional.ofNullable(states.get(node.id())));
    }
    for (MermaidGraph.Edge edge : graph.edges()) {
      if (edge.directed()) {
        connect(edge, groups);
      } else {
        problems.info(
            "edge-undirected",
            edge.source(),
            "a line without an arrow says nothing of what comes first");
      }
    }
  }

  private void connect(MermaidGraph.Edge edge, Map<String, MermaidGraph.Group> groups) {
    Kind kind = dotted(edge.source()) ? Kind.IMPLIED : Kind.EXPLICIT;
    for (String from : named(edge.to(), groups)) {
      for (String to : named(edge.from(), groups)) {
        outline.edge(from, to, kind, Form.MERMAID, edge.source());
      }
    }
  }

  /** A group of groups stands for those in it. */
  private static Set<String> named(String id, Map<String, MermaidGraph.Group> groups) {
    Set<String> names = new LinkedHashSet<>();
    List<String> open = new ArrayList<>(List.of(id));
    Set<String> seen = new LinkedHashSet<>();
    for (int i = 0; i < open.size(); i++) {
      MermaidGraph.Group group = groups.get(open.get(i));
      if (!seen.add(open.get(i))) {
        continue;
      }
      if (group == null) {
        names.add("task " + open.get(i));
      } else if (group.members().stream().allMatch(groups::containsKey)) {
        open.addAll(group.members());
      } else {
        names.add("phase " + group.id());
      }
    }
    return names;
  }

  private boolean dotted(Source at) {
    Places.Row row = rows.get(at.line());
    return row != null
        && row.text().startsWith("-.", at.column() - places.at(row.offset()).column());
  }

  private Map<String, Progress> states() {
    Map<String, Progress> states = new LinkedHashMap<>();
    for (Places.Row row : rows.values()) {
      String line = row.text().strip();
      if (line.length() > Limits.LONGEST_LINE) {
        continue;
      }
      if (line.contains(":::")) {
        Matcher inline = INLINE_CLASS.matcher(line);
        while (inline.find()) {
          state(inline.group(2)).ifPresent(state -> states.put(inline.group(1), state));
        }
      } else if (line.startsWith("class ")) {
        List<String> words = List.of(SPACE.split(line.replace(";", "")));
        state(words.getLast())
            .ifPresent(
                state -> words.subList(1, words.size() - 1).forEach(id -> states.put(id, state)));
      }
    }
    return states;
  }

  /** A class may say a state; others say how a box looks. */
  static Optional<Progress> state(String name) {
    String word = name.toLowerCase(Locale.ROOT);
    for (Progress state : Progress.values()) {
      if (state.name().toLowerCase(Locale.ROOT).equals(word)) {
        return Optional.of(state);
      }
    }
    return StatusWords.of(word.replace('-', ' '));
  }

  private static String unquoted(String yaml) {
    return yaml.length() > 1 && yaml.startsWith("\"") && yaml.endsWith("\"")
        ? yaml.substring(1, yaml.length() - 1).replaceAll("\\\\(.)", "$1")
        : yaml;
  }

  private void read(MermaidGantt gantt) {
    outline.title(gantt.title());
    int sections = 0;
    int bars = 0;
    for (MermaidGantt.Section section : gantt.sections()) {
      PhaseDraft phase =
          outline.phase("phase " + sections++, "", section.title(), section.source());
      for (MermaidGantt.Bar bar : section.bars()) {
        String name = "task " + bar.id().orElse("#" + bars);
        Named named = Named.of(bar.title());
        Optional<TaskDraft> task =
            outline.task(phase, name, named.id(), named.title(), bar.source());
        task.ifPresent(found -> describe(found, bar));
        bar.after()
            .forEach(
                id -> outline.edge(name, "task " + id, Kind.EXPLICIT, Form.MERMAID, bar.source()));
        bars++;
      }
    }
  }

  private static void describe(TaskDraft task, MermaidGantt.Bar bar) {
    if (bar.is(MermaidGantt.Tag.DONE)) {
      task.state = Optional.of(Progress.DONE);
    } else if (bar.is(MermaidGantt.Tag.ACTIVE)) {
      task.state = Optional.of(Progress.IN_PROGRESS);
    }
    task.gate = bar.is(MermaidGantt.Tag.MILESTONE);
    if (!bar.length().isEmpty()) {
      task.estimate = EstimateText.of("duration", bar.length());
    }
  }
}
