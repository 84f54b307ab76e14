package io.planwright.temporal.dev;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The {@code temporal} command: on the PATH, in the cache folder, or built there by Go once. */
public final class TemporalCli {
  private static final String MODULE = "github.com/temporalio/cli/cmd/temporal@v1.5.1";

  private final Map<String, String> environment;
  private final Consumer<String> progress;

  /**
   * @param progress gets a line whenever something takes its time
   */
  public TemporalCli(Map<String, String> environment, Consumer<String> progress) {
    this.environment = environment;
    this.progress = progress;
  }

  /** Where Planwright keeps what it unpacked or built, for every stack of this user. */
  public static Path cacheFolder(Map<String, String> environment) {
    String cache = environment.getOrDefault("XDG_CACHE_HOME", "");
    return (cache.isEmpty()
            ? Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")), ".cache")
            : Path.of(cache))
        .resolve("planwright");
  }

  /** The command, building it where Go is there and it is not. */
  public Optional<Path> find() {
    return onPath("temporal").or(this::cached).or(this::built);
  }

  private Optional<Path> onPath(String name) {
    return Arrays.stream(environment.getOrDefault("PATH", "").split(File.pathSeparator))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, name))
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .findFirst();
  }

  private Path folder() {
    return cacheFolder(environment).resolve("bin");
  }

  private Optional<Path> cached() {
    return Optional.of(folder().resolve("temporal")).filter(Files::isExecutable);
  }

  private Optional<Path> built() {
    Optional<Path> go = onPath("go");
    if (go.isEmpty()) {
      return Optional.empty();
    }
    try {
      Files.createDirectories(folder());
      progress.accept(
          "Building the Temporal server with Go, once, into " + folder() + ": about 5 minutes");
      try (FileChannel channel =
              FileChannel.open(
                  folder().resolve("temporal.lock"),
                  StandardOpenOption.CREATE,
                  StandardOpenOption.WRITE);
          FileLock lock = channel.lock()) {
        // Whoever held the lock before has built it.
        if (lock.isValid() && cached().isEmpty()) {
          build(go.get());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the Temporal server could not be built", e);
    }
    return cached();
  }

  private void build(Path go) throws IOException {
    // Go writes the finished binary in place: a build that is killed must not leave half of it.
    Path unfinished = Files.createTempDirectory(folder(), "build");
    Instant start = Instant.now();
    ProcessBuilder builder =
        new ProcessBuilder(List.of(go.toString(), "install", "-v", MODULE))
            .redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder.environment().put("GOBIN", unfinished.toString());
    Process process = builder.start();
    try (BufferedReader lines = process.inputReader()) {
      String last = "";
      int packages = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        last = line;
        packages++;
        if (packages % 100 == 0) {
          progress.accept(
              "  %d packages, %d s: %s"
                  .formatted(packages, Duration.between(start, Instant.now()).toSeconds(), line));
        }
      }
      int exit = process.waitFor();
      if (exit != 0) {
        progress.accept(
            "go install " + MODULE + " ended with " + exit + ", its last words: " + last);
        return;
      }
      Files.move(unfinished.resolve("temporal"), folder().resolve("temporal"));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      process.destroy();
      Files.deleteIfExists(unfinished.resolve("temporal"));
      Files.deleteIfExists(unfinished);
    }
  }
}
