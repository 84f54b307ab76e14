package io.planwright.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.context.ApplicationContext;
import io.planwright.store.testing.TestingServers;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Owns its PostgreSQL, which goes away. */
@Timeout(120)
final class StoreUnavailableTest {
  @Test
  void tellsADatabaseThatWentAwayFromAStatementThatFailed() throws IOException {
    EmbeddedPostgres postgres = EmbeddedPostgres.builder().start();
    Map<String, Object> properties = TestingServers.get().properties();
    properties.put("datasources.default.url", postgres.getJdbcUrl("postgres", "postgres"));
    properties.put("datasources.default.connection-timeout", 500);
    try (ApplicationContext context = ApplicationContext.run(properties)) {
      Runs runs = context.getBean(Runs.class);
      assertThat(runs.find("nothing")).isEmpty();
      assertThatThrownBy(
              () ->
                  context
                      .getBean(Database.class)
                      .read(session -> session.one(row -> row, "select from nowhere")))
          .isNotInstanceOf(StoreUnavailable.class)
          .hasMessageContaining("nowhere");

      postgres.close();

      assertThatThrownBy(() -> runs.find("nothing")).isInstanceOf(StoreUnavailable.class);
      assertThatThrownBy(() -> runs.find("nothing")).isInstanceOf(StoreUnavailable.class);
    }
  }

  @Test
  void knowsTheStatesOfAServerThatIsAway() {
    for (String state : new String[] {"08001", "08006", "57P01", "57P02", "57P03", "53300"}) {
      assertThat(Database.lost(new IllegalStateException(new SQLException("x", state)))).isTrue();
    }
    for (String state : new String[] {"23505", "40001", "57014", "42P01"}) {
      assertThat(Database.lost(new IllegalStateException(new SQLException("x", state)))).isFalse();
    }
    assertThat(Database.lost(new SQLException("without a state"))).isFalse();
  }
}
