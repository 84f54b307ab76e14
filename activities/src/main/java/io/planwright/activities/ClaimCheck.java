package io.planwright.activities;

import io.planwright.plan.run.ArtifactRef;
import io.planwright.plan.run.Outcome;
import io.planwright.plan.run.StepRef;
import io.planwright.store.Artifacts;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptor;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkerInterceptorBase;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Stores what a step says at too great length as an artifact of that step, and passes on its
 * beginning: outcomes and failures go through histories, journals and the inputs of other steps.
 */
public final class ClaimCheck extends WorkerInterceptorBase {
  /** Of an outcome's facts together. */
  static final int MOST_BYTES = 64 * 1024;

  /** Of a failure's message. */
  static final int LONGEST_MESSAGE = 4_000;

  static final int BEGINNING = 500;

  private final StepFiles files;

  public ClaimCheck(Artifacts artifacts) {
    this.files = new StepFiles(artifacts);
  }

  @Override
  public ActivityInboundCallsInterceptor interceptActivity(ActivityInboundCallsInterceptor next) {
    return new Step(next);
  }

  private final class Step extends ActivityInboundCallsInterceptorBase {
    Step(ActivityInboundCallsInterceptor next) {
      super(next);
    }

    @Override
    public ActivityOutput execute(ActivityInput input) {
      if (input.getArguments().length == 0 || !(input.getArguments()[0] instanceof StepRef step)) {
        return super.execute(input);
      }
      try {
        ActivityOutput output = super.execute(input);
        return output.getResult() instanceof Outcome outcome
            ? new ActivityOutput(checked(step, outcome))
            : output;
      } catch (ApplicationFailure failure) {
        throw checked(step, failure);
      }
    }
  }

  private Outcome checked(StepRef step, Outcome outcome) {
    Outcome checked = outcome;
    while (bytes(checked) > MOST_BYTES) {
      Map.Entry<String, String> longest =
          checked.facts().entrySet().stream()
              .max(Comparator.comparingInt(fact -> fact.getValue().length()))
              .orElseThrow();
      if (longest.getValue().length() <= BEGINNING) {
        return checked;
      }
      checked =
          checked
              .artifact(name(checked, longest.getKey()), keep(step, longest.getValue()))
              .fact(longest.getKey(), beginning(longest.getValue(), BEGINNING));
    }
    return checked;
  }

  private static int bytes(Outcome outcome) {
    return outcome.facts().values().stream()
        .mapToInt(fact -> fact.getBytes(StandardCharsets.UTF_8).length)
        .sum();
  }

  private static String name(Outcome outcome, String fact) {
    return outcome.artifacts().containsKey(fact) ? fact + "-text" : fact;
  }

  private ApplicationFailure checked(StepRef step, ApplicationFailure failure) {
    if (longestMessage(failure) <= LONGEST_MESSAGE) {
      return failure;
    }
    String message = failure.getOriginalMessage();
    ArtifactRef whole = keep(step, messages(failure));
    ApplicationFailure.Builder shorter =
        ApplicationFailure.newBuilder()
            .setType(failure.getType())
            .setMessage(
                beginning(message, LONGEST_MESSAGE)
                    + " … (all of it: artifact "
                    + whole.sha256()
                    + ")")
            .setDetails(failure.getDetails())
            .setNonRetryable(failure.isNonRetryable())
            .setCategory(failure.getCategory());
    // A cause would repeat what is too long.
    Optional.ofNullable(failure.getNextRetryDelay()).ifPresent(shorter::setNextRetryDelay);
    ApplicationFailure cut = shorter.build();
    cut.setStackTrace(failure.getStackTrace());
    return cut;
  }

  private static int longestMessage(Throwable failure) {
    int longest = 0;
    for (Optional<Throwable> at = Optional.of(failure); at.isPresent(); at = cause(at.get())) {
      longest = Math.max(longest, String.valueOf(at.get().getMessage()).length());
    }
    return longest;
  }

  private static String messages(Throwable failure) {
    StringBuilder messages = new StringBuilder();
    for (Optional<Throwable> at = Optional.of(failure); at.isPresent(); at = cause(at.get())) {
      messages.append(at.get().getMessage()).append('\n');
    }
    return messages.toString();
  }

  private static Optional<Throwable> cause(Throwable failure) {
    return Optional.ofNullable(failure.getCause());
  }

  private ArtifactRef keep(StepRef step, String text) {
    SortedMap<String, Object> details = new TreeMap<>();
    details.put("characters", text.length());
    return files.keep(
        step,
        "text",
        "text/plain",
        details,
        file -> {
          try {
            Files.writeString(file, text);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private static String beginning(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
  }
}
