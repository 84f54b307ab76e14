package io.planwright.workflows;

import io.planwright.plan.Lane;
import io.planwright.plan.run.Failure;
import io.planwright.plan.run.Outcome;
import io.planwright.plan.run.StepRef;
import io.planwright.workflows.Gate.Advice;
import io.temporal.activity.ActivityCancellationType;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Asks a language model what it thinks of a gate. Nothing waits for its answer. */
final class Adviser {
  private static final String EXECUTOR = "llm.work";
  private static final String ANY = "any";
  private static final long MOST_TOKENS = 200;
  private static final int LONGEST_REASON = 500;
  private static final Pattern ANSWER =
      Pattern.compile("(?is)^\\W*(?:answer\\W+)?(yes|no)\\b\\W*(.*)$");

  private Adviser() {}

  static Promise<Advice> ask(String model, StepRef gate, String question, List<String> facts) {
    SortedMap<String, Object> inputs = new TreeMap<>();
    inputs.put(
        "prompt",
        "People decide whether a plan may go on: %s\nSay yes or no as the first word, then the reason in one sentence. Build on these facts alone."
            .formatted(question));
    inputs.put("facts", facts);
    inputs.put("maxTokens", MOST_TOKENS);
    if (!model.equals(ANY)) {
      inputs.put("model", model);
    }
    return Workflow.newUntypedActivityStub(
            ActivityOptions.newBuilder()
                .setTaskQueue(Lane.GPU_LLM.queue())
                .setStartToCloseTimeout(Duration.ofMinutes(5))
                .setScheduleToCloseTimeout(Duration.ofMinutes(30))
                .setHeartbeatTimeout(Duration.ofSeconds(10))
                .setCancellationType(ActivityCancellationType.TRY_CANCEL)
                .setRetryOptions(RetryOptions.newBuilder().setMaximumAttempts(3).build())
                .setSummary("advice")
                .build())
        .executeAsync(EXECUTOR, Outcome.class, gate, inputs)
        .handle(Adviser::read);
  }

  private static Advice read(@Nullable Outcome outcome, @Nullable Throwable thrown) {
    if (thrown != null || outcome == null) {
      Failure why = thrown == null ? new Failure("STEP_FAILED", "no outcome") : Failures.of(thrown);
      return new Advice("nobody", Optional.empty(), why.code() + ", " + why.message());
    }
    String by = outcome.facts().getOrDefault("answeredBy", "unknown");
    return of(by, outcome.facts().getOrDefault("text", ""));
  }

  static Advice of(String answeredBy, String text) {
    Matcher answer = ANSWER.matcher(text.strip());
    boolean clear = answer.matches();
    String reason = clear ? answer.group(2) : text.strip();
    return new Advice(
        answeredBy,
        clear
            ? Optional.of(answer.group(1).toLowerCase(Locale.ROOT).equals("yes"))
            : Optional.empty(),
        reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON) + "…");
  }
}
