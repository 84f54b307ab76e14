package io.planwright.plan.format;

import io.planwright.plan.Binding;
import io.planwright.plan.Binding.OnFailure;
import io.planwright.plan.Binding.Origin;
import io.planwright.plan.Binding.Proposal;
import io.planwright.plan.Catalogue;
import io.planwright.plan.Dependency;
import io.planwright.plan.Evidence;
import io.planwright.plan.Executor;
import io.planwright.plan.Source;
import io.planwright.plan.Undo;
import io.planwright.plan.format.Names.PhaseNames;
import io.planwright.plan.format.Tree.Scalar;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads how tasks are done; one that does not say so is done by hand. */
final class BindingReading {
  static final String MANUAL = "manual";
  private static final int MOST_ATTEMPTS = 101;
  private static final Duration LONGEST = Duration.ofDays(3_660);
  private static final Duration USUAL = Duration.ofDays(30);
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^{}]{0,300})}");
  private static final Evidence ANNOTATED = new Evidence(Evidence.Form.ANNOTATION, 1);
  private static final List<String> BINDING =
      List.of(
          "executor",
          "inputs",
          "timeout",
          "attempts",
          "onFailure",
          "undo",
          "origin",
          "confidence",
          "proposal");
  private static final List<String> WAITING = List.of("inputs", "timeout", "attempts");

  private final Catalogue catalogue;
  private final Names names;
  private final Inputs inputs;
  private final Findings findings;
  private Binding manual;

  private BindingReading(Catalogue catalogue, Names names, Findings findings) {
    this.catalogue = catalogue;
    this.names = names;
    this.inputs = new Inputs(catalogue, findings);
    this.findings = findings;
    this.manual = byHand(catalogue);
  }

  /**
   * @param given what the document says of tasks that say nothing
   */
  static BindingReading of(
      Optional<Tree> given, Catalogue catalogue, Names names, Findings findings) {
    BindingReading reading = new BindingReading(catalogue, names, findings);
    given.ifPresent(tree -> reading.manual = reading.manual(tree));
    return reading;
  }

  /** What waits for a person, unless a document says otherwise. */
  static Binding byHand(Catalogue catalogue) {
    Optional<Executor> executor = catalogue.find(MANUAL);
    return byHand(
        executor.map(Executor::defaults).orElseGet(TreeMap::new),
        executor.map(Executor::timeout).orElse(USUAL),
        executor.map(Executor::attempts).orElse(1));
  }

  private static Binding byHand(SortedMap<String, Object> inputs, Duration timeout, int attempts) {
    return new Binding(
        MANUAL,
        inputs,
        timeout,
        attempts,
        OnFailure.UNDO,
        new Undo.Own(),
        Origin.MANUAL,
        Optional.empty(),
        Optional.empty());
  }

  private Binding manual(Tree tree) {
    Fields fields = Fields.of(tree, "manual", WAITING, findings);
    return byHand(
        fields.tree("inputs").isEmpty()
            ? Collections.emptySortedMap()
            : inputs.read(MANUAL, fields.tree("inputs"), fields.at()),
        timeout(fields).orElse(manual.timeout()),
        attempts(fields).orElse(manual.attempts()));
  }

  /**
   * @param task its key
   * @param dependencies of the task; those that its inputs show are added
   */
  Binding read(
      Optional<Tree> tree,
      String task,
      PhaseNames within,
      List<Dependency> dependencies,
      Source missing) {
    if (tree.isEmpty()) {
      return manual;
    }
    Fields fields = Fields.of(tree.get(), "a binding", BINDING, findings);
    Optional<Proposal> proposal = fields.tree("proposal").flatMap(this::proposal);
    if (fields.tree("executor").isEmpty()) {
      if (fields.tree("proposal").isEmpty()) {
        fields.missing("executor");
      }
      return manual.withProposal(proposal);
    }
    String executor = fields.required("executor");
    Optional<Executor> known = catalogue.find(executor);
    Source at = fields.tree("executor").map(Tree::at).orElse(missing);
    References references = new References(task, within, dependencies, true);
    return new Binding(
        executor,
        references.resolve(
            inputs.read(executor, fields.tree("inputs"), at),
            fields.tree("inputs").map(Tree::at).orElse(at)),
        timeout(fields).or(() -> known.map(Executor::timeout)).orElse(manual.timeout()),
        attempts(fields).or(() -> known.map(Executor::attempts)).orElse(1),
        fields.word("onFailure", Words.ON_FAILURE).orElse(OnFailure.UNDO),
        fields
            .tree("undo")
            .map(undo -> undo(undo, new References(task, within, dependencies, false)))
            .orElseGet(Undo.Own::new),
        fields.word("origin", Words.ORIGIN).orElse(Origin.ANNOTATED),
        fields.fraction("confidence"),
        proposal);
  }

  private Optional<Duration> timeout(Fields fields) {
    return fields
        .duration("timeout")
        .filter(
            length -> {
              boolean fits = length.isPositive() && length.compareTo(LONGEST) <= 0;
              if (!fits) {
                findings.error(
                    "value-range",
                    fields.tree("timeout").map(Tree::at).orElse(fields.at()),
                    "timeout must be longer than nothing and at most "
                        + LONGEST.toDays()
                        + " days, was "
                        + length,
                    "");
              }
              return fits;
            });
  }

  private static Optional<Integer> attempts(Fields fields) {
    return fields.whole("attempts", 1, MOST_ATTEMPTS);
  }

  private Optional<Proposal> proposal(Tree tree) {
    Fields fields =
        Fields.of(tree, "a proposal", List.of("executor", "confidence", "why"), findings);
    if (fields.tree("confidence").isEmpty()) {
      fields.missing("confidence");
    }
    return Optional.of(
        new Proposal(
            fields.required("executor"),
            fields.fraction("confidence").orElse(0.0),
            fields.text("why").orElse("")));
  }

  private Undo undo(Tree tree, References references) {
    if (tree instanceof Scalar scalar) {
      return switch (scalar.text()) {
        case "own" -> new Undo.Own();
        case "none" -> new Undo.None();
        default -> {
          findings.error(
              "value-unknown",
              tree.at(),
              "undo must be own, none or a map with executor and inputs, came " + Tree.came(tree),
              "");
          yield new Undo.Own();
        }
      };
    }
    Fields fields = Fields.of(tree, "undo", List.of("kind", "executor", "inputs"), findings);
    String kind = fields.text("kind").orElse("step");
    return switch (kind) {
      case "own" -> new Undo.Own();
      case "none" -> new Undo.None();
      case "step" -> {
        String executor = fields.required("executor");
        Source at = fields.tree("executor").map(Tree::at).orElse(tree.at());
        yield new Undo.Step(
            executor, references.resolve(inputs.read(executor, fields.tree("inputs"), at), at));
      }
      default -> {
        findings.error(
            "value-unknown", tree.at(), "kind must be own, none or step, came " + kind, "");
        yield new Undo.Own();
      }
    };
  }

  /** {@code ${task}} and {@code ${task:output}} in texts: names become keys, uses become edges. */
  private final class References {
    private final String task;
    private final PhaseNames within;
    private final List<Dependency> dependencies;
    private final Set<String> waited = new LinkedHashSet<>();
    private final boolean waits;

    /**
     * @param waits an undo may use what its own task produced, and waits for nothing
     */
    References(String task, PhaseNames within, List<Dependency> dependencies, boolean waits) {
      this.task = task;
      this.within = within;
      this.dependencies = dependencies;
      this.waits = waits;
      dependencies.forEach(edge -> waited.add(edge.key()));
    }

    SortedMap<String, Object> resolve(SortedMap<String, Object> values, Source at) {
      values.replaceAll((name, value) -> resolved(value, at));
      return values;
    }

    private Object resolved(Object value, Source at) {
      return switch (value) {
        case String text ->
            REFERENCE
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(resolved(found, at)));
        case List<?> list -> list.stream().map(item -> resolved(item, at)).toList();
        default -> value;
      };
    }

    private String resolved(MatchResult found, Source at) {
      String name = found.group(1).strip();
      Optional<String> whole = names.resolveTask(name, within);
      int colon = name.lastIndexOf(':');
      Optional<String> key =
          whole.or(
              () ->
                  colon < 0
                      ? Optional.empty()
                      : names.resolveTask(name.substring(0, colon).strip(), within));
      if (key.isEmpty() || (waits && key.get().equals(task))) {
        findings.unknown(
            "dangling-reference",
            at,
            key.isPresent()
                ? "a task cannot use its own output, came " + found.group()
                : "expected the key, id or title of one task, came " + found.group(),
            name,
            names.all());
        return found.group();
      }
      if (waits && waited.add(key.get())) {
        dependencies.add(new Dependency(key.get(), Dependency.Kind.INPUT, ANNOTATED, at));
      }
      return "${"
          + key.get()
          + (whole.isPresent() ? "" : ":" + name.substring(colon + 1).strip())
          + "}";
    }
  }
}
