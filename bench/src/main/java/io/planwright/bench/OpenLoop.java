package io.planwright.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/** Starts at fixed times, whether or not earlier starts have been answered. */
record OpenLoop(int rate, Duration time) {
  /** One start; returns what it started. */
  interface Start {
    String now(int index) throws Exception;
  }

  /**
   * @param sent id to the moment just before its request
   * @param late how far behind the schedule requests were sent
   * @param answers how long requests took
   */
  record Started(
      Map<String, Instant> sent,
      List<Duration> late,
      List<Duration> answers,
      List<String> failures) {}

  private record One(String id, Instant sent, Duration late, Duration answer) {}

  Started run(Start start) throws InterruptedException {
    int count = (int) (rate * time.toSeconds());
    List<Future<One>> all = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      long begin = System.nanoTime();
      for (int i = 0; i < count; i++) {
        int index = i;
        long due = begin + i * 1_000_000_000L / rate;
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
          LockSupport.parkNanos(left);
        }
        all.add(threads.submit(() -> one(start, index, due)));
      }
    }
    Started started =
        new Started(new LinkedHashMap<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (Future<One> future : all) {
      try {
        One one = future.get();
        started.sent().put(one.id(), one.sent());
        started.late().add(one.late());
        started.answers().add(one.answer());
      } catch (ExecutionException e) {
        started.failures().add(String.valueOf(e.getCause()));
      }
    }
    return started;
  }

  private static One one(Start start, int index, long due) throws Exception {
    Instant sent = Instant.now();
    long from = System.nanoTime();
    String id = start.now(index);
    return new One(
        id, sent, Duration.ofNanos(from - due), Duration.ofNanos(System.nanoTime() - from));
  }
}
