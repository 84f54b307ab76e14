package io.planwright.plan.compile;

import io.planwright.plan.compile.DependencyText.All;
import io.planwright.plan.compile.DependencyText.Mention;
import io.planwright.plan.compile.DependencyText.One;
import io.planwright.plan.compile.DependencyText.Phrase;
import io.planwright.plan.compile.DependencyText.Range;
import io.planwright.plan.compile.DependencyText.Within;
import io.planwright.plan.compile.HeadingForm.PhaseHead;
import io.planwright.plan.compile.HeadingForm.TaskHead;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the phases and tasks that a document's words name: within the own phase first. */
final class Targets {

  /** What a mention came to. */
  sealed interface Found {}

  /**
   * What was meant.
   *
   * @param confidence 1 where it was named, less where words were matched to a title
   */
  record Some(List<Target> targets, double confidence) implements Found {
    Some(List<Target> targets) {
      this(targets, 1);
    }
  }

  /** An id that nothing has. */
  record Dangling(String name) implements Found {}

  record Ambiguous(String name, List<Target> candidates) implements Found {}

  /** Words that name nothing in the plan; perhaps something outside of it. */
  record Outside(String words) implements Found {}

  private static final String CODE = "us";
  private static final int MOST_NAMES = 200;

  /** The label of a drawing is short, and meant for one of the tasks. */
  private static final double DRAWN_LIKE = 0.4;

  /** Words in a field must be so like a title to name its task. */
  private static final double LIKE = 0.52;

  private final Draft draft;
  private final Map<PhaseDraft, List<Target>> partsOf = new LinkedHashMap<>();
  private final Map<Optional<PhaseDraft>, List<TaskDraft>> scopes = new LinkedHashMap<>();
  private final Map<Optional<PhaseDraft>, TitleMatch> matches = new LinkedHashMap<>();
  private @Nullable TitleMatch titles;
  private final Map<String, List<TaskDraft>> bySuffix = new LinkedHashMap<>();
  private final Map<PhaseDraft, Integer> order = new LinkedHashMap<>();
  private final Map<String, List<TaskDraft>> byId = new LinkedHashMap<>();
  private final Map<String, List<TaskDraft>> byTitle = new LinkedHashMap<>();
  private final Map<String, TaskDraft> byKey = new LinkedHashMap<>();
  private final Map<String, TaskDraft> bySubtask = new LinkedHashMap<>();
  private final Map<String, List<PhaseDraft>> byAlias = new LinkedHashMap<>();
  private final Map<String, List<PhaseDraft>> byKind = new LinkedHashMap<>();
  private final TreeMap<String, List<PhaseDraft>> byPhaseTitle = new TreeMap<>();

  /** By what stands before an id's last number, then by that number. */
  private final Map<String, TreeMap<Long, List<Target>>> series = new LinkedHashMap<>();

  Targets(Draft draft) {
    this.draft = draft;
    for (PhaseDraft phase : draft.phases()) {
      order.put(phase, order.size());
      add(phase);
    }
    draft.tasks().forEach(this::add);
  }

  private void add(PhaseDraft phase) {
    if (!phase.tasks.isEmpty()) {
      phase.parent.ifPresent(around -> put(partsOf, around, phase));
    }
    alias(phase, phase.kind, phase.number);
    put(byPhaseTitle, Words.normal(phase.title), phase);
    if (phase.form() instanceof PhaseHead head) {
      put(byPhaseTitle, Words.normal(head.title()), phase);
      if (HeadingForm.of(head.title()) instanceof TaskHead inner) {
        alias(phase, inner.kind(), inner.id());
        alias(phase, "", CODE + inner.id());
      }
    }
  }

  private void alias(PhaseDraft phase, String kind, String number) {
    if (!number.isEmpty()) {
      put(byAlias, kind + " " + Identifier.normal(number), phase);
      put(byKind, kind, phase);
      enter("phase:" + kind, number, phase);
    }
  }

  private void add(TaskDraft task) {
    byKey.put(task.key, task);
    put(byTitle, Words.normal(task.title), task);
    if (!task.id.isEmpty()) {
      put(byId, Identifier.normal(task.id), task);
      enter("task:", task.id, task);
      int suffix = Math.max(task.id.lastIndexOf('.'), task.id.lastIndexOf('-')) + 1;
      if (suffix > 0 && !Character.isDigit(task.id.charAt(task.id.length() - 1))) {
        put(bySuffix, Identifier.normal(task.id.substring(suffix)), task);
      }
    }
    if (!task.anchor.isEmpty()) {
      put(byId, Identifier.normal(task.anchor), task);
    }
    for (TaskDraft item : task.subtasks) {
      if (!item.id.isEmpty()) {
        bySubtask.putIfAbsent(Identifier.normal(item.id), task);
      }
    }
  }

