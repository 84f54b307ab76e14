package io.planwright.bench.chaos;

import io.planwright.temporal.dev.Child;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** One process that the product consists of or stands on: it can be killed and started again. */
final class Part {
  private static final Duration READY_WITHIN = Duration.ofMinutes(3);
  private static final Duration ENDED_WITHIN = Duration.ofSeconds(40);

  /** What a part is, and so what its loss stops. */
  enum Kind {
    PLAN_WORKER,
    CPU_WORKER,
    TRAIN_WORKER,
    API,
    REDIS,
    POSTGRES,
    TEMPORAL
  }

  final Kind kind;
  final String name;
  private final List<String> command;
  private final Map<String, String> environment;
  private final Path folder;
  private final BooleanSupplier ready;
  private final List<Path> locks;
  private @Nullable ProcessHandle process;

  /**
   * @param ready whether it does its work
   * @param locks files that a killed one leaves behind and its successor must not find
   */
  Part(
      Kind kind,
      String name,
      List<String> command,
      Map<String, String> environment,
      Path folder,
      BooleanSupplier ready,
      List<Path> locks) {
    this.kind = kind;
    this.name = name;
    this.command = command;
    this.environment = environment;
    this.folder = folder;
    this.ready = ready;
    this.locks = locks;
  }

  /** A server that was started by others, to be started again as it was. */
  static Part running(
      Kind kind,
      ProcessHandle process,
      List<String> before,
      Path folder,
      BooleanSupplier ready,
      List<Path> locks)
      throws IOException {
    List<String> command = new java.util.ArrayList<>(before);
    String words = Files.readString(Path.of("/proc/" + process.pid() + "/cmdline"));
    command.addAll(Arrays.asList(words.split("\0")));
    Part part =
        new Part(
            kind,
            kind.name().toLowerCase(java.util.Locale.ROOT),
            command,
            Map.of(),
            folder,
            ready,
            locks);
    part.process = process;
    return part;
  }

  void start() throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Path log = folder.resolve(name + ".log");
    process =
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())).start().toHandle();
  }

  /** Ends it, by {@code SIGKILL} or by {@code SIGTERM}, with all that it started itself. */
  void end(boolean hard) throws IOException {
    ProcessHandle ending = running();
    List<ProcessHandle> descendants = ending.descendants().toList();
    // On SIGTERM PostgreSQL waits for its clients to leave, who don't.
    if (hard || kind == Kind.POSTGRES) {
      ending.destroyForcibly();
    } else {
      ending.destroy();
      awaitEnd(List.of(ending));
      ending.destroyForcibly();
    }
    awaitEnd(List.of(ending));
    awaitEnd(descendants);
    for (Path lock : locks) {
      Files.deleteIfExists(lock);
    }
  }

  private static void awaitEnd(List<ProcessHandle> ending) {
    long end = System.nanoTime() + ENDED_WITHIN.toNanos();
    while (ending.stream().anyMatch(Part::works) && System.nanoTime() < end) {
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }

  /** One that ended counts as alive until its parent asks for its exit, which it may never do. */
  private static boolean works(ProcessHandle process) {
    try {
      String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
      return "ZX".indexOf(stat.charAt(stat.lastIndexOf(')') + 2)) < 0;
    } catch (IOException gone) {
      return false;
    }
  }

  void stop() {
    ProcessHandle stopping = process;
    if (stopping != null && works(stopping)) {
      Child.stop(stopping);
    }
  }

  void awaitReady() throws IOException {
    long end = System.nanoTime() + READY_WITHIN.toNanos();
    while (!ready.getAsBoolean()) {
      if (!works(running())) {
        throw new IOException(
            name + " ended while it started; its log is " + folder.resolve(name + ".log"));
      }
      if (System.nanoTime() > end) {
        throw new IOException("expected " + name + " to be ready within " + READY_WITHIN);
      }
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }

  private ProcessHandle running() {
    ProcessHandle running = process;
    if (running == null) {
      throw new IllegalStateException("expected " + name + " to be started");
    }
    return running;
  }
}
