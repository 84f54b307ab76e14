package io.planwright.cli.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Which process listens on a port, where the system tells: Linux does, of one's own processes. */
final class PortHolder {
  private static final String LISTENS = "0A";

  private PortHolder() {}

  static Optional<String> find(int port) {
    return Stream.of("/proc/net/tcp", "/proc/net/tcp6")
        .flatMap(table -> sockets(Path.of(table), port))
        .flatMap(PortHolder::owners)
        .findFirst();
  }

  /** The inodes of the sockets that listen on the port. */
  private static Stream<String> sockets(Path table, int port) {
    try {
      String local = ":%04X".formatted(port);
      List<String> lines = Files.isReadable(table) ? Files.readAllLines(table) : List.of();
      return lines.stream()
          .map(line -> line.strip().split("\\s+"))
          .filter(c -> c.length > 9 && c[1].endsWith(local) && c[3].equals(LISTENS))
          .map(columns -> columns[9]);
    } catch (IOException e) {
      return Stream.empty();
    }
  }

  private static Stream<String> owners(String inode) {
    return ProcessHandle.allProcesses()
        .filter(process -> holds(process, "socket:[" + inode + "]"))
        .map(
            process ->
                "pid "
                    + process.pid()
                    + process
                        .info()
                        .command()
                        .map(command -> " (" + Path.of(command).getFileName() + ")")
                        .orElse(""));
  }

  private static boolean holds(ProcessHandle process, String socket) {
    try (Stream<Path> files = Files.list(Path.of("/proc", Long.toString(process.pid()), "fd"))) {
      return files.anyMatch(file -> links(file, socket));
    } catch (IOException othersOrGone) {
      return false;
    }
  }

  private static boolean links(Path file, String target) {
    try {
      return Files.readSymbolicLink(file).toString().equals(target);
    } catch (IOException gone) {
      return false;
    }
  }
}
