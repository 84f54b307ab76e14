package io.planwright.plan.format;

import io.planwright.plan.Evidence;
import io.planwright.plan.Source;
import io.planwright.plan.format.Element.Kind;
import io.planwright.plan.format.Tree.Items;
import io.planwright.plan.format.Tree.Member;
import io.planwright.plan.format.Tree.Members;
import io.planwright.plan.format.Tree.Scalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads canonical Markdown line by line. Its grammar is a part of Markdown in which every line says
 * what it is: a heading, a field, a label, an item, a fence, or prose.
 */
final class CanonicalReading {
  private static final Pattern HEADING = line("(#{1,6})(?:[ \\t](.*))?");
  private static final Pattern FIELD =
      line("(?:[-*+][ \\t]+)?\\*\\*([^*:]{1,40})(?::\\*\\*|\\*\\*:)[ \\t]*(.*)");
  private static final Pattern ITEM = line("[-*+](?:[ \\t]+(.*))?");
  private static final Pattern UNDER =
      line("(?: {2,}|\\t)[-*+][ \\t]+([A-Za-z]{1,20}):[ \\t]*(.*)");
  private static final Pattern STEP = line("\\d{1,9}[.)](?:[ \\t]+(.*))?");
  private static final Pattern BOX = line("\\[(.)](?:[ \\t]+(.*))?");
  private static final Pattern STATE = line("_([a-z ]{1,20})_[ \\t]*(.*)");
  private static final Pattern FENCE = line("(`{3,}+)([^`]*+)");
  private static final Pattern EFFORT = line("(?:(\\S+)[ \\t]+to[ \\t]+)?(\\S+)");
  private static final Pattern MEASURE =
      line(
          "(?:`([^`]*)`[ \\t]+)?([a-z]+|[<>=]{1,2})[ \\t]+(\\S+?)(?:[ \\t]+to[ \\t]+(\\S+?))?"
              + "(?:[ \\t]+`([^`]*)`)?(?:,[ \\t]+from[ \\t]+(\\S+))?[ \\t]*");
  private static final List<String> FIELDS =
      List.of(
          "Id",
          "Status",
          "Depends on",
          "Owner",
          "Supporters",
          "Priority",
          "Estimate",
          "Effort",
          "Points",
          "Labels",
          "Marks",
          "Waits for",
          "Deliverables",
          "Files",
          "Checklist",
          "Criteria");
  static final List<String> SECTIONS = List.of("risks", "rollback", "settings", "notes");

  private final List<String> lines;
  private final Findings findings;
  private final List<Member> root = new ArrayList<>();
  private final List<Tree> phases = new ArrayList<>();
  private int at;

  CanonicalReading(String text, Findings findings) {
    this.lines = List.of(text.split("\r?\n", -1));
    this.findings = findings;
  }

  /** Only a line feed ends a line here, and the text was split there. */
  private static Pattern line(String form) {
    return Pattern.compile(form, Pattern.UNIX_LINES);
  }

  private record Heading(int level, String text, Optional<Scalar> key, Source at) {}

  Tree read() {
    frontMatter();
    Element plan = new Element(Kind.PLAN, here(1), findings);
    body(plan);
    boolean titled = false;
    while (at < lines.size()) {
      Heading heading = heading().orElseThrow();
      at++;
      if (heading.level() == 1 && !titled && phases.isEmpty()) {
        titled = true;
        plan.put("title", Tree.text(MarkdownText.read(heading.text()), heading.at()));
        body(plan);
      } else if (heading.level() == 2) {
        section(heading);
      } else {
        unexpected(heading, "## Phase");
      }
    }
    root.addAll(plan.tree().members());
    root.add(new Member("phases", plan.at, new Items(phases, plan.at)));
    ignored(plan);
    return new Members(root, plan.at);
  }

  private void unexpected(Heading heading, String expected) {
    findings.error(
        "heading-unexpected",
        heading.at(),
        "expected " + expected + ", came " + "#".repeat(heading.level()) + " " + heading.text(),
        "a plan is # title, its phases are ## Phase, their tasks ### Task id: title");
    body(new Element(Kind.TASK, heading.at(), new Findings()));
  }

