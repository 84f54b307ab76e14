package io.planwright.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ApiLimitsTest {
  @Test
  void hasDefaults() {
    assertThat(limits(Map.of()))
        .isEqualTo(
            new ApiLimits(
                5 * 1024 * 1024,
                Duration.ofSeconds(5),
                Duration.ofSeconds(45),
                500,
                Duration.ofSeconds(2),
                Duration.ofSeconds(15),
                Duration.ofSeconds(1),
                Duration.ofSeconds(2)));
  }

  @Test
  void takesEveryLimitFromTheConfiguration() {
    assertThat(
            limits(
                Map.of(
                    "planwright.api.body-bytes", 1,
                    "planwright.api.temporal-budget", "2s",
                    "planwright.api.assist-wait", "7s",
                    "planwright.api.streams", 3,
                    "planwright.api.look", "4s",
                    "planwright.api.heartbeat", "PT5S",
                    "planwright.api.redeliver", "6s",
                    "planwright.api.restart", "8s")))
        .isEqualTo(
            new ApiLimits(
                1,
                Duration.ofSeconds(2),
                Duration.ofSeconds(7),
                3,
                Duration.ofSeconds(4),
                Duration.ofSeconds(5),
                Duration.ofSeconds(6),
                Duration.ofSeconds(8)));
  }

  @Test
  void isNotThereInProcessesWithoutTheRole() {
    try (ApplicationContext context =
        ApplicationContext.run(Map.of("planwright.roles", "plan,cpu"))) {
      assertThat(context.findBean(ApiLimits.class)).isEmpty();
      assertThat(context.getBeanDefinitions(Object.class))
          .noneMatch(bean -> bean.getBeanType().getName().startsWith("io.planwright.api."));
    }
  }

  private static ApiLimits limits(Map<String, Object> properties) {
    try (ApplicationContext context =
        ApplicationContext.builder(properties)
            .properties(Map.of("planwright.roles", "cpu,api", "micronaut.server.host", "127.0.0.1"))
            .start()) {
      return context.getBean(ApiLimits.class);
    }
  }
}
