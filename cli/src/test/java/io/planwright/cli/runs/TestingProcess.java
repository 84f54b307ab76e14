package io.planwright.cli.runs;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A role of the product as a process of its own, in a folder whose stack it finds. */
final class TestingProcess implements AutoCloseable {
  private final Process process;
  private final Path log;

  private TestingProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  static TestingProcess start(Path folder, Map<String, String> environment, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--sun-misc-unsafe-memory-access=allow");
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("-Dlogback.configurationFile=logback.xml");
    command.add("-cp");
    command.add(
        Optional.ofNullable(System.getProperty("surefire.test.class.path"))
            .orElse(System.getProperty("java.class.path")));
    command.add("io.planwright.cli.Main");
    command.addAll(List.of(arguments));
    Path log = Files.createTempFile(folder, String.join("-", arguments).replace(',', '-'), ".log");
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().putAll(environment);
    File out = log.toFile();
    return new TestingProcess(builder.redirectErrorStream(true).redirectOutput(out).start(), log);
  }

  /** Waits until its output holds a text. */
  TestingProcess until(String text) {
    Await.that(
        () -> {
          if (!process.isAlive() && !output().contains(text)) {
            throw new IllegalStateException("it ended: " + output());
          }
          return output().contains(text);
        },
        () -> text + " in " + output());
    return this;
  }

  String output() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** As {@code kill -9}. */
  void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  /** Its exit code. */
  int ended() {
    return process.onExit().join().exitValue();
  }

  /** As {@code kill}: gives its exit code when it has ended. */
  int terminate() {
    process.destroy();
    return ended();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        kill();
      }
    } catch (InterruptedException e) {
      kill();
      Thread.currentThread().interrupt();
    }
  }
}