  private void ignored(Element element) {
    if (element.says()) {
      findings.warning(
          "text-ignored",
          element.proseAt(),
          "expected fields, criteria or tasks, came text, which is not kept",
          "write it into a task or under ## Notes");
    }
  }

  private void frontMatter() {
    if (lines.isEmpty() || !lines.getFirst().stripTrailing().equals("---")) {
      return;
    }
    int end = 1;
    while (end < lines.size() && !lines.get(end).stripTrailing().equals("---")) {
      end++;
    }
    Optional<Tree> tree =
        YamlTree.read(String.join("\n", lines.subList(1, end)) + "\n", new Source(2, 1), findings);
    at = Math.min(end + 1, lines.size());
    if (tree.isPresent() && tree.get() instanceof Members members) {
      for (Member member : members.members()) {
        switch (member.name()) {
          case "planwright" -> root.add(member);
          case "manual" -> root.add(new Member("manual", member.at(), annotation(member.value())));
          default ->
              findings.unknown(
                  "member-unknown",
                  member.at(),
                  "expected planwright or manual in the front matter, came " + member.name(),
                  member.name(),
                  List.of("planwright", "manual"));
        }
      }
    }
  }

  private void section(Heading heading) {
    // A phase of such a title has its key beside it.
    String name = heading.key().isPresent() ? "" : heading.text().toLowerCase(Locale.ROOT);
    switch (SECTIONS.indexOf(name)) {
      case 0 -> root.add(list("risks", heading, risks()));
      case 1 -> root.add(list("rollbacks", heading, rollbacks()));
      case 2 -> root.add(list("settings", heading, settings()));
      case 3 -> root.add(list("notes", heading, notes()));
      default -> phase(heading);
    }
  }

  private static Member list(String name, Heading heading, List<Tree> items) {
    return new Member(name, heading.at(), new Items(items, heading.at()));
  }

  private void phase(Heading heading) {
    Element phase = new Element(Kind.PHASE, heading.at(), findings);
    heading.key().ifPresent(key -> phase.put("key", key));
    phaseId(heading.text()).ifPresent(id -> phase.put("id", Tree.text(id, heading.at())));
    phase.put("title", Tree.text(MarkdownText.read(heading.text()), heading.at()));
    body(phase);
    List<Tree> tasks = new ArrayList<>();
    for (Optional<Heading> next = heading();
        next.isPresent() && next.get().level() > 2;
        next = heading()) {
      at++;
      if (next.get().level() == 3) {
        Element task = new Element(Kind.TASK, next.get().at(), findings);
        named(task, next.get());
        body(task);
        tasks.add(task.tree());
      } else {
        unexpected(next.get(), "### Task id: title");
      }
    }
    ignored(phase);
    phase.put("tasks", new Items(tasks, heading.at()));
    phases.add(phase.tree());
  }

  /** {@code Phase 1} of {@code Phase 1: title}, which is the title as a whole. */
  static Optional<String> phaseId(String heading) {
    int colon =
        heading.regionMatches(true, 0, "Phase ", 0, 6) ? MarkdownText.find(heading, ':', 6) : -1;
    return colon < 0
        ? Optional.empty()
        : Optional.of(MarkdownText.read(trim(heading.substring(0, colon))));
  }

  /** {@code Task 1.1: title}; without the word and the colon, all is the title. */
  private static void named(Element element, Heading heading) {
    String word = "Task";
    String text = heading.text();
    Source place = heading.at();
    int colon =
        text.regionMatches(true, 0, word, 0, word.length())
                && text.length() > word.length()
                && " :".indexOf(text.charAt(word.length())) >= 0
            ? MarkdownText.find(text, ':', word.length())
            : -1;
    heading.key().ifPresent(key -> element.put("key", key));
    if (colon > word.length()) {
      String id = text.substring(word.length(), colon).strip();
      element.put("id", Tree.text(MarkdownText.read(id), place));
    }
    element.put("title", Tree.text(MarkdownText.read(trim(text.substring(colon + 1))), place));
  }

