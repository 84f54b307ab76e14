package io.planwright.routing;

import io.planwright.plan.Binding;
import io.planwright.plan.Catalogue;
import io.planwright.plan.Compiled;
import io.planwright.plan.Diagnostic;
import io.planwright.plan.Executor;
import io.planwright.plan.Phase;
import io.planwright.plan.Plan;
import io.planwright.plan.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Binds the tasks that neither an annotation nor a rule has bound to the executors that their words
 * ask for. What acts on the outside, lacks inputs or is not built yet is proposed, and waits for a
 * person's yes.
 */
public final class Routing {
  /** They spend, send or change something that no run owns, whatever the catalogue says. */
  private static final Set<String> OUTSIDE =
      Set.of(
          "llm.work",
          "agent.run",
          "command.run",
          "http.call",
          "notify.send",
          "model.promote",
          "model.rollback",
          "schedule.set");

  private static final int TOLD_OF_A_DESCRIPTION = 200;

  private final Router router;
  private final Catalogue catalogue;

  public Routing(Router router, Catalogue catalogue) {
    this.router = router;
    this.catalogue = catalogue;
  }

  /** Whether there is a task to route; loading a router takes time. */
  public static boolean wanted(Compiled compiled) {
    return compiled.plan().tasks().anyMatch(Routing::isUnbound);
  }

  private static boolean isUnbound(Task task) {
    return task.binding().origin() == Binding.Origin.MANUAL;
  }

  public Compiled bind(Compiled compiled) {
    List<Diagnostic> diagnostics = new ArrayList<>(compiled.diagnostics());
    Plan plan = compiled.plan();
    Plan bound =
        plan.withPhases(plan.phases().stream().map(phase -> bind(phase, diagnostics)).toList());
    return new Compiled(bound, diagnostics);
  }

  private Phase bind(Phase phase, List<Diagnostic> diagnostics) {
    return phase.withTasks(
        phase.tasks().stream()
            .map(task -> isUnbound(task) ? bind(task, phase, diagnostics) : task)
            .toList());
  }

  private Task bind(Task task, Phase phase, List<Diagnostic> diagnostics) {
    Choice choice = router.route(task.title(), context(task, phase));
    if (choice.executor().equals(Router.MANUAL)) {
      return task;
    }
    double confidence = hundredths(choice.confidence());
    Optional<Executor> executor = catalogue.find(choice.executor());
    List<String> missing = executor.map(Routing::missing).orElse(List.of());
    if (executor.isPresent() && missing.isEmpty() && !isOutside(executor.get())) {
      return task.withBinding(
          Binding.by(
              executor.get(),
              executor.get().defaults(),
              Binding.Origin.ROUTED,
              Optional.of(confidence)));
    }
    String why =
        executor.isEmpty()
            ? "this release has no such executor"
            : missing.isEmpty()
                ? "it acts beyond the run, which takes a person's yes"
                : "it needs " + String.join(", ", missing);
    diagnostics.add(said(task, choice.executor(), confidence, why, !missing.isEmpty()));
    Binding.Proposal proposal = new Binding.Proposal(choice.executor(), confidence, why);
    return task.withBinding(task.binding().withProposal(Optional.of(proposal)));
  }

  private static String context(Task task, Phase phase) {
    String description = task.details().description();
    return description.isBlank()
        ? phase.title()
        : phase.title()
            + ". "
            + description.substring(0, Math.min(TOLD_OF_A_DESCRIPTION, description.length()));
  }

  /** Less would differ between processors, and a plan's content with it. */
  private static double hundredths(double confidence) {
    return Math.round(confidence * 100) / 100.0;
  }

  private static boolean isOutside(Executor executor) {
    return executor.effect() || OUTSIDE.contains(executor.name());
  }

  private static List<String> missing(Executor executor) {
    return executor.inputs().stream()
        .filter(input -> input.required() && input.fallback().isEmpty())
        .map(Executor.Input::name)
        .toList();
  }

  private static Diagnostic said(
      Task task, String executor, double confidence, String why, boolean incomplete) {
    return new Diagnostic(
        incomplete ? "binding-incomplete" : "binding-proposed",
        Diagnostic.Severity.INFO,
        String.format(
            Locale.ROOT, "%s fits \"%s\" (%.2f): %s", executor, task.title(), confidence, why),
        "bind it with a planwright block under the task, or leave it to a person",
        task.source().line(),
        task.source().column());
  }
}
