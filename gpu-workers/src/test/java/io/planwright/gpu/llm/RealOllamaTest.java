package io.planwright.gpu.llm;

import static org.assertj.core.api.Assertions.assertThat;

import io.planwright.plan.run.ArtifactRef;
import io.planwright.plan.run.Outcome;
import io.planwright.plan.run.StepRef;
import io.planwright.workflows.llm.LlmInputs;
import io.planwright.workflows.llm.LlmSteps;
import io.temporal.testing.TestActivityEnvironment;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** Where OLLAMA_URL names a server, it answers as the stub of the other tests does. */
@EnabledIfEnvironmentVariable(named = "OLLAMA_URL", matches = "http.+")
final class RealOllamaTest {
  @Test
  void isAnsweredWordByWordByTheFirstModel() {
    AtomicInteger lines = new AtomicInteger();
    LlmSettings settings =
        new LlmSettings(
            Optional.of(URI.create(String.valueOf(System.getenv("OLLAMA_URL")))), Optional.empty());
    TestActivityEnvironment environment = TestActivityEnvironment.newInstance();
    try {
      environment.registerActivitiesImplementations(
          new LlmActivities(
              settings,
              (run, writer, entries) -> lines.addAndGet(entries.size()),
              (step, kind, type, file, details) -> new ArtifactRef(kind, "0".repeat(64), 1, type),
              Clock.systemUTC(),
              Duration.ofMinutes(2)));
      Outcome outcome =
          environment
              .newActivityStub(LlmSteps.class)
              .work(
                  new StepRef("run", "phase", "task", 1, "team"),
                  new LlmInputs(
                      "Name the better model and why.",
                      List.of("champion: accuracy 0.55", "challenger: accuracy 0.61"),
                      Optional.empty(),
                      60));

      assertThat(outcome.facts().get("answeredBy")).matches(".+@[0-9a-f]{12}");
      assertThat(outcome.metrics()).containsKeys("promptTokens", "answerTokens", "seconds");
      assertThat(lines).hasPositiveValue();
    } finally {
      environment.close();
    }
  }
}
