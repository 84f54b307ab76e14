package io.planwright.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class TemporalConnectionTest {
  @Test
  void goesWhereTheEnvironmentSays() {
    Map<String, String> environment =
        Map.of("TEMPORAL_ADDRESS", "temporal.example:7000", "TEMPORAL_NAMESPACE", "plans");
    try (TemporalConnection connection = TemporalConnection.open(environment)) {
      assertThat(connection.address()).isEqualTo("temporal.example:7000");
      assertThat(connection.namespace()).isEqualTo("plans");
    }
    try (TemporalConnection connection = TemporalConnection.open(Map.of())) {
      assertThat(connection.address()).isEqualTo("127.0.0.1:7233");
      assertThat(connection.namespace()).isEqualTo("default");
    }
  }

  @Test
  void leavesARegistryOpenThatIsNotItsOwn() {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();

    TemporalConnection.open(Map.of(), Optional.of(registry)).close();

    assertThat(registry.isClosed()).isFalse();
  }
}
