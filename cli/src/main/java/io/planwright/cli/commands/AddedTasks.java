package io.planwright.cli.commands;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** A list of tasks that an outcome adds, as YAML or JSON: the API says what is wrong with it. */
final class AddedTasks {
  private AddedTasks() {}

  static List<?> read(String name, InputStream stdin) {
    PlanDocument document = PlanDocument.read(name, stdin);
    try {
      Object value =
          new Yaml(new SafeConstructor(new LoaderOptions()))
              .load(new String(document.bytes(), StandardCharsets.UTF_8));
      if (value instanceof List<?> tasks) {
        return tasks;
      }
    } catch (YAMLException e) {
      throw new Refused(ExitCode.USAGE, document.name() + " is not YAML: " + e.getMessage());
    }
    throw new Refused(
        ExitCode.USAGE, document.name() + " must be a list of tasks with id, title, executor");
  }
}