  private void enter(String group, String id, Target target) {
    Series at = Series.of(id);
    if (at.number >= 0) {
      series
          .computeIfAbsent(group + at.prefix, any -> new TreeMap<>())
          .computeIfAbsent(at.number, any -> new ArrayList<>())
          .add(target);
    }
  }

  private static <K, T> void put(Map<K, List<T>> index, K name, T value) {
    List<T> values = index.computeIfAbsent(name, any -> new ArrayList<>());
    if (values.isEmpty() || !values.getLast().equals(value)) {
      values.add(value);
    }
  }

  /** An id's last number, and what stands before it. */
  private record Series(String prefix, long number) {
    static Series of(String id) {
      String normal = Identifier.normal(id);
      int start = normal.length();
      while (start > 0 && Character.isDigit(normal.charAt(start - 1))) {
        start--;
      }
      String digits = normal.substring(start);
      return digits.isEmpty() || digits.length() > 9
          ? new Series(normal, -1)
          : new Series(normal.substring(0, start), Long.parseLong(digits));
    }
  }

  Found find(Mention mention, Target from) {
    return switch (mention) {
      case One one -> one(one, from);
      case Within within -> within(within);
      case Range range -> range(range, from);
      case All all -> all(all, from);
      case Phrase phrase -> phrase(phrase.text(), from);
    };
  }

  private Found within(Within within) {
    String name = within.phase().kind() + " " + Identifier.normal(within.phase().id());
    for (PhaseDraft phase : byAlias.getOrDefault(name, List.of())) {
      String id = Identifier.normal(within.task().id());
      List<Target> found =
          byId.getOrDefault(id, List.of()).stream()
              .filter(task -> isIn(task, phase))
              .<Target>map(task -> task)
              .toList();
      if (found.size() == 1) {
        return new Some(found);
      }
    }
    return new Dangling(within.phase().id() + "/" + within.task().id());
  }

  private static boolean isIn(TaskDraft task, PhaseDraft phase) {
    return task.phase == phase || task.phase.parent.filter(phase::equals).isPresent();
  }

  /** What an annotation's {@code ${name}} means: a task by id, key or whole title. */
  Found reference(String name, TaskDraft from) {
    TaskDraft keyed = byKey.get(name);
    List<TaskDraft> named = byId.getOrDefault(Identifier.normal(name), List.of());
    if (named.isEmpty() && keyed != null) {
      return new Some(List.of(keyed));
    }
    if (named.isEmpty() && !name.isBlank()) {
      named = byTitle.getOrDefault(Words.normal(name), List.of());
    }
    return nearest(name, named, from).orElseGet(() -> new Dangling(name));
  }

  /** What a reference may name, for hints. */
  List<String> names() {
    return draft.tasks().stream()
        .limit(MOST_NAMES)
        .map(task -> task.id.isEmpty() ? task.key : task.id)
        .toList();
  }

  private Found one(One one, Target from) {
    String id = withoutWord(Identifier.normal(one.id()));
    boolean phaseWord = !Words.phase(one.kind()).isEmpty();
    boolean kin = from instanceof PhaseDraft && one.kind().isEmpty();
    Optional<Found> found =
        phaseWord
            ? phases(one.kind(), id)
            : (kin ? numbered(id, from) : Optional.<Found>empty()).or(() -> tasks(id, from));
    return found
        .or(() -> phaseWord ? Optional.empty() : phases(one.kind(), id))
        .or(() -> one.kind().isEmpty() ? numbered(id, from) : Optional.empty())
        .or(() -> sibling(id, from))
        .or(() -> phaseWord ? phases("section", id) : Optional.empty())
        .or(() -> phaseTitled(Words.normal(one.id())))
        .orElseGet(() -> unknown(one));
  }

  /** {@code EPIC-01/02} is 01/02. */
  private String withoutWord(String id) {
    int slash = id.indexOf('/');
    int word = id.indexOf('-') + 1;
    return slash > word && word > 0 && byId.containsKey(id.substring(word))
        ? id.substring(word)
        : id;
  }

