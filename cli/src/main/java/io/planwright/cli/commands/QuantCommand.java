package io.planwright.cli.commands;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.planwright.cli.output.Json;
import io.planwright.quant.InvalidData;
import io.planwright.quant.catalogue.Methods;
import io.planwright.quant.method.Method;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The statistics and finance library, one method at a time. */
@Command(
    name = "quant",
    description = {
      "Answers a method of the statistics library: reads its arguments as a JSON object from"
          + " standard input and prints its answer as JSON.",
      "Exits 5 where an argument can't be answered for, and names it."
    })
public final class QuantCommand implements Callable<Integer> {
  private final Session session;

  @Spec private CommandSpec spec;

  @Parameters(arity = "0..1", paramLabel = "METHOD", description = "a name or alias of --list")
  private Optional<String> method = Optional.empty();

  @Option(
      names = "--list",
      description = "shows the methods, or the one that is named, with their arguments")
  private boolean list;

  @Option(
      names = "--lines",
      description = {
        "reads many requests, one a line: {\"method\": …, \"request\": {…}},",
        "and prints a line for each: {\"answer\": …} or {\"error\": …}"
      })
  private boolean lines;

  QuantCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    if (list) {
      List<Listed> listed =
          method.<List<Method<?>>>map(name -> List.of(named(name))).orElseGet(Methods::all).stream()
              .map(Listed::of)
              .toList();
      session.print(listed, () -> listed.stream().flatMap(each -> each.lines().stream()).toList());
      return ExitCode.OK.code();
    }
    if (lines) {
      return answerLines().code();
    }
    if (method.isEmpty()) {
      throw new ParameterException(spec.commandLine(), "expected a METHOD, --list or --lines");
    }
    JsonNode request = QuantRequest.parse(session.terminal().in().readAllBytes());
    session.terminal().out().println(Json.pretty(answer(named(method.get()), request)));
    return ExitCode.OK.code();
  }

  private static Method<?> named(String name) {
    return Methods.named(name)
        .orElseThrow(
            () ->
                new Refused(
                    ExitCode.NOT_FOUND,
                    "there is no method " + name + "; planwright quant --list shows them"));
  }

  private static <Q extends Record> Object answer(Method<Q> method, JsonNode request) {
    return method.answer().apply(QuantRequest.read(request, method.request()));
  }

  private ExitCode answerLines() throws IOException {
    BufferedReader requests =
        new BufferedReader(new InputStreamReader(session.terminal().in(), StandardCharsets.UTF_8));
    ExitCode exit = ExitCode.OK;
    for (String line = requests.readLine(); line != null; line = requests.readLine()) {
      if (!line.isBlank()) {
        Map<String, Object> reply = reply(line);
        session.terminal().out().println(Json.line(reply));
        exit = reply.containsKey("error") ? ExitCode.INVALID : exit;
      }
    }
    return exit;
  }

  private static Map<String, Object> reply(String line) {
    Map<String, Object> reply = new LinkedHashMap<>();
    try {
      Asked asked =
          QuantRequest.read(QuantRequest.parse(line.getBytes(StandardCharsets.UTF_8)), Asked.class);
      reply.put("answer", answer(named(asked.method()), asked.request()));
    } catch (InvalidData e) {
      reply.put(
          "error",
          new Wrong(
              e.code().name(),
              Optional.of(e.argument()),
              e.row().isPresent() ? Optional.of(e.row().getAsInt()) : Optional.empty(),
              e.expected(),
              e.came()));
    } catch (Refused e) {
      reply.put(
          "error",
          new Wrong(
              e.exit().name(), Optional.empty(), Optional.empty(), "a method of --list", line));
    }
    return reply;
  }

  /** One line of many. */
  private record Asked(String method, JsonNode request) {}

  /** Why a line has no answer. */
  private record Wrong(
      String code,
      Optional<String> argument,
      Optional<Integer> row,
      String expected,
      String came) {}

  /** A method as it is shown. */
  private record Listed(
      String name,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> aliases,
      String says,
      List<QuantArgument> arguments) {

    static Listed of(Method<?> method) {
      return new Listed(
          method.name(), method.aliases(), method.says(), QuantArgument.of(method.request()));
    }

    List<String> lines() {
      List<String> lines = new ArrayList<>();
      lines.add(aliases.isEmpty() ? name : name + " (" + String.join(", ", aliases) + ")");
      lines.add("  " + says);
      for (QuantArgument argument : arguments) {
        lines.add("    " + argument.line());
      }
      lines.add("");
      return lines;
    }
  }
}
