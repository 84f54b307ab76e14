package io.planwright.cli.roles;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import io.planwright.api.ApiDefaults;
import io.planwright.cli.stack.Stack;
import io.planwright.plan.Lane;
import io.planwright.workers.LaneWorkers;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The product in one process: the API, where asked for, and the workers of some lanes. */
final class RoleProcess implements AutoCloseable {
  private final ApplicationContext context;
  private final EmbeddedServer server;

  private RoleProcess(ApplicationContext context, EmbeddedServer server) {
    this.context = context;
    this.server = server;
  }

  /**
   * @param api whether to serve the API; health and metrics are served in any case
   * @param migrate whether to bring the database's schema up to date first
   */
  static RoleProcess start(
      Stack stack, boolean api, Set<Lane> lanes, Listen listen, boolean migrate) {
    ApplicationContext context =
        ApplicationContext.builder()
            .properties(properties(stack, api, lanes, listen, migrate))
            .banner(false)
            .start();
    try {
      EmbeddedServer server = context.getBean(EmbeddedServer.class).start();
      context.getBean(LaneWorkers.class).start(lanes);
      return new RoleProcess(context, server);
    } catch (RuntimeException e) {
      context.close();
      throw e;
    }
  }

  /** Where the process listens. */
  record Listen(String host, int port) {}

  private static Map<String, Object> properties(
      Stack stack, boolean api, Set<Lane> lanes, Listen listen, boolean migrate) {
    List<String> roles = new ArrayList<>();
    if (api) {
      roles.add("api");
    }
    lanes.stream().sorted().forEach(lane -> roles.add(lane.queue()));
    Map<String, Object> properties = new LinkedHashMap<>(ApiDefaults.PROPERTIES);
    properties.putAll(stack.properties());
    properties.put("planwright.roles", roles);
    properties.put("planwright.temporal.address", stack.temporal().address());
    properties.put("planwright.temporal.namespace", stack.temporal().namespace());
    stack.temporal().ui().ifPresent(ui -> properties.put("planwright.temporal-ui", ui));
    Optional.ofNullable(System.getenv("DRAIN_SECONDS"))
        .ifPresent(seconds -> properties.put("planwright.drain", seconds + "s"));
    Optional.ofNullable(System.getenv("OLLAMA_MODEL"))
        .ifPresent(model -> properties.put("planwright.ollama.model", model));
    properties.put("micronaut.server.host", listen.host());
    properties.put("micronaut.server.port", listen.port());
    properties.put("flyway.datasources.default.enabled", migrate);
    return properties;
  }

  URI url() {
    return server.getURI();
  }

  /** Workers drain before what they use is closed; the context knows no such order. */
  @Override
  public void close() {
    context.getBean(LaneWorkers.class).stop();
    context.close();
  }
}
