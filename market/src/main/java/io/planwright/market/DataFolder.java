package io.planwright.market;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * The folder that plans may read files from, and nothing outside it.
 *
 * @param root need not exist where no file is asked for
 */
public record DataFolder(Path root) {
  /**
   * @param name relative to the folder
   * @return the file's real path
   * @throws IllegalArgumentException where the name leads outside the folder, by {@code ..}, from
   *     the root or through a symbolic link, or to no readable file
   * @throws UncheckedIOException where the folder cannot be read
   */
  public Path file(String name) {
    Path relative = relative(name);
    if (!Files.isDirectory(root)) {
      throw new IllegalArgumentException(
          "expected %s in the data folder, but this worker has none".formatted(name));
    }
    try {
      Path top = root.toRealPath();
      Path file;
      try {
        file = top.resolve(relative).toRealPath();
      } catch (NoSuchFileException e) {
        throw new IllegalArgumentException(
            "expected a file in the data folder, but there is no " + name, e);
      }
      if (!file.startsWith(top)) {
        throw new IllegalArgumentException("expected a file inside the data folder, was " + name);
      }
      if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
        throw new IllegalArgumentException("expected a readable file, was " + name);
      }
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path relative(String name) {
    Path path;
    try {
      path = Path.of(name);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("expected a file's name, was " + e.getReason(), e);
    }
    if (name.isBlank() || path.isAbsolute()) {
      throw new IllegalArgumentException(
          "expected a name relative to the data folder, was '" + name + "'");
    }
    for (Path part : path) {
      if (part.toString().equals("..")) {
        throw new IllegalArgumentException("expected a name without '..', was " + name);
      }
    }
    return path;
  }
}
