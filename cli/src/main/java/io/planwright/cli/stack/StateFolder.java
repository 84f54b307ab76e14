package io.planwright.cli.stack;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.planwright.temporal.dev.Child;
import io.temporal.common.converter.JacksonJsonPayloadConverter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The folder {@code .planwright}, which one stack at a time owns. */
final class StateFolder implements AutoCloseable {
  private static final ObjectMapper JSON =
      JacksonJsonPayloadConverter.newDefaultObjectMapper().findAndRegisterModules();
  private static final String LOCK = "lock";
  private static final String STACK = "stack.json";
  private static final String PORTS = "ports.json";
  private static final String PIDS = "pids.json";

  private final Path folder;
  private final FileChannel channel;
  private final FileLock lock;
  private final Map<String, Long> pids = new TreeMap<>();

  private StateFolder(Path folder, FileChannel channel, FileLock lock) {
    this.folder = folder;
    this.channel = channel;
    this.lock = lock;
  }

  /** Takes the folder, creating it for this user alone. */
  static StateFolder take(Path state) {
    Path folder = state.toAbsolutePath().normalize();
    try {
      if (!Files.isDirectory(folder)) {
        Files.createDirectories(
            folder,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      }
      // The temporary folder of macOS and others is a link: children see the real path.
      folder = folder.toRealPath();
      Path file = folder.resolve(LOCK);
      FileChannel channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      FileLock lock = tryLock(channel);
      if (lock == null) {
        channel.close();
        throw new StackUnavailable(
            "a development stack already runs in %s, started by pid %s: use it or stop it first"
                .formatted(folder, Files.readString(file).strip()));
      }
      channel.truncate(0);
      channel.write(StandardCharsets.UTF_8.encode(Long.toString(ProcessHandle.current().pid())));
      return new StateFolder(folder, channel, lock);
    } catch (IOException e) {
      throw new UncheckedIOException(folder + " can't be used", e);
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException byThisJvm) {
      return null;
    }
  }

  Path resolve(String name) {
    return folder.resolve(name);
  }

  /** Stops what an earlier stack of this folder left because it was killed. */
  void stopLeftovers() {
    for (Map.Entry<String, Long> left : left().entrySet()) {
      ProcessHandle.of(left.getValue())
          .filter(process -> mentions(process, folder.resolve(left.getKey())))
          .ifPresent(Child::stop);
    }
    write(PIDS, pids);
    postmaster()
        .ifPresentOrElse(
            StateFolder::stopPostmaster,
            // A pid that now is another process's would keep PostgreSQL from starting.
            () -> delete(postmasterFile()));
    delete(folder.resolve(STACK));
  }

  private Map<String, Long> left() {
    return read(PIDS, new TypeReference<Map<String, Long>>() {}).orElse(Map.of());
  }

  /** The server of the data folder, which PostgreSQL itself notes there. */
  Optional<ProcessHandle> postmaster() {
    try {
      if (!Files.exists(postmasterFile())) {
        return Optional.empty();
      }
      String pid = Files.readString(postmasterFile()).lines().findFirst().orElse("").strip();
      return pid.matches("\\d+")
          ? ProcessHandle.of(Long.parseLong(pid))
              .filter(process -> mentions(process, folder.resolve("postgres")))
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path postmasterFile() {
    return folder.resolve("postgres/postmaster.pid");
  }

  /** SIGINT makes PostgreSQL close its sessions; on SIGTERM it would wait for them. */
  static void stopPostmaster(ProcessHandle postmaster) {
    try {
      new ProcessBuilder("kill", "-INT", Long.toString(postmaster.pid()))
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Child.awaitEnd(postmaster, Duration.ofSeconds(10));
    if (Child.runs(postmaster)) {
      Child.stop(postmaster);
    }
  }

  private static boolean mentions(ProcessHandle process, Path path) {
    return process
        .info()
        .arguments()
        .map(arguments -> java.util.Arrays.asList(arguments).contains(path.toString()))
        .orElse(false);
  }

  /**
   * Notes a server that was started.
   *
   * @param data what of this folder its command line names: by that it is known again
   */
  synchronized void started(String data, long pid) {
    pids.put(data, pid);
    write(PIDS, pids);
  }

  Ports ports() {
    return read(PORTS, new TypeReference<Ports>() {}).orElse(Ports.CHOSEN);
  }

  void remember(Ports ports) {
    write(PORTS, ports);
  }

  void publish(Stack stack) {
    write(STACK, stack);
  }

  /** The stack that runs in a folder, as its owner published it. */
  static Optional<Stack> published(Path state) {
    Path file = state.resolve(STACK);
    try {
      return Files.exists(file)
          ? Optional.of(JSON.readValue(file.toFile(), Stack.class))
          : Optional.empty();
    } catch (IOException e) {
      throw new StackUnavailable(file + " can't be read: " + e.getMessage(), e);
    }
  }

  private <T> Optional<T> read(String name, TypeReference<T> type) {
    Path file = folder.resolve(name);
    try {
      return Files.exists(file)
          ? Optional.of(JSON.readValue(file.toFile(), type))
          : Optional.empty();
    } catch (IOException e) {
      throw new StackUnavailable(file + " can't be read: " + e.getMessage(), e);
    }
  }

  /** Whole or not at all, and for this user alone. */
  private void write(String name, Object value) {
    try {
      Path unfinished =
          Files.createTempFile(
              folder,
              name,
              ".tmp",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      JSON.writerWithDefaultPrettyPrinter().writeValue(unfinished.toFile(), value);
      Files.move(unfinished, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Gives the folder back. */
  @Override
  public void close() {
    delete(folder.resolve(STACK));
    delete(folder.resolve(PIDS));
    try {
      lock.release();
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
