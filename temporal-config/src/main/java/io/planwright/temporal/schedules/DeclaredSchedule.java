package io.planwright.temporal.schedules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.temporal.common.converter.JacksonJsonPayloadConverter;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * A schedule that a file asks for: one YAML document with the fields of {@link
 * ScheduleSpecification} and {@code team}.
 *
 * @param hash of the plan version, where the specification names one; whoever knows the plans fills
 *     it in
 */
public record DeclaredSchedule(
    String team, ScheduleSpecification specification, Optional<String> hash) {
  private static final ObjectMapper JSON = JacksonJsonPayloadConverter.newDefaultObjectMapper();
  private static final List<String> FIELDS =
      Arrays.stream(ScheduleSpecification.class.getRecordComponents())
          .map(RecordComponent::getName)
          .toList();

  /** Reads one file, or every {@code *.yaml} of a folder in the order of their names. */
  public static List<DeclaredSchedule> read(Path fileOrFolder) {
    try {
      if (!Files.isDirectory(fileOrFolder)) {
        return List.of(file(fileOrFolder));
      }
      List<DeclaredSchedule> schedules = new ArrayList<>();
      try (Stream<Path> files = Files.list(fileOrFolder)) {
        files
            .filter(file -> file.toString().endsWith(".yaml"))
            .sorted()
            .forEach(file -> schedules.add(file(file)));
      }
      return schedules;
    } catch (IOException e) {
      throw new UncheckedIOException(fileOrFolder + " can't be read", e);
    }
  }

  private static DeclaredSchedule file(Path file) {
    try (Reader in = Files.newBufferedReader(file)) {
      JsonNode document =
          JSON.valueToTree(new Yaml(new SafeConstructor(new LoaderOptions())).load(in));
      if (!(document instanceof ObjectNode fields)) {
        throw new IllegalArgumentException(file + " must be a schedule's fields, was " + document);
      }
      JsonNode team = fields.remove("team");
      if (team == null || !team.isTextual()) {
        throw new IllegalArgumentException(file + " must name its team, was " + team);
      }
      List<String> unknown = new ArrayList<>();
      fields.fieldNames().forEachRemaining(unknown::add);
      unknown.removeAll(FIELDS);
      if (!unknown.isEmpty()) {
        throw new IllegalArgumentException(
            file + " must have only team and " + FIELDS + ", it has " + unknown);
      }
      return new DeclaredSchedule(
          team.asText(), JSON.treeToValue(fields, ScheduleSpecification.class), Optional.empty());
    } catch (YAMLException | com.fasterxml.jackson.core.JsonProcessingException e) {
      Throwable reason = e.getCause() instanceof ScheduleInvalid ? e.getCause() : e;
      throw new IllegalArgumentException(file + ": " + reason.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " can't be read", e);
    }
  }
}
