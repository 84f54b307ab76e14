package io.planwright.cli.commands;

import io.planwright.plan.Plan;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Publishes the form of native YAML and JSON plans. */
@Command(name = "schema", description = "Prints the JSON Schema of YAML and JSON plans.")
final class PlanSchema implements Callable<Integer> {
  private static final String RESOURCE = "plan.schema.json";

  private final Session session;

  PlanSchema(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    try (InputStream schema = Plan.class.getResourceAsStream(RESOURCE)) {
      if (schema == null) {
        throw new IllegalStateException("the resource " + RESOURCE + " must be beside Plan");
      }
      session.terminal().out().print(new String(schema.readAllBytes(), StandardCharsets.UTF_8));
    }
    return ExitCode.OK.code();
  }
}
