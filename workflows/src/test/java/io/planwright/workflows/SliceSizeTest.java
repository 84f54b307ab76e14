package io.planwright.workflows;

import static io.planwright.workflows.TestingPlan.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.planwright.plan.Plan;
import io.planwright.plan.run.Skeleton;
import io.planwright.plan.run.Slices;
import io.planwright.workflows.TestingPlan.TaskSpec;
import io.temporal.common.converter.DefaultDataConverter;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A part travels as one payload, which takes at most 256 KiB. */
final class SliceSizeTest {
  private static Plan plan(int tasks, String message) {
    return new TestingPlan()
        .phase(
            "a",
            List.of(),
            IntStream.range(0, tasks)
                .mapToObj(
                    i ->
                        task("t" + i, "notify.send", i == 0 ? new String[0] : new String[] {"t0"})
                            .inputs(Map.of("message", message, "channel", "log")))
                .toArray(TaskSpec[]::new))
        .plan();
  }

  private static List<Skeleton.Part> parts(Plan plan) {
    return new Slices(plan).skeleton("p", "h").phases();
  }

  private static int bytes(Plan plan, Skeleton.Part part) {
    return DefaultDataConverter.newDefaultInstance()
        .toPayload(new Slices(plan).slice(part.key()))
        .orElseThrow()
        .getData()
        .size();
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "\"", "数", "\u0001"})
  void fitsInAPayloadHoweverLongItsTasksAre(String character) {
    for (int length : List.of(0, 10, 1_000, 10_000)) {
      Plan plan = plan(200, character.repeat(length));

      assertThat(parts(plan))
          .allSatisfy(part -> assertThat(bytes(plan, part)).isLessThan(256 * 1024))
          .extracting(Skeleton.Part::tasks)
          .satisfies(tasks -> assertThat(tasks.stream().mapToInt(i -> i).sum()).isEqualTo(200));
    }
  }

  @Test
  void isCutByItsNumberWhereTasksAreShort() {
    assertThat(parts(plan(450, "hello there")))
        .extracting(Skeleton.Part::key, Skeleton.Part::tasks)
        .containsExactly(tuple("a", 200), tuple("a~~2", 200), tuple("a~~3", 50));
  }

  @Test
  void holdsOneTaskThatIsTooLongByItself() {
    assertThat(parts(plan(3, "x".repeat(300 * 1024)))).hasSize(3);
  }
}
