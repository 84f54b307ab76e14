package io.planwright.cli.commands;

import com.fasterxml.jackson.databind.JsonNode;
import io.planwright.cli.client.ApiProblem;
import io.planwright.cli.output.FindingLine;
import io.planwright.plan.Compiled;
import io.planwright.plan.Diagnostic;
import io.planwright.plan.compile.PlanCompiler;
import io.planwright.workflows.Executors;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/**
 * A document as it was named on the command line.
 *
 * @param name as given; {@code <stdin>} for {@code -}
 */
record PlanDocument(String name, byte[] bytes) {
  /** More is read of no document; the compiler refuses one of this size. */
  private static final int LARGEST = 6_000_000;

  private static final String STDIN = "<stdin>";

  static PlanDocument read(String name, InputStream stdin) {
    try {
      if (name.equals("-")) {
        return new PlanDocument(STDIN, stdin.readNBytes(LARGEST));
      }
      Path file = Path.of(name);
      if (Files.isDirectory(file)) {
        throw new Refused(ExitCode.USAGE, name + " must be a file, is a folder");
      }
      try (InputStream in = Files.newInputStream(file)) {
        return new PlanDocument(name, in.readNBytes(LARGEST));
      }
    } catch (NoSuchFileException e) {
      throw new Refused(ExitCode.NOT_FOUND, "there is no file " + name);
    } catch (IOException e) {
      throw new Refused(ExitCode.UNEXPECTED, name + " can't be read: " + e.getMessage());
    }
  }

  /** Nothing for standard input. */
  Optional<Path> file() {
    return name.equals(STDIN) ? Optional.empty() : Optional.of(Path.of(name));
  }

  /** By itself, without rules. */
  Compiled compile() {
    return new PlanCompiler(Executors.catalogue()).compile(bytes);
  }

  /** Sends it to the API, whose problems are then told as of this document. */
  JsonNode send(Function<byte[], JsonNode> request) {
    try {
      return request.apply(bytes);
    } catch (ApiProblem refused) {
      throw refused.of(name);
    }
  }

  /** A finding and where it is in this document. */
  String place(Diagnostic diagnostic) {
    return FindingLine.of(name, diagnostic);
  }
}
