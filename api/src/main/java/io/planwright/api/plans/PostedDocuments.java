package io.planwright.api.plans;

import io.planwright.api.problem.ProblemKind;
import io.planwright.plan.Compiled;
import io.planwright.plan.Diagnostic;
import io.planwright.plan.compile.PlanCompiler;
import io.planwright.routing.LazyRouting;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;

/** What posted documents mean, or what is wrong with them. Nothing is stored. */
@Singleton
public final class PostedDocuments {
  private final PlanCompiler compiler;
  private final LazyRouting routing;

  PostedDocuments(PlanCompiler compiler, LazyRouting routing) {
    this.compiler = compiler;
    this.routing = routing;
  }

  /** A plan that can be run, its tasks bound. */
  public Compiled compile(String text) {
    Compiled read = compiler.compile(text.getBytes(StandardCharsets.UTF_8));
    if (!read.runnable()) {
      throw ProblemKind.PLAN_INVALID
          .problem(errors(read) + " in the document; nothing was stored")
          .errors(read.diagnostics());
    }
    return routing.bind(read);
  }

  private static String errors(Compiled compiled) {
    long errors =
        compiled.diagnostics().stream()
            .filter(d -> d.severity() == Diagnostic.Severity.ERROR)
            .count();
    return errors == 1 ? "1 error" : errors + " errors";
  }
}