  /** Everything under a heading up to the next. */
  private void body(Element element) {
    while (at < lines.size() && heading().isEmpty()) {
      String line = lines.get(at);
      if (line.isBlank()) {
        at++;
        element.say("", here(1));
        continue;
      }
      Matcher field = FIELD.matcher(line);
      Matcher fence = FENCE.matcher(line);
      if (fence.matches()) {
        fence(element, fence.group(1), trim(fence.group(2)));
      } else if (field.matches()) {
        at++;
        field(element, field);
      } else if (element.kind == Kind.TASK && item(line).flatMap(this::box).isPresent()) {
        element.add("subtasks", items("checklist"), here(1));
      } else {
        at++;
        element.say(MarkdownText.read(trim(line)), new Source(at, 1));
      }
    }
  }

  private void fence(Element element, String ticks, String language) {
    int first = at + 1;
    int end = first;
    while (end < lines.size() && !closes(lines.get(end), ticks)) {
      end++;
    }
    if (end == lines.size()) {
      findings.error(
          "fence-unclosed", here(1), "expected a line of " + ticks + ", the document ended", "");
    }
    if (language.equals("planwright") && element.kind != Kind.PLAN) {
      YamlTree.read(
              String.join("\n", lines.subList(first, end)) + "\n",
              new Source(first + 1, 1),
              findings)
          .ifPresent(
              tree ->
                  element.put(element.kind == Kind.TASK ? "binding" : "gate", annotation(tree)));
    } else if (language.equals("planwright")) {
      findings.error(
          "annotation-without-task",
          here(1),
          "a planwright block must stand under a task or a phase, came one outside",
          "move it under the ### heading of its task");
    } else {
      Source where = here(1);
      lines.subList(at, Math.min(end + 1, lines.size())).forEach(line -> element.say(line, where));
    }
    at = Math.min(end + 1, lines.size());
  }

  private static boolean closes(String line, String ticks) {
    String bare = line.strip();
    return bare.length() >= ticks.length() && bare.chars().allMatch(c -> c == '`');
  }

  /** The words of an annotation, for those of the records. */
  private static Tree annotation(Tree tree) {
    if (!(tree instanceof Members members)) {
      return tree;
    }
    return new Members(
        members.members().stream()
            .map(
                member ->
                    switch (member.name()) {
                      case "retries" ->
                          new Member("attempts", member.at(), onceMore(member.value()));
                      case "on-failure" -> new Member("onFailure", member.at(), member.value());
                      default -> member;
                    })
            .toList(),
        members.at());
  }

  /** Attempts are the first and the retries. */
  private static Tree onceMore(Tree retries) {
    return Fields.whole(retries)
        .<Tree>map(count -> Tree.plain(Long.toString(count + 1), retries.at()))
        .orElse(retries);
  }

  private void field(Element element, Matcher field) {
    String name = field.group(1).strip();
    String value = trim(field.group(2));
    Source where = new Source(at, field.start(2) + 1);
    String known =
        FIELDS.stream()
            .filter(name::equalsIgnoreCase)
            .filter(found -> allowed(element.kind, found))
            .findFirst()
            .orElse("");
    switch (known) {
      case "Id" -> element.put("id", Tree.text(MarkdownText.read(value), where));
      case "Status" ->
          element.put("state", Tree.text(value.toLowerCase(Locale.ROOT).replace(' ', '_'), where));
      case "Depends on" -> element.add("dependsOn", dependencies(value, where), where);
      case "Owner" -> element.put("assignee", Tree.text(MarkdownText.read(value), where));
      case "Supporters" -> element.addDetails("supporters", names(value, where), where);
      case "Priority" -> element.put("priority", Tree.text(value, where));
      case "Estimate" -> element.putEstimate("text", Tree.text(MarkdownText.read(value), where));
      case "Effort" -> effort(element, value, where);
      case "Points" -> element.putEstimate("points", Tree.plain(value, where));
      case "Labels" -> element.addDetails("labels", names(value, where), where);
      case "Marks" ->
          names(value, where)
              .forEach(
                  mark -> mark(element, mark instanceof Scalar word ? word.text() : "", where));
      case "Waits for" -> element.addDetails("outside", items(value, where), where);
      case "Deliverables" -> element.addDetails("deliverables", items(value, where), where);
      case "Files" -> element.addDetails("files", items(value, where), where);
      case "Checklist" -> element.add("subtasks", items("checklist"), where);
      case "Criteria" -> element.add("criteria", criteria(value, where), where);
      default ->
          findings.unknown(
              "field-unknown",
              new Source(at, 1),
              "expected a field of a "
                  + element.kind.name().toLowerCase(Locale.ROOT)
                  + ", came "
                  + name,
              name,
              FIELDS.stream().filter(each -> allowed(element.kind, each)).toList());
    }
  }

