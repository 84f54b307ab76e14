package io.planwright.temporal.dev;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * A server started as a child process, its output in a log file. It is in a session of its own
 * where the system has {@code setsid}: Ctrl-C in a terminal reaches only its parent, which stops
 * what uses the server first.
 */
public final class Child implements AutoCloseable {
  private static final Duration TERMINATES_WITHIN = Duration.ofSeconds(10);

  private final String name;
  private final Process process;
  private final Path log;

  private Child(String name, Process process, Path log) {
    this.name = name;
    this.process = process;
    this.log = log;
  }

  /** Starts the command; what it says replaces the log. */
  public static Child start(String name, List<String> command, Path log) throws IOException {
    return start(name, command, Map.of(), log);
  }

  /**
   * @param usual of its environment, where the caller's says nothing else
   */
  static Child start(String name, List<String> command, Map<String, String> usual, Path log)
      throws IOException {
    List<String> detached = new ArrayList<>();
    if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
      detached.add("/usr/bin/setsid");
    }
    detached.addAll(command);
    Files.createDirectories(log.getParent());
    ProcessBuilder builder =
        new ProcessBuilder(detached).redirectErrorStream(true).redirectOutput(log.toFile());
    usual.forEach(builder.environment()::putIfAbsent);
    Process process = builder.start();
    process.getOutputStream().close();
    return new Child(name, process, log);
  }

  public long pid() {
    return process.pid();
  }

  /** Waits for the condition; fails as soon as the process ends or when the time is over. */
  public void await(BooleanSupplier ready, Duration within) throws IOException {
    long deadline = System.nanoTime() + within.toNanos();
    while (!ready.getAsBoolean()) {
      if (ended(Duration.ofMillis(50))) {
        throw new IOException(
            name + " ended with " + process.exitValue() + " while starting: " + lastWords());
      }
      if (System.nanoTime() > deadline) {
        throw new IOException(
            name + " must be ready within " + within.toSeconds() + " s: " + lastWords());
      }
    }
  }

  private boolean ended(Duration within) {
    try {
      return process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for " + name, e);
    }
  }

  private String lastWords() throws IOException {
    List<String> lines = Files.readAllLines(log);
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 5), lines.size()))
        + "\n(all of it: "
        + log
        + ")";
  }

  /** Asks it to end, waits, and ends it. */
  @Override
  public void close() {
    stop(process.toHandle());
  }

  /** Asks a process to end, waits, and ends it with its descendants. */
  public static void stop(ProcessHandle process) {
    List<ProcessHandle> descendants = process.descendants().toList();
    process.destroy();
    awaitEnd(process, TERMINATES_WITHIN);
    if (runs(process)) {
      process.destroyForcibly();
    }
    descendants.stream().filter(Child::runs).forEach(ProcessHandle::destroyForcibly);
    awaitEnd(process, TERMINATES_WITHIN);
  }

  /** Waits until the process has ended, or the time is over. */
  public static void awaitEnd(ProcessHandle process, Duration within) {
    long deadline = System.nanoTime() + within.toNanos();
    while (runs(process) && System.nanoTime() < deadline) {
      try {
        TimeUnit.MILLISECONDS.sleep(20);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  /**
   * Whether the process does anything still: one that ended counts as alive until its parent asks
   * for its exit, which the first process of a container may never do.
   */
  public static boolean runs(ProcessHandle process) {
    return process.isAlive() && process.info().command().isPresent();
  }
}
