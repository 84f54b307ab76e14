package io.planwright.cli.commands;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.planwright.cli.client.ApiClient;
import io.planwright.cli.output.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** What runs share. */
@Command(
    name = "resource",
    description = "What runs share: devices, licences, places of an executor.",
    subcommands = {ResourceCommand.ListAll.class, ResourceCommand.Set.class})
public final class ResourceCommand {

  @Command(name = "list", description = "Lists resources, with who holds and who waits.")
  static final class ListAll implements Callable<Integer> {
    private final Session session;

    ListAll(Session session) {
      this.session = session;
    }

    @Override
    public Integer call() {
      JsonNode resources = session.api().get("/v1/resources");
      session.print(resources, () -> table(resources).lines());
      return ExitCode.OK.code();
    }
  }

  @Command(
      name = "set",
      description = "Says how much there is of a resource, or of executor:<name> at once.")
  static final class Set implements Callable<Integer> {
    private final Session session;

    @Parameters(index = "0", paramLabel = "NAME")
    private String name = "";

    @Parameters(index = "1", paramLabel = "CAPACITY")
    private double capacity;

    Set(Session session) {
      this.session = session;
    }

    @Override
    public Integer call() {
      JsonNode resource =
          session
              .api()
              .put(
                  "/v1/resources/" + ApiClient.encoded(name),
                  JsonNodeFactory.instance.objectNode().put("capacity", capacity));
      session.print(resource, () -> table(List.of(resource)).lines());
      return ExitCode.OK.code();
    }
  }

  private static Table table(Iterable<JsonNode> resources) {
    Table table = new Table("RESOURCE", "CAPACITY", "HELD", "HOLDERS", "QUEUE");
    for (JsonNode resource : resources) {
      table.row(
          resource.path("name").asText(),
          resource.path("capacity").asText(),
          resource.path("held").asText(),
          people(resource.path("holders")),
          people(resource.path("queue")));
    }
    return table;
  }

  private static String people(JsonNode holders) {
    List<String> steps = new ArrayList<>();
    for (JsonNode holder : holders) {
      steps.add(holder.path("run").asText() + "/" + holder.path("task").asText());
    }
    return steps.isEmpty() ? "-" : String.join(", ", steps);
  }
}
