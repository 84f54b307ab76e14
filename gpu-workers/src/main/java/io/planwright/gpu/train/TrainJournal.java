package io.planwright.gpu.train;

import io.planwright.plan.run.Entry;
import io.planwright.plan.run.StepRef;
import io.planwright.store.Journal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** What one attempt tells of its rounds: at its start and end, and about once a second between. */
final class TrainJournal {
  private static final Duration INTERVAL = Duration.ofSeconds(1);

  private final Journal journal;
  private final StepRef step;
  private final String writer;
  private final InstantSource clock;
  private long lines;
  private Instant next = Instant.MIN;

  TrainJournal(Journal journal, StepRef step, String writer, InstantSource clock) {
    this.journal = journal;
    this.step = step;
    this.writer = writer;
    this.clock = clock;
  }

  /** Where the interval has passed. */
  void trained(int from, int round, int of) {
    if (!clock.instant().isBefore(next)) {
      tell("trained rounds %d to %d of %d".formatted(from + 1, round, of), round, of);
    }
  }

  void tell(String text, int round, int of) {
    Instant now = clock.instant();
    next = now.plus(INTERVAL);
    lines++;
    journal.append(
        step.run(),
        writer,
        List.of(new Entry.Progress(lines, now, step.phase(), step.task(), text, round, of)));
  }
}
