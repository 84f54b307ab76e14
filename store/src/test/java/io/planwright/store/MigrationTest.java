package io.planwright.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.planwright.store.testing.TestingServers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MigrationTest {
  @Test
  void anEmptyDatabaseGetsTheSchemaAndASecondStartKeepsIt() {
    Map<String, Object> properties = TestingServers.get().properties();
    try (ApplicationContext first = ApplicationContext.run(properties)) {
      first.getBean(Journal.class).append("r", "r", List.of(TestingRuns.opened(1, "p")));
      assertThat(tables(first))
          .containsExactly(
              "artifact",
              "artifact_use",
              "champion",
              "champion_change",
              "command",
              "flyway_schema_history",
              "grown_plan",
              "journal",
              "lease",
              "outbox",
              "plan_document",
              "plan_version",
              "resource",
              "run",
              "run_step");
    }
    try (ApplicationContext second = ApplicationContext.run(properties)) {
      assertThat(second.getBean(Runs.class).find("r")).isPresent();
    }
  }

  private static List<String> tables(ApplicationContext context) {
    return context
        .getBean(Database.class)
        .read(
            session ->
                session.all(
                    row -> row.text("tablename"),
                    "select tablename from pg_tables where schemaname = 'public' order by 1"));
  }
}