  /** {@code 02} beside {@code PCI-03} is PCI-02. */
  private Optional<Found> sibling(String number, Target from) {
    if (!(from instanceof TaskDraft task)
        || task.id.isEmpty()
        || !number.chars().allMatch(Character::isDigit)
        || number.length() > 9) {
      return Optional.empty();
    }
    String prefix = Series.of(task.id).prefix;
    List<Target> same =
        prefix.isEmpty()
            ? List.of()
            : series
                .getOrDefault("task:" + prefix, new TreeMap<>())
                .getOrDefault(Long.parseLong(number), List.of());
    return same.size() == 1 ? Optional.of(new Some(same)) : Optional.empty();
  }

  /** A word that only looks like an id, such as PostgreSQL16, is something outside. */
  private Found unknown(One one) {
    boolean meant =
        !one.kind().isEmpty()
            || one.id().startsWith("#")
            || (one.alone() && isSeries(one.id()))
            || (!Identifier.family(one.id()).isEmpty() && isSeries(one.id()));
    String name = (one.kind() + " " + one.id()).strip();
    return meant ? new Dangling(name) : new Outside(name);
  }

  private boolean isSeries(String id) {
    return series.containsKey("task:" + Series.of(id).prefix);
  }

  private Optional<Found> tasks(String id, Target from) {
    List<TaskDraft> named = byId.getOrDefault(id, List.of());
    if (named.isEmpty() && bySubtask.containsKey(id)) {
      named = List.of(bySubtask.get(id));
    }
    return nearest(id, named, from);
  }

  private static Optional<Found> nearest(String name, List<TaskDraft> named, Target from) {
    if (named.size() <= 1) {
      return named.isEmpty() ? Optional.empty() : Optional.of(new Some(List.copyOf(named)));
    }
    List<Target> own =
        named.stream()
            .filter(task -> from instanceof TaskDraft other && task.phase == other.phase)
            .<Target>map(task -> task)
            .toList();
    if (own.size() != 1 && from instanceof TaskDraft other && other.phase.parent.isPresent()) {
      PhaseDraft around = other.phase.parent.get();
      own = named.stream().filter(task -> isIn(task, around)).<Target>map(task -> task).toList();
    }
    return Optional.of(own.size() == 1 ? new Some(own) : new Ambiguous(name, List.copyOf(named)));
  }

  private Optional<Found> phases(String kind, String number) {
    List<PhaseDraft> named = byAlias.getOrDefault(kind + " " + number, List.of());
    List<PhaseDraft> filled = named.stream().filter(phase -> !phase.tasks.isEmpty()).toList();
    if (filled.isEmpty() && named.size() == 1) {
      List<Target> parts = partsOf.getOrDefault(named.getFirst(), List.of());
      if (!parts.isEmpty()) {
        return Optional.of(new Some(List.copyOf(parts)));
      }
    }
    List<PhaseDraft> chosen = filled.isEmpty() ? named : filled;
    if (chosen.size() > 1) {
      return Optional.of(new Ambiguous(kind + " " + number, List.copyOf(chosen)));
    }
    return chosen.isEmpty() ? Optional.empty() : Optional.of(new Some(List.copyOf(chosen)));
  }

  /** A bare number in a phase's field is a phase of the same kind. */
  private Optional<Found> numbered(String number, Target from) {
    String kind = from instanceof PhaseDraft phase ? phase.kind : ((TaskDraft) from).phase.kind;
    return phases(kind, number);
  }

  /** Made when first asked for, as most documents name ids. */
  private TitleMatch titles() {
    TitleMatch made = titles == null ? new TitleMatch(draft.tasks()) : titles;
    titles = made;
    return made;
  }

  private Found range(Range range, Target from) {
    Optional<Found> whole = tasks(Identifier.normal(range.from() + "-" + range.to()), from);
    if (whole.isPresent()) {
      return whole.get();
    }
    Series first = Series.of(range.from());
    Series last = Series.of(range.to());
    boolean phaseWord = !Words.phase(range.kind()).isEmpty();
    String group = phaseWord ? "phase:" + range.kind() : "task:";
    boolean oneSeries = last.prefix.isEmpty() || first.prefix.endsWith(last.prefix);
    String name = (range.kind() + " " + range.from() + "-" + range.to()).strip();
    if (!oneSeries || first.number < 0 || last.number < first.number) {
      // 18-00 runs backwards, so it is an id that nothing has.
      boolean id = oneSeries && last.number >= 0 && last.number < first.number;
      return range.kind().isEmpty() && !id ? new Outside(name) : new Dangling(name);
    }
    TreeMap<Long, List<Target>> numbers = series.get(group + first.prefix);
    if (numbers == null && from instanceof TaskDraft task && first.prefix.isEmpty()) {
      numbers = series.get(group + Series.of(task.id).prefix);
    }
    if (numbers == null) {
      return range.kind().isEmpty() ? new Outside(name) : new Dangling(name);
    }
    List<Target> targets = new ArrayList<>();
    for (List<Target> same : numbers.subMap(first.number, true, last.number, true).values()) {
      List<Target> own = same.stream().filter(t -> samePhase(t, from)).toList();
      targets.addAll(own.isEmpty() ? same : own);
    }
    return targets.isEmpty() ? new Dangling(name) : new Some(targets);
  }

