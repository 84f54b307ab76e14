package io.planwright.api.events;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.planwright.api.ApiLimits;
import io.planwright.store.Journal;
import io.planwright.store.Runs;
import io.planwright.store.Wakeups;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.SynchronousSink;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** The open watches of this process: each waits on a virtual thread, and frees it when left. */
@Singleton
final class Watches {
  private static final Logger log = LoggerFactory.getLogger(Watches.class);

  private final Journal journal;
  private final Runs runs;
  private final Wakeups wakeups;
  private final ObjectMapper mapper;
  private final ApiLimits limits;
  private final AtomicInteger open = new AtomicInteger();
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("watch-", 0).factory());
  // Of execute alone: as a service it would interrupt, and so break, a database read.
  private final Scheduler scheduler = Schedulers.fromExecutor(threads::execute);

  Watches(Journal journal, Runs runs, Wakeups wakeups, ObjectMapper mapper, ApiLimits limits) {
    this.journal = journal;
    this.runs = runs;
    this.wakeups = wakeups;
    this.mapper = mapper;
    this.limits = limits;
  }

  boolean full() {
    return open.get() >= limits.streams();
  }

  int open() {
    return open.get();
  }

  /** Frames come only as fast as the client takes them. */
  Flux<byte[]> frames(String run, long after) {
    return Flux.concat(
        // Sends the headers at once, and says when to come back after a break.
        Flux.just("retry: 2000\n\n".getBytes(StandardCharsets.UTF_8)),
        Flux.using(
                () -> open(run, after),
                watch -> Flux.<byte[]>generate(sink -> next(watch, sink)),
                watch -> threads.execute(() -> close(watch)))
            .subscribeOn(scheduler));
  }

  private Watch open(String run, long after) {
    open.incrementAndGet();
    try {
      return new Watch(journal, runs, wakeups, mapper, limits, run, after);
    } catch (RuntimeException e) {
      open.decrementAndGet();
      throw e;
    }
  }

  private static void next(Watch watch, SynchronousSink<byte[]> sink) {
    try {
      Optional<byte[]> frame = watch.next();
      frame.ifPresentOrElse(sink::next, sink::complete);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      sink.complete();
    }
  }

  private void close(Watch watch) {
    open.decrementAndGet();
    try {
      watch.close();
    } catch (Exception e) {
      log.warn("a watch could not stop listening", e);
    }
  }

  @PreDestroy
  void stop() {
    scheduler.dispose();
    threads.shutdownNow();
  }
}
