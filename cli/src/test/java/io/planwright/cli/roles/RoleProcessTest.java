package io.planwright.cli.roles;

import static org.assertj.core.api.Assertions.assertThat;

import io.planwright.cli.stack.Stack;
import io.planwright.cli.stack.Stack.Database;
import io.planwright.cli.stack.Stack.Llm;
import io.planwright.cli.stack.Stack.Origin;
import io.planwright.cli.stack.Stack.Redis;
import io.planwright.cli.stack.Stack.Temporal;
import io.planwright.plan.Lane;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process whose servers are not there yet. */
final class RoleProcessTest {
  @Test
  void servesHealthAndMetricsBeforeItsServersAreThere(@TempDir Path artifacts) throws Exception {
    Stack nowhere =
        new Stack(
            new Temporal("127.0.0.1:1", "default", Optional.empty(), Origin.EXTERNAL, ""),
            new Database("jdbc:postgresql://127.0.0.1:1/none", "none", "", Origin.EXTERNAL, ""),
            new Redis("redis://127.0.0.1:1", Origin.EXTERNAL, ""),
            new Llm(Optional.empty(), Origin.FALLBACK, ""),
            artifacts.toString(),
            Optional.empty());
    try (RoleProcess process =
            RoleProcess.start(
                nowhere,
                true,
                EnumSet.noneOf(Lane.class),
                new RoleProcess.Listen("127.0.0.1", 0),
                false);
        HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<String> metrics = get(http, process.url().resolve("/prometheus"));

      assertThat(metrics.statusCode()).isEqualTo(200);
      assertThat(metrics.body()).contains("jvm_memory_used_bytes{area=\"heap\"");
      assertThat(get(http, process.url().resolve("/health/liveness")).statusCode()).isEqualTo(200);
    }
  }

  private static HttpResponse<String> get(HttpClient http, URI address) throws Exception {
    return http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
  }
}