  private static boolean allowed(Kind kind, String field) {
    return switch (kind) {
      case PLAN -> field.equals("Criteria");
      case PHASE ->
          List.of(
                  "Id",
                  "Depends on",
                  "Owner",
                  "Priority",
                  "Estimate",
                  "Effort",
                  "Points",
                  "Criteria")
              .contains(field);
      case TASK -> !field.equals("Id");
    };
  }

  private void mark(Element element, String mark, Source where) {
    if (List.of("parallel", "optional", "gate").contains(mark)) {
      element.putDetail(mark, Tree.plain("true", where));
    } else {
      findings.error(
          "value-unknown", where, "marks must be of parallel, optional and gate, came " + mark, "");
    }
  }

  private void effort(Element element, String value, Source where) {
    Matcher effort = EFFORT.matcher(value);
    if (!effort.matches()) {
      findings.error(
          "value-type",
          where,
          "effort must be " + DurationText.FORMS + " or a range such as 2h to 4h, came " + value,
          "");
      return;
    }
    if (effort.group(1) != null) {
      element.putEstimate("least", Tree.text(effort.group(1), where));
    }
    if (!effort.group(2).equals("unknown")) {
      element.putEstimate("effort", Tree.text(effort.group(2), where));
    }
  }

  /** The parts between commas. */
  private static List<Scalar> parts(String value, Source where) {
    List<Scalar> parts = new ArrayList<>();
    int start = 0;
    while (start <= value.length()) {
      int comma = MarkdownText.find(value, ',', start);
      int end = comma < 0 ? value.length() : comma;
      String part = value.substring(start, end);
      int lead = part.length() - part.stripLeading().length();
      parts.add(Tree.text(trim(part), new Source(where.line(), where.column() + start + lead)));
      start = end + 1;
    }
    return parts;
  }

  private static List<Tree> names(String value, Source where) {
    return parts(value, where).stream()
        .<Tree>map(part -> Tree.text(MarkdownText.read(part.text()), part.at()))
        .toList();
  }

  private static List<Tree> dependencies(String value, Source where) {
    List<Tree> dependencies = new ArrayList<>();
    for (Scalar part : parts(value, where)) {
      String said = unassisted(part.text());
      Optional<String> kind =
          Words.KIND.all().stream().filter(word -> said.endsWith("(" + word + ")")).findFirst();
      String name =
          kind.map(word -> trim(said.substring(0, said.length() - word.length() - 2))).orElse(said);
      Tree key = Tree.text(unquoted(name), part.at());
      List<Member> members = new ArrayList<>(List.of(new Member("key", part.at(), key)));
      kind.ifPresent(
          word -> members.add(new Member("kind", part.at(), Tree.text(word, part.at()))));
      if (!said.equals(part.text())) {
        members.add(new Member("evidence", part.at(), assisted(part.at())));
      }
      if (members.size() > 1) {
        dependencies.add(new Members(members, part.at()));
      } else if (!name.isEmpty()) {
        dependencies.add(key);
      }
    }
    return dependencies;
  }

  private static String unassisted(String text) {
    return text.endsWith(CanonicalWriting.ASSISTED)
        ? trim(text.substring(0, text.length() - CanonicalWriting.ASSISTED.length()))
        : text;
  }

  private static Tree assisted(Source where) {
    return new Members(
        List.of(
            new Member("form", where, Tree.text(Words.EVIDENCE.of(Evidence.Form.ASSIST), where))),
        where);
  }

  private static String unquoted(String name) {
    return name.length() > 1 && name.startsWith("`") && name.endsWith("`")
        ? name.substring(1, name.length() - 1)
        : name;
  }

  /** A list after its label, or the parts of the label's own line. */
  private List<Tree> items(String value, Source where) {
    return value.isEmpty() ? items("list") : names(value, where);
  }

