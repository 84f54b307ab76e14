package io.planwright.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.planwright.plan.Binding;
import io.planwright.plan.Catalogue;
import io.planwright.plan.Compiled;
import io.planwright.plan.Diagnostic;
import io.planwright.plan.Executor;
import io.planwright.plan.Lane;
import io.planwright.plan.Task;
import io.planwright.plan.compile.PlanCompiler;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class RoutingTest {
  private static final Router router = Router.load();

  private static final Executor.Input MODEL =
      new Executor.Input("model", Executor.Type.ARTIFACT, true, Optional.empty(), "the model");

  private static final Executor.Input DAYS =
      new Executor.Input("days", Executor.Type.INTEGER, false, Optional.of(30), "how far back");

  private static final Catalogue catalogue =
      new Catalogue(
          List.of(
              executor("manual", false),
              executor("drift.check", false, DAYS),
              executor("model.evaluate", false, MODEL),
              executor("notify.send", true)));

  private static Executor executor(String name, boolean effect, Executor.Input... inputs) {
    return new Executor(
        name,
        name,
        name.equals("manual") ? Executor.Form.WAIT : Executor.Form.ACTIVITY,
        Lane.CPU,
        List.of(inputs),
        effect,
        false,
        Duration.ofMinutes(5),
        3,
        Optional.empty());
  }

  private static Compiled compiled(String... titles) {
    String document = "# Plan\n\n## Phase 1: Run\n";
    for (int i = 0; i < titles.length; i++) {
      document += "\n### Task 1.%d: %s\n".formatted(i + 1, titles[i]);
    }
    return new PlanCompiler(catalogue).compile(document.getBytes(StandardCharsets.UTF_8));
  }

  private static Compiled bound(String... titles) {
    return new Routing(router, catalogue).bind(compiled(titles));
  }

  private static Task only(Compiled compiled) {
    return compiled.plan().tasks().findFirst().orElseThrow();
  }

  @Test
  void bindsWhatIsCompleteAndStaysInside() {
    Binding binding = only(bound("Check for data drift")).binding();

    assertThat(binding.executor()).isEqualTo("drift.check");
    assertThat(binding.origin()).isEqualTo(Binding.Origin.ROUTED);
    assertThat(binding.confidence()).hasValueSatisfying(c -> assertThat(c).isBetween(0.4, 1.0));
    assertThat(binding.inputs()).containsEntry("days", 30L);
  }

  @Test
  void proposesWhatLacksInputs() {
    Compiled compiled = bound("Evaluate the model on the test set");

    Binding binding = only(compiled).binding();
    assertThat(binding.executor()).isEqualTo("manual");
    assertThat(binding.proposal())
        .hasValueSatisfying(
            p -> {
              assertThat(p.executor()).isEqualTo("model.evaluate");
              assertThat(p.why()).contains("model");
            });
    assertThat(said(compiled)).contains("binding-incomplete");
  }

  @Test
  void proposesWhatActsOnTheOutside() {
    Compiled compiled = bound("Notify stakeholders by email");

    assertThat(only(compiled).binding().executor()).isEqualTo("manual");
    assertThat(only(compiled).binding().proposal().map(Binding.Proposal::executor))
        .contains("notify.send");
    assertThat(said(compiled)).contains("binding-proposed");
    Diagnostic diagnostic = compiled.diagnostics().getLast();
    assertThat(diagnostic.severity()).isEqualTo(Diagnostic.Severity.INFO);
    assertThat(diagnostic.line()).isEqualTo(5);
  }

  @Test
  void proposesWhatIsNotBuiltYet() {
    assertThat(only(bound("Compute VaR of the portfolio")).binding().proposal())
        .hasValueSatisfying(p -> assertThat(p.executor()).isEqualTo("risk.assess"));
  }

  @Test
  void leavesBuildingSoftwareAlone() {
    Compiled before = compiled("Implement the login page");

    assertThat(new Routing(router, catalogue).bind(before)).isEqualTo(before);
  }

  @Test
  void isWantedOnlyWhereSomethingIsUnbound() {
    assertThat(Routing.wanted(compiled("Check drift"))).isTrue();
    assertThat(Routing.wanted(bound("Check for data drift"))).isFalse();
    assertThat(Routing.wanted(compiled())).isFalse();
  }

  private static List<String> said(Compiled compiled) {
    return compiled.diagnostics().stream().map(Diagnostic::code).toList();
  }
}
