package io.planwright.cli.commands;

import com.fasterxml.jackson.databind.JsonNode;
import io.planwright.cli.client.ApiClient;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What is asked of a run, with its reason in the journal. */
abstract class RunVerb implements Callable<Integer> {
  private final Session session;

  @Parameters(index = "0", paramLabel = "RUN")
  private String run = "";

  @Option(names = "--reason", description = "for the journal")
  private Optional<String> reason = Optional.empty();

  RunVerb(Session session) {
    this.session = session;
  }

  /** The address below the run's, with the verb. */
  abstract String path();

  void addTo(Map<String, Object> body) {}

  static String task(String key, String verb) {
    return "/tasks/" + ApiClient.encoded(key) + ":" + verb;
  }

  static String phase(String key, String verb) {
    return "/phases/" + ApiClient.encoded(key) + ":" + verb;
  }

  @Override
  public Integer call() {
    Map<String, Object> body = new LinkedHashMap<>();
    addTo(body);
    reason.ifPresent(why -> body.put("reason", why));
    JsonNode stored = session.api().post("/v1/runs/" + ApiClient.encoded(run) + path(), body);
    TaskCommand.report(session, stored);
    return ExitCode.OK.code();
  }
}