  private List<Tree> criteria(String value, Source where) {
    return value.isEmpty()
        ? items("criteria")
        : List.of(Tree.text(MarkdownText.read(value), where));
  }

  /** The items of a list that may be preceded by empty lines. */
  private List<Tree> items(String of) {
    List<Tree> items = new ArrayList<>();
    int line = at;
    while (line < lines.size()) {
      Optional<String> item = item(lines.get(line));
      if (item.isPresent()) {
        at = line;
        items.add(
            switch (of) {
              case "criteria" -> criterion(item.get());
              case "checklist" -> subtask(item.get());
              case "risks" -> risk(item.get());
              default -> {
                at++;
                yield Tree.text(MarkdownText.read(item.get() + continued()), placed(line));
              }
            });
        line = at;
      } else if (lines.get(line).isBlank()) {
        line++;
      } else {
        break;
      }
    }
    return items;
  }

  private static Optional<String> item(String line) {
    Matcher item = ITEM.matcher(line);
    return item.matches()
        ? Optional.of(item.group(1) == null ? "" : trim(item.group(1)))
        : Optional.empty();
  }

  /** Lines that go on with an item. */
  private String continued() {
    StringBuilder more = new StringBuilder();
    while (at < lines.size()
        && lines.get(at).startsWith("  ")
        && !lines.get(at).isBlank()
        && !UNDER.matcher(lines.get(at)).matches()) {
      more.append(' ').append(trim(lines.get(at)));
      at++;
    }
    return more.toString();
  }

  private Source placed(int line) {
    return new Source(line + 1, Math.min(3, lines.get(line).length() + 1));
  }

  private Tree criterion(String written) {
    Source where = placed(at);
    at++;
    String text = box(written).map(Boxed::rest).orElse(written) + continued();
    List<Member> members = new ArrayList<>();
    members.add(new Member("text", where, Tree.text(MarkdownText.read(text), where)));
    for (Under under = under(); under != null; under = under()) {
      if (under.name().equals("Measure")) {
        measure(under).ifPresent(members::add);
      } else {
        unexpected(under, "Measure");
      }
    }
    return new Members(members, where);
  }

  /** A named line under an item. */
  private record Under(String name, String value, Source at) {}

  private @Nullable Under under() {
    if (at >= lines.size()) {
      return null;
    }
    Matcher under = UNDER.matcher(lines.get(at));
    if (!under.matches()) {
      return null;
    }
    at++;
    return new Under(under.group(1), trim(under.group(2)), new Source(at, under.start(1) + 1));
  }

  private void unexpected(Under under, String expected) {
    findings.error(
        "line-unexpected",
        under.at(),
        "expected " + expected + " under this item, came " + under.name(),
        "");
  }

  private Optional<Member> measure(Under under) {
    String said = unassisted(under.value());
    Matcher measure = MEASURE.matcher(said);
    if (!measure.matches()) {
      findings.error(
          "measure-invalid",
          under.at(),
          "expected `metric` comparator value `unit`, came " + under.value(),
          "such as `p95 latency` < 400 `ms` or between 5 to 7 or up 20 `%`, from 10");
      return Optional.empty();
    }
    List<Member> members = new ArrayList<>();
    Source where = under.at();
    given(members, "metric", where, measure.group(1));
    members.add(new Member("comparator", where, Tree.text(measure.group(2), where)));
    members.add(new Member("value", where, Tree.plain(measure.group(3), where)));
    if (measure.group(4) != null) {
      members.add(new Member("upper", where, Tree.plain(measure.group(4), where)));
    }
    given(members, "unit", where, measure.group(5));
    if (measure.group(6) != null) {
      members.add(new Member("baseline", where, Tree.plain(measure.group(6), where)));
    }
    if (!said.equals(under.value())) {
      members.add(new Member("named", where, assisted(where)));
    }
    return Optional.of(new Member("measure", where, new Members(members, where)));
  }

  private static void given(
      List<Member> members, String name, Source where, @Nullable String code) {
    if (code != null) {
      members.add(new Member(name, where, Tree.text(MarkdownText.uncode(code), where)));
    }
  }

  /** A check box, and what stands after it. */
  private record Boxed(String mark, String rest) {}

