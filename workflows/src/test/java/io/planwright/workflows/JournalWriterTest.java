package io.planwright.workflows;

import static org.assertj.core.api.Assertions.assertThat;

import io.planwright.plan.run.Entry;
import io.planwright.plan.run.Failure;
import io.planwright.plan.run.Outcome;
import io.planwright.plan.run.State;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class JournalWriterTest {
  private static Entry line(int factCharacters, int messageCharacters) {
    return new Entry.Transition(
        1,
        Instant.EPOCH,
        Optional.of("phase-1"),
        Optional.of("1.1"),
        State.SUCCEEDED,
        Optional.empty(),
        Optional.empty(),
        Optional.of(Outcome.NONE.fact("text", "x".repeat(factCharacters))),
        Optional.of(new Failure("DATA_INVALID", "x".repeat(messageCharacters))));
  }

  @Test
  void writesAHundredShortLinesAtOnce() {
    assertThat(JournalWriter.batch(Collections.nCopies(250, line(100, 0)))).isEqualTo(100);
    assertThat(JournalWriter.batch(Collections.nCopies(3, line(100, 0)))).isEqualTo(3);
  }

  @Test
  void writesAsMuchTextAsOnePayloadTakes() {
    assertThat(JournalWriter.batch(Collections.nCopies(100, line(20_000, 1_000)))).isEqualTo(3);
  }

  @Test
  void writesAVeryLongLineByItself() {
    assertThat(JournalWriter.batch(List.of(line(70_000, 0), line(1, 0)))).isEqualTo(1);
    assertThat(JournalWriter.batch(List.of(line(1, 0), line(70_000, 0)))).isEqualTo(1);
  }
}
