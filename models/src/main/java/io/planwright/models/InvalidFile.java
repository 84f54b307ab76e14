package io.planwright.models;

import java.nio.file.Path;

/** A file is not what it should be: the message says where, what was expected and what came. */
public final class InvalidFile extends RuntimeException {
  InvalidFile(Path file, String problem) {
    super(file.getFileName() + ": " + problem);
  }

  InvalidFile(Path file, int line, String problem) {
    super(file.getFileName() + ":" + line + ": " + problem);
  }

  InvalidFile(Path file, String problem, Throwable cause) {
    super(file.getFileName() + ": " + problem, cause);
  }
}