  private Optional<Boxed> box(String text) {
    Matcher box = BOX.matcher(text);
    return box.matches()
        ? Optional.of(new Boxed(box.group(1), box.group(2) == null ? "" : box.group(2)))
        : Optional.empty();
  }

  private Tree subtask(String written) {
    Source where = placed(at);
    at++;
    Boxed boxed = box(written).orElse(new Boxed(" ", written));
    String rest = boxed.rest() + continued();
    List<Member> members = new ArrayList<>();
    String state =
        switch (boxed.mark()) {
          case " " -> "todo";
          case "x", "X" -> "done";
          case "~" -> "in_progress";
          case "-" -> "cancelled";
          default -> boxed.mark();
        };
    Matcher word = STATE.matcher(rest);
    if (word.matches() && Words.PROGRESS.meaning(word.group(1).replace(' ', '_')).isPresent()) {
      state = word.group(1).replace(' ', '_');
      rest = word.group(2);
    }
    members.add(new Member("state", where, Tree.text(state, where)));
    int bold = rest.startsWith("**") ? boldEnd(rest) : -1;
    if (bold >= 0) {
      String id = MarkdownText.read(rest.substring(2, bold));
      members.add(new Member("id", where, Tree.text(id, where)));
      rest = trim(rest.substring(bold + 2));
    }
    members.add(new Member("title", where, Tree.text(MarkdownText.read(rest), where)));
    return new Members(members, where);
  }

  private static int boldEnd(String text) {
    int star = MarkdownText.find(text, '*', 2);
    while (star >= 0 && !text.startsWith("**", star)) {
      star = MarkdownText.find(text, '*', star + 1);
    }
    return star;
  }

  private List<Tree> risks() {
    List<Tree> risks = items("risks");
    rest("- risk");
    return risks;
  }

  private Tree risk(String written) {
    Source where = placed(at);
    at++;
    String text = written + continued();
    List<Member> members = new ArrayList<>();
    members.add(new Member("text", where, Tree.text(MarkdownText.read(text), where)));
    for (Under under = under(); under != null; under = under()) {
      switch (under.name()) {
        case "Level", "Mitigation" ->
            members.add(
                new Member(
                    under.name().toLowerCase(Locale.ROOT),
                    under.at(),
                    Tree.text(MarkdownText.read(under.value()), under.at())));
        default -> unexpected(under, "Level or Mitigation");
      }
    }
    return new Members(members, where);
  }

  /** What stands in a section where it can mean nothing. */
  private void rest(String expected) {
    while (at < lines.size() && heading().isEmpty()) {
      if (!lines.get(at).isBlank()) {
        findings.error(
            "line-unexpected",
            here(1),
            "expected " + expected + ", came " + Tree.came(Tree.plain(lines.get(at), here(1))),
            "");
      }
      at++;
    }
  }

  /** The headings of a section's parts. */
  private Optional<Heading> part() {
    rest("### and a title");
    Optional<Heading> heading = heading().filter(found -> found.level() > 2);
    if (heading.isPresent()) {
      at++;
    }
    return heading;
  }

  private List<Tree> rollbacks() {
    List<Tree> rollbacks = new ArrayList<>();
    for (Optional<Heading> part = part(); part.isPresent(); part = part()) {
      rollbacks.add(rollback(part.get()));
    }
    return rollbacks;
  }

  private Tree rollback(Heading heading) {
    List<Tree> undoes = new ArrayList<>();
    List<Tree> steps = new ArrayList<>();
    while (at < lines.size() && heading().isEmpty()) {
      Matcher field = FIELD.matcher(lines.get(at));
      Matcher step = STEP.matcher(lines.get(at));
      if (field.matches() && field.group(1).equalsIgnoreCase("Undoes")) {
        undoes.addAll(dependencies(trim(field.group(2)), new Source(at + 1, field.start(2) + 1)));
      } else if (step.matches() || item(lines.get(at)).isPresent()) {
        String text =
            step.matches()
                ? Optional.ofNullable(step.group(1)).map(CanonicalReading::trim).orElse("")
                : item(lines.get(at)).orElse("");
        Source where = placed(at);
        at++;
        steps.add(Tree.text(MarkdownText.read(text + continued()), where));
        continue;
      } else if (!lines.get(at).isBlank()) {
        findings.error(
            "line-unexpected",
            here(1),
            "expected **Undoes:** or a numbered step, came "
                + Tree.came(Tree.plain(lines.get(at), here(1))),
            "");
      }
      at++;
    }
    Source where = heading.at();
    return new Members(
        List.of(
            new Member("title", where, Tree.text(MarkdownText.read(heading.text()), where)),
            new Member("undoes", where, new Items(undoes, where)),
            new Member("steps", where, new Items(steps, where))),
        where);
  }

