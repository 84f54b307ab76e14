package io.planwright.plan.compile;

import io.planwright.plan.Compiled;
import io.planwright.plan.Dependency;
import io.planwright.plan.Diagnostic;
import io.planwright.plan.Plan;
import io.planwright.plan.Task;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Compiles the documents of the tests. */
final class Documents {
  private static final PlanCompiler COMPILER = new PlanCompiler(TestingExecutors.catalogue());

  private Documents() {}

  static Compiled compile(String document) {
    return compile(document.getBytes(StandardCharsets.UTF_8));
  }

  static Compiled compile(byte[] document) {
    return COMPILER.compile(document);
  }

  static Plan plan(String document) {
    return compile(document).plan();
  }

  /** The only task of a document. */
  static Task task(String document) {
    List<Task> tasks = plan(document).tasks().toList();
    if (tasks.size() != 1) {
      throw new AssertionError("expected one task, came " + tasks);
    }
    return tasks.getFirst();
  }

  static Task task(Plan plan, String key) {
    return plan.task(key)
        .orElseThrow(() -> new AssertionError("no task " + key + " in " + keys(plan)));
  }

  static List<String> keys(Plan plan) {
    return plan.tasks().map(Task::key).toList();
  }

  static List<String> titles(Plan plan) {
    return plan.tasks().map(Task::title).toList();
  }

  static List<String> stated(List<Dependency> dependencies) {
    return of(dependencies, Dependency.Kind.EXPLICIT);
  }

  static List<String> implied(List<Dependency> dependencies) {
    return of(dependencies, Dependency.Kind.IMPLIED);
  }

  private static List<String> of(List<Dependency> dependencies, Dependency.Kind kind) {
    return dependencies.stream().filter(d -> d.kind() == kind).map(Dependency::key).toList();
  }

  /** Each error and warning as {@code code line:column}. */
  static List<String> findings(String document) {
    return findings(compile(document));
  }

  static List<String> findings(Compiled compiled) {
    return compiled.diagnostics().stream()
        .filter(d -> d.severity() != Diagnostic.Severity.INFO)
        .map(d -> d.code() + " " + d.line() + ":" + d.column())
        .toList();
  }
}
