package io.planwright.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.planwright.plan.Catalogue;
import io.planwright.plan.Compiled;
import io.planwright.plan.Diagnostic;
import io.planwright.plan.Executor;
import io.planwright.plan.Lane;
import io.planwright.plan.compile.PlanCompiler;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class LazyRoutingTest {
  private static final Catalogue catalogue =
      new Catalogue(List.of(executor("manual"), executor("drift.check")));

  private final AtomicInteger loads = new AtomicInteger();

  private static Executor executor(String name) {
    return new Executor(
        name,
        name,
        name.equals("manual") ? Executor.Form.WAIT : Executor.Form.ACTIVITY,
        Lane.CPU,
        List.of(),
        false,
        false,
        Duration.ofMinutes(5),
        3,
        Optional.empty());
  }

  private static Compiled compiled(String document) {
    return new PlanCompiler(catalogue).compile(document.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void loadsOnceAndOnlyForAnUnboundTask() {
    LazyRouting routing =
        new LazyRouting(
            () -> {
              loads.incrementAndGet();
              return Router.load();
            },
            catalogue);
    String bound = "# P\n### Task 1.1: Do\n```planwright\nexecutor: drift.check\n```\n";
    routing.bind(compiled(bound));
    assertThat(loads).hasValue(0);

    Compiled unbound = compiled("# P\n### Task 1.1: Check for data drift\n");
    Compiled routed = routing.bind(unbound);
    assertThat(routing.bind(unbound)).isEqualTo(routed);
    assertThat(routing.bind(unbound).plan().hash()).isEqualTo(routed.plan().hash());
    assertThat(routed.plan().tasks().findFirst().orElseThrow().binding().executor())
        .isEqualTo("drift.check");
    assertThat(loads).hasValue(1);
  }

  @Test
  void leavesTasksToPeopleWhereTheModelCannotBeLoaded() {
    LazyRouting routing =
        new LazyRouting(
            () -> {
              loads.incrementAndGet();
              throw new UnsatisfiedLinkError("libonnxruntime.so");
            },
            catalogue);
    Compiled unbound = compiled("# P\n### Task 1.1: Check for data drift\n");

    Compiled first = routing.bind(unbound);
    Compiled second = routing.bind(unbound);

    assertThat(first).isEqualTo(second);
    assertThat(first.plan()).isEqualTo(unbound.plan());
    assertThat(first.runnable()).isTrue();
    assertThat(first.diagnostics())
        .filteredOn(said -> said.code().equals("routing-unavailable"))
        .singleElement()
        .satisfies(
            said -> {
              assertThat(said.severity()).isEqualTo(Diagnostic.Severity.INFO);
              assertThat(said.message()).contains("libonnxruntime.so");
            });
    assertThat(loads).hasValue(1);
  }
}