  private List<Tree> settings() {
    List<Tree> settings = new ArrayList<>();
    String group = "";
    while (at < lines.size()) {
      Optional<Heading> heading = heading();
      if (heading.isPresent() && heading.get().level() < 3) {
        break;
      }
      if (heading.isPresent()) {
        group = MarkdownText.read(heading.get().text());
      } else if (!lines.get(at).isBlank()) {
        setting(group).ifPresent(settings::add);
      }
      at++;
    }
    return settings;
  }

  private Optional<Tree> setting(String group) {
    String text = item(lines.get(at)).orElse("");
    int colon = text.startsWith("**") ? MarkdownText.find(text, ':', 2) : -1;
    Source where = placed(at);
    if (colon < 0 || !text.startsWith("**", colon + 1)) {
      findings.error(
          "line-unexpected",
          where,
          "expected - **name:** value, came " + Tree.came(Tree.plain(lines.get(at), where)),
          "");
      return Optional.empty();
    }
    String name = MarkdownText.read(text.substring(2, colon));
    String value = MarkdownText.read(trim(text.substring(colon + 3)));
    return Optional.of(
        new Members(
            List.of(
                new Member("group", where, Tree.text(group, where)),
                new Member("name", where, Tree.text(name, where)),
                new Member("value", where, Tree.text(value, where))),
            where));
  }

  private List<Tree> notes() {
    List<Tree> notes = new ArrayList<>();
    for (Optional<Heading> part = part(); part.isPresent(); part = part()) {
      String text = part.get().text();
      Source where = part.get().at();
      int colon = MarkdownText.find(text, ':', 0);
      String topic = colon < 0 ? text : text.substring(0, colon);
      List<String> prose = new ArrayList<>();
      while (at < lines.size() && heading().isEmpty()) {
        prose.add(MarkdownText.read(trim(lines.get(at))));
        at++;
      }
      notes.add(
          new Members(
              List.of(
                  new Member("topic", where, Tree.text(topic.toLowerCase(Locale.ROOT), where)),
                  new Member(
                      "title",
                      where,
                      Tree.text(
                          colon < 0 ? "" : MarkdownText.read(trim(text.substring(colon + 1))),
                          where)),
                  new Member("text", where, Tree.text(Element.text(prose), where))),
              where));
    }
    return notes;
  }

  private Optional<Heading> heading() {
    if (at >= lines.size() || !lines.get(at).startsWith("#")) {
      return Optional.empty();
    }
    Matcher heading = HEADING.matcher(lines.get(at));
    if (!heading.matches()) {
      return Optional.empty();
    }
    String text = heading.group(2) == null ? "" : trim(heading.group(2));
    int key = text.endsWith("}") ? text.lastIndexOf("{#") : -1;
    boolean keyed = key == 0 || (key > 0 && " \t".indexOf(text.charAt(key - 1)) >= 0);
    int level = heading.group(1).length();
    return Optional.of(
        keyed
            ? new Heading(
                level,
                trim(text.substring(0, key)),
                Optional.of(
                    Tree.text(
                        text.substring(key + 2, text.length() - 1),
                        here(lines.get(at).lastIndexOf("{#") + 3))),
                here(1))
            : new Heading(level, text, Optional.empty(), here(1)));
  }

  private Source here(int column) {
    return new Source(at + 1, column);
  }

  /** Of spaces and tabs alone; other white space is text. */
  private static String trim(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && (text.charAt(start) == ' ' || text.charAt(start) == '\t')) {
      start++;
    }
    while (end > start && (text.charAt(end - 1) == ' ' || text.charAt(end - 1) == '\t')) {
      end--;
    }
    return text.substring(start, end);
  }
}
