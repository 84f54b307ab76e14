package io.planwright.cli.commands;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.planwright.cli.client.ApiClient;
import io.planwright.cli.client.ApiProblem;
import io.planwright.cli.output.Json;
import io.planwright.temporal.schedules.DeclaredSchedule;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Brings schedules to what files ask for. */
final class ApplyingSchedules {
  /** What was done about a file. */
  enum Done {
    @JsonProperty("created")
    CREATED,
    @JsonProperty("replaced")
    REPLACED,
    @JsonProperty("unchanged")
    UNCHANGED,
    /** Nothing, for nobody agreed to it. */
    @JsonProperty("differs")
    DIFFERS
  }

  record Step(String id, Done done, List<String> differences) {}

  private final ApiClient api;
  private final boolean replace;

  ApplyingSchedules(ApiClient api, boolean replace) {
    this.api = api;
    this.replace = replace;
  }

  static List<DeclaredSchedule> read(Path files) {
    if (!Files.exists(files)) {
      throw new Refused(ExitCode.NOT_FOUND, "there is no " + files);
    }
    try {
      return DeclaredSchedule.read(files);
    } catch (IllegalArgumentException e) {
      throw new Refused(ExitCode.INVALID, String.valueOf(e.getMessage()));
    } catch (UncheckedIOException e) {
      throw new Refused(ExitCode.UNEXPECTED, String.valueOf(e.getMessage()));
    }
  }

  Step apply(DeclaredSchedule declared) {
    String id = declared.specification().id();
    JsonNode wanted = Json.tree(declared.specification());
    Optional<JsonNode> found = find(id);
    if (found.isEmpty()) {
      create(declared, wanted);
      return new Step(id, Done.CREATED, List.of());
    }
    checkTeam(declared, found.get());
    JsonNode is = found.get().path("specification");
    List<String> differences = differences(is, wanted);
    if (differences.isEmpty()) {
      return new Step(id, Done.UNCHANGED, differences);
    }
    if (!replace) {
      return new Step(id, Done.DIFFERS, differences);
    }
    api.put(ScheduleCommand.path(id), wanted);
    return new Step(id, Done.REPLACED, differences);
  }

  private Optional<JsonNode> find(String id) {
    try {
      return Optional.of(api.get(ScheduleCommand.path(id)));
    } catch (ApiProblem problem) {
      if (problem.code().equals("SCHEDULE_NOT_FOUND")) {
        return Optional.empty();
      }
      throw problem;
    }
  }

  private void create(DeclaredSchedule declared, JsonNode wanted) {
    JsonNode created = api.post("/v1/schedules", wanted);
    try {
      checkTeam(declared, created);
    } catch (Refused wrongTeam) {
      api.delete(ScheduleCommand.path(declared.specification().id()));
      throw wrongTeam;
    }
  }

  private static void checkTeam(DeclaredSchedule declared, JsonNode schedule) {
    String team = schedule.path("team").asText();
    if (!team.equals(declared.team())) {
      throw new Refused(
          ExitCode.CONFLICT,
          "schedule %s must be of team %s, with this API key it is of team %s"
              .formatted(declared.specification().id(), declared.team(), team));
    }
  }

  private static List<String> differences(JsonNode is, JsonNode wanted) {
    SortedSet<String> fields = new TreeSet<>();
    is.fieldNames().forEachRemaining(fields::add);
    wanted.fieldNames().forEachRemaining(fields::add);
    // People pause and resume; a file says only how a schedule begins.
    fields.remove("paused");
    List<String> differences = new ArrayList<>();
    for (String field : fields) {
      if (!is.path(field).equals(wanted.path(field))) {
        differences.add("%s: %s → %s".formatted(field, text(is, field), text(wanted, field)));
      }
    }
    return differences;
  }

  private static String text(JsonNode of, String field) {
    return of.hasNonNull(field) ? of.get(field).asText() : "none";
  }
}
