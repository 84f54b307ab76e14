package io.planwright.activities;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.planwright.plan.run.Outcome;
import io.planwright.plan.run.StepRef;
import io.planwright.workflows.FailureKind;
import io.temporal.activity.ActivityInterface;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.testing.TestActivityEnvironment;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.worker.WorkerFactoryOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ClaimCheckTest {
  /** Says so many characters. */
  @ActivityInterface
  public interface Talk {
    Outcome say(StepRef step, int facts, int each);

    Outcome fail(StepRef step, int characters);
  }

  private final TestActivityEnvironment environment =
      TestActivityEnvironment.newInstance(
          TestEnvironmentOptions.newBuilder()
              .setWorkerFactoryOptions(
                  WorkerFactoryOptions.newBuilder()
                      .setWorkerInterceptors(new ClaimCheck(TestingStore.get().artifacts()))
                      .build())
              .build());
  private final StepRef step = TestingStore.step("talk");
  private final Talk talk;

  ClaimCheckTest() {
    environment.registerActivitiesImplementations(new Talker());
    talk = environment.newActivityStub(Talk.class);
  }

  @AfterEach
  void close() {
    environment.close();
  }

  private static final class Talker implements Talk {
    @Override
    public Outcome say(StepRef step, int facts, int each) {
      Outcome outcome = Outcome.NONE.metric("facts", facts);
      for (int i = 0; i < facts; i++) {
        outcome = outcome.fact("fact" + i, ("" + i).repeat(each));
      }
      return outcome;
    }

    @Override
    public Outcome fail(StepRef step, int characters) {
      throw FailureKind.DATA_INVALID.failure(
          "m".repeat(characters), new IllegalStateException("c".repeat(characters)));
    }
  }

  @Test
  void leavesAnOutcomeThatIsShortEnough() {
    Outcome outcome = talk.say(step, 2, ClaimCheck.MOST_BYTES / 2);

    assertThat(outcome.artifacts()).isEmpty();
    assertThat(outcome.facts().get("fact1")).hasSize(ClaimCheck.MOST_BYTES / 2);
  }

  @Test
  void storesAFactThatIsTooLong() {
    Outcome outcome = talk.say(step, 1, ClaimCheck.MOST_BYTES + 1);

    assertThat(outcome.facts()).containsEntry("fact0", "0".repeat(ClaimCheck.BEGINNING));
    assertThat(outcome.metrics()).containsEntry("facts", 1.0);
    assertThat(TestingStore.get().content(TestingStore.artifact(outcome, "fact0")))
        .isEqualTo("0".repeat(ClaimCheck.MOST_BYTES + 1));
    assertThat(
            TestingStore.get()
                .artifacts()
                .visibleTo(step.team(), TestingStore.artifact(outcome, "fact0").sha256()))
        .isTrue();
  }

  @Test
  void storesNoMoreFactsThanItMust() {
    Outcome outcome = talk.say(step, 3, ClaimCheck.MOST_BYTES / 2 - 1000);

    assertThat(outcome.artifacts()).hasSize(1);
    assertThat(outcome.facts()).hasSize(3);
  }

  @Test
  void storesAMessageThatIsTooLongAndNamesItsArtifact() {
    ActivityFailure failed =
        catchThrowableOfType(
            ActivityFailure.class, () -> talk.fail(step, ClaimCheck.LONGEST_MESSAGE + 1));

    assertThat(failed.getCause())
        .isInstanceOfSatisfying(
            ApplicationFailure.class,
            failure -> {
              assertThat(failure.getType()).isEqualTo("DATA_INVALID");
              assertThat(failure.isNonRetryable()).isTrue();
              assertThat(failure.getCause()).isNull();
              String message = failure.getOriginalMessage();
              assertThat(message).startsWith("mmm").hasSizeLessThan(4_100);
              String sha256 = message.replaceAll(".*artifact ([0-9a-f]{64})\\)", "$1");
              assertThat(
                      TestingStore.get()
                          .content(TestingStore.get().artifacts().find(sha256).orElseThrow()))
                  .contains("m".repeat(4_001), "c".repeat(4_001));
            });
  }

  @Test
  void leavesAMessageThatIsShortEnough() {
    ActivityFailure failed =
        catchThrowableOfType(ActivityFailure.class, () -> talk.fail(step, 3_000));

    assertThat(failed).cause().cause().hasMessageContaining("ccc");
  }
}
