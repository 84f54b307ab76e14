package io.planwright.cli.commands;

import com.fasterxml.jackson.databind.JsonNode;
import io.planwright.cli.output.Json;
import io.planwright.plan.run.State;
import java.io.IOException;
import java.util.SortedMap;
import java.util.TreeMap;

/** The tasks of a run as the API tells them. */
final class RunTasks {
  private RunTasks() {}

  /** By key. */
  static SortedMap<String, State> states(JsonNode detail) {
    SortedMap<String, State> states = new TreeMap<>();
    for (JsonNode phase : detail.path("phases")) {
      for (JsonNode task : phase.path("tasks")) {
        states.put(task.path("key").asText(), state(task.path("state")));
      }
    }
    return states;
  }

  private static State state(JsonNode word) {
    try {
      return Json.convert(word, State.class);
    } catch (IOException e) {
      throw new Refused(
          ExitCode.UNEXPECTED, "this command knows no state " + word + "; is the API newer?");
    }
  }
}
