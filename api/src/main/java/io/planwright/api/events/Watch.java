package io.planwright.api.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.planwright.api.ApiLimits;
import io.planwright.plan.run.Entry;
import io.planwright.store.Journal;
import io.planwright.store.JournalLine;
import io.planwright.store.Run;
import io.planwright.store.Runs;
import io.planwright.store.StoreUnavailable;
import io.planwright.store.Wakeups;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client's view of one run's journal, as the frames of an event stream. Asked for a frame it
 * waits until there is one; closing it, from any thread, ends the wait.
 */
final class Watch implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Watch.class);
  private static final int LINES_AT_A_TIME = 200;

  private final Journal journal;
  private final Runs runs;
  private final ObjectMapper mapper;
  private final ApiLimits limits;
  private final String run;
  private final Semaphore wakened = new Semaphore(0);
  private final AutoCloseable listening;
  private final Queue<JournalLine> ahead = new ArrayDeque<>();
  private long after;
  private boolean over;
  private volatile boolean closed;

  Watch(
      Journal journal,
      Runs runs,
      Wakeups wakeups,
      ObjectMapper mapper,
      ApiLimits limits,
      String run,
      long after) {
    this.journal = journal;
    this.runs = runs;
    this.mapper = mapper;
    this.limits = limits;
    this.run = run;
    this.after = after;
    this.listening = wakeups.listen(run, wakened::release);
  }

  /** The next frame; absent after the last. */
  Optional<byte[]> next() throws InterruptedException {
    long heartbeatAt = System.nanoTime() + limits.heartbeat().toNanos();
    while (!closed && !over) {
      wakened.drainPermits();
      try {
        Optional<byte[]> there = look();
        if (there.isPresent()) {
          return there;
        }
      } catch (StoreUnavailable e) {
        log.debug("the watch of run {} goes on when the database answers: {}", run, e.toString());
      }
      long left = heartbeatAt - System.nanoTime();
      if (left <= 0) {
        return Optional.of(bytes(":\n\n"));
      }
      wakened.tryAcquire(Math.min(left, limits.look().toNanos()), TimeUnit.NANOSECONDS);
    }
    return Optional.empty();
  }

  private Optional<byte[]> look() {
    if (ahead.isEmpty()) {
      ahead.addAll(journal.read(run, after, LINES_AT_A_TIME));
    }
    JournalLine line = ahead.poll();
    if (line != null) {
      after = line.stream();
      return Optional.of(frame(line));
    }
    Optional<Run> ended = runs.find(run).filter(r -> r.state().ended() && r.stream() <= after);
    over = ended.isPresent();
    return ended.map(last -> bytes("event: end\ndata: " + json(last) + "\n\n"));
  }

  @Override
  public void close() throws Exception {
    closed = true;
    wakened.release();
    listening.close();
  }

  private byte[] frame(JournalLine line) {
    String event =
        switch (line.entry()) {
          case Entry.Opened _ -> "opened";
          case Entry.Transition _ -> "transition";
          case Entry.Progress _ -> "progress";
          case Entry.Amended _ -> "amended";
        };
    return bytes("id: " + line.stream() + "\nevent: " + event + "\ndata: " + json(line) + "\n\n");
  }

  private String json(Object value) {
    try {
      return mapper.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write " + value.getClass(), e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