  private static boolean samePhase(Target target, Target from) {
    return target instanceof TaskDraft task
        && from instanceof TaskDraft other
        && task.phase == other.phase;
  }

  /** All means what comes before: taken literally it would wait for itself. */
  private Found all(All all, Target from) {
    PhaseDraft own = from instanceof TaskDraft task ? task.phase : (PhaseDraft) from;
    List<Target> named = new ArrayList<>();
    for (Mention mention : all.of()) {
      if (!(find(mention, from) instanceof Some some)) {
        return find(mention, from);
      }
      some.targets().stream()
          .flatMap(target -> target == own ? before(from).stream() : Stream.of(target))
          .forEach(named::add);
    }
    return new Some(all.of().isEmpty() ? before(all.kind(), own, from) : named);
  }

  /** The phases before one, of a kind if some are; in the first phase the tasks before. */
  private List<Target> before(String kind, PhaseDraft own, Target from) {
    int at = order.getOrDefault(own, 0);
    List<PhaseDraft> earlier =
        draft.phases().subList(0, at).stream().filter(phase -> !phase.tasks.isEmpty()).toList();
    List<PhaseDraft> kin = byKind.getOrDefault(kind, List.of());
    List<PhaseDraft> earlierKin =
        kin.stream().filter(phase -> order.getOrDefault(phase, 0) < at).toList();
    if (!earlierKin.isEmpty()) {
      return List.copyOf(earlierKin);
    }
    return earlier.isEmpty() ? before(from) : List.copyOf(earlier);
  }

  /** The tasks before one in its phase. */
  private static List<Target> before(Target from) {
    return from instanceof TaskDraft task
        ? List.copyOf(task.phase.tasks.subList(0, Math.max(0, task.phase.tasks.indexOf(task))))
        : List.of();
  }

  private Found phrase(String words, Target from) {
    String title = Words.normal(words);
    Optional<Found> task = nearest(words, byTitle.getOrDefault(title, List.of()), from);
    return task.or(() -> phaseTitled(title))
        .or(() -> ids(words, from))
        .or(() -> like(words, from))
        .orElseGet(() -> new Outside(words));
  }

  /** Ids that are words, as {@code BACKEND/FRONTEND}. */
  private Optional<Found> ids(String words, Target from) {
    List<Target> found = new ArrayList<>();
    for (String word : ALTERNATIVES.split(words)) {
      String id = Identifier.normal(word.strip());
      List<TaskDraft> named = byId.getOrDefault(id, bySuffix.getOrDefault(id, List.of()));
      if (named.size() != 1) {
        return Optional.empty();
      }
      found.add(named.getFirst());
    }
    return found.contains(from) ? Optional.empty() : Optional.of(new Some(found));
  }

  private Optional<Found> like(String words, Target from) {
    return titles()
        .find(words, LIKE)
        .filter(match -> match.task() != from)
        .map(match -> new Some(List.of(match.task()), match.confidence()));
  }

  /** The phase that some words speak of: {@code Day 2 Morning (parallel)}. */
  Optional<PhaseDraft> phaseIn(String words) {
    return DependencyText.parse(words).stream()
        .filter(mention -> mention instanceof One one && !Words.phase(one.kind()).isEmpty())
        .map(One.class::cast)
        .flatMap(
            one ->
                byAlias
                    .getOrDefault(one.kind() + " " + Identifier.normal(one.id()), List.of())
                    .stream())
        .findFirst();
  }

