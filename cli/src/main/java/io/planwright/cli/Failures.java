package io.planwright.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.planwright.cli.client.ApiProblem;
import io.planwright.cli.client.ServerUnreachable;
import io.planwright.cli.commands.ExitCode;
import io.planwright.cli.commands.Refused;
import io.planwright.cli.output.FindingLine;
import io.planwright.cli.output.Json;
import io.planwright.cli.output.Lines;
import io.planwright.cli.stack.StackUnavailable;
import io.planwright.quant.InvalidData;
import io.planwright.temporal.payload.KeyRingInvalid;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.ParameterException;

/** Tells what went wrong: a line for people, one JSON object for scripts. */
final class Failures {
  private final PrintStream err;
  private final boolean debug;

  Failures(PrintStream err, boolean debug) {
    this.err = err;
    this.debug = debug;
  }

  ExitCode tell(Throwable failure, boolean json) {
    ExitCode exit =
        switch (failure) {
          case ApiProblem problem -> ExitCode.of(problem);
          case Refused refused -> refused.exit();
          case ParameterException _, KeyRingInvalid _ -> ExitCode.USAGE;
          case InvalidData _ -> ExitCode.INVALID;
          case ServerUnreachable _, StackUnavailable _ -> ExitCode.UNREACHABLE;
          default -> ExitCode.UNEXPECTED;
        };
    String code =
        switch (failure) {
          case ApiProblem problem -> problem.code();
          case InvalidData data -> data.code().name();
          default -> exit.name();
        };
    String message =
        switch (failure) {
          case ApiProblem problem -> problem.detail();
          case InvalidData data -> data.code() + ": " + data.getMessage();
          default ->
              exit == ExitCode.UNEXPECTED || failure.getMessage() == null
                  ? failure.toString()
                  : failure.getMessage();
        };
    if (json) {
      Map<String, Object> error = new LinkedHashMap<>();
      error.put("code", code);
      error.put("exit", exit.code());
      error.put("message", message);
      if (failure instanceof ApiProblem problem) {
        error.put("status", problem.status());
        problem.document().ifPresent(file -> error.put("file", file));
        JsonNode errors = problem.body().path("errors");
        if (errors.isArray()) {
          error.put("errors", errors);
        }
      }
      if (failure instanceof InvalidData data) {
        error.put("argument", data.argument());
        data.row().ifPresent(row -> error.put("row", row));
        error.put("expected", data.expected());
        error.put("came", data.came());
      }
      err.println(Json.line(error));
    } else {
      err.println("planwright: " + Lines.plain(message));
      if (failure instanceof ApiProblem problem) {
        problem
            .body()
            .path("errors")
            .forEach(error -> err.println(Lines.plain(FindingLine.of(problem.document(), error))));
      }
      if (exit == ExitCode.UNEXPECTED && !debug) {
        err.println("planwright: PLANWRIGHT_DEBUG=1 shows where");
      }
    }
    if (debug) {
      failure.printStackTrace(err);
    }
    return exit;
  }
}