  private static final Pattern ASIDE = Pattern.compile("[(（]([^()（）]{1,80})[)）]");
  private static final Pattern LED =
      Pattern.compile(
          "^(?:then|first|finally|next|track \\w|stream \\w|parallel)?\\s*:\\s*|^(?:then|finally|next)\\s+",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern TRACK = Pattern.compile("^(?i:track|stream) \\w+\\s*:\\s*");
  private static final Pattern ALTERNATIVES = Pattern.compile("[/+]");
  private static final Pattern SIDE_BY_SIDE = Pattern.compile("\\s*[+,;]\\s*|\\s+and\\s+");

  /** The tasks that a step of a list speaks of; who does it, in brackets, tells them apart. */
  List<TitleMatch.Match> mentioned(String step, Optional<PhaseDraft> scope) {
    List<TaskDraft> all = inScope(scope);
    Matcher aside = ASIDE.matcher(step);
    String who = aside.find() ? Words.normal(aside.group(1)) : "";
    List<TaskDraft> theirs =
        who.isEmpty() ? List.of() : all.stream().filter(task -> isOf(task, who)).toList();
    TitleMatch among =
        theirs.isEmpty()
            ? matches.computeIfAbsent(scope, any -> new TitleMatch(all))
            : new TitleMatch(theirs);
    String words = LED.matcher(ASIDE.matcher(step).replaceAll(" ").strip()).replaceFirst("");
    List<TitleMatch.Match> found = new ArrayList<>();
    for (String part : SIDE_BY_SIDE.split(TRACK.matcher(words).replaceFirst(""))) {
      byIdOnly(part, all)
          .map(task -> new TitleMatch.Match(task, 1))
          .or(() -> among.find(part, DRAWN_LIKE))
          .ifPresent(found::add);
    }
    return found;
  }

  private static boolean isOf(TaskDraft task, String who) {
    return task.owner.filter(name -> who.contains(Words.normal(name))).isPresent();
  }

  private List<TaskDraft> inScope(Optional<PhaseDraft> scope) {
    return scopes.computeIfAbsent(
        scope,
        any ->
            draft.tasks().stream()
                .filter(task -> scope.isEmpty() || isIn(task, scope.get()))
                .toList());
  }

  private static Optional<TaskDraft> byIdOnly(String text, List<TaskDraft> among) {
    List<String> ids =
        DependencyText.parse(text).stream()
            .filter(One.class::isInstance)
            .map(mention -> Identifier.normal(((One) mention).id()))
            .toList();
    if (ids.isEmpty()) {
      return Optional.empty();
    }
    List<TaskDraft> found =
        among.stream()
            .filter(task -> !task.id.isEmpty() && ids.contains(Identifier.normal(task.id)))
            .toList();
    return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
  }

  /** What the label of a drawing means: an id, a title, or words like a title. */
  Optional<Some> label(String label) {
    List<TaskDraft> titled = byTitle.getOrDefault(Words.normal(label), List.of());
    if (titled.size() == 1) {
      return Optional.of(new Some(List.copyOf(titled)));
    }
    List<Target> named = subject(label);
    if (named.size() == 1
        && !(named.getFirst() instanceof PhaseDraft phase && phase.tasks.isEmpty())) {
      return Optional.of(new Some(named));
    }
    return titles()
        .find(label, DRAWN_LIKE)
        .map(match -> new Some(List.of(match.task()), match.confidence()));
  }

  private static final Pattern COMPLETE =
      Pattern.compile(" (complete|completed|completion|done|finished)$");

  private Optional<Found> phaseTitled(String title) {
    String bare = COMPLETE.matcher(title).replaceFirst("");
    List<PhaseDraft> named = byPhaseTitle.getOrDefault(bare, List.of());
    return named.size() == 1 ? Optional.of(new Some(List.copyOf(named))) : Optional.empty();
  }

  /** The subject of a sentence: what it names, or the one phase whose title starts with it. */
  List<Target> subject(String words) {
    PhaseDraft nowhere = new PhaseDraft("", "", "", "", Problems.START);
    int open = words.indexOf('(');
    if (open >= 0) {
      List<Target> inside =
          named(words.substring(open).replace('(', ' ').replace(')', ' '), nowhere);
      if (!inside.isEmpty()) {
        return inside;
      }
    }
    List<Target> outside = named(words, nowhere);
    if (!outside.isEmpty()) {
      return outside;
    }
    String start = Words.normal(open >= 0 ? words.substring(0, open) : words);
    if (start.isEmpty()) {
      return List.of();
    }
    List<PhaseDraft> titled = new ArrayList<>();
    for (Map.Entry<String, List<PhaseDraft>> entry : byPhaseTitle.tailMap(start).entrySet()) {
      if (!entry.getKey().startsWith(start) || titled.size() > 2) {
        break;
      }
      entry.getValue().stream().filter(p -> !titled.contains(p)).forEach(titled::add);
    }
    return titled.size() == 1 ? List.copyOf(titled) : List.of();
  }

  private List<Target> named(String words, Target from) {
    return DependencyText.parse(words).stream()
        .filter(mention -> mention instanceof One || mention instanceof Range)
        .map(mention -> find(mention, from))
        .flatMap(found -> found instanceof Some some ? some.targets().stream() : Stream.empty())
        .toList();
  }
}
