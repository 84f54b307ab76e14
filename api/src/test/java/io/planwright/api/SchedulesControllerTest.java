package io.planwright.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.planwright.api.TestingApi.Answer;
import io.planwright.store.testing.TestingServers;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is refused before Temporal is asked; schedules themselves need a real server. */
final class SchedulesControllerTest {
  private static final TestingApi api = TestingApi.startWithoutTemporal(properties());

  private static Map<String, Object> properties() {
    Map<String, Object> properties = TestingServers.get().properties();
    properties.put("planwright.api.temporal-budget", "PT0.5S");
    return properties;
  }

  @BeforeAll
  static void postThePlan() {
    api.postPlan("/v1/plans?id=sprint", TestingApi.SPRINT);
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @Test
  void namesEveryFieldThatCannotBe() {
    Answer answer =
        api.post(
            "/v1/schedules",
            "{\"id\":\"My Schedule\",\"plan\":\"sprint\",\"cron\":\"61 * * * *\","
                + "\"timeZone\":\"Mars\"}");
    assertThat(answer.problem()).isEqualTo("400 BODY_INVALID");
    assertThat(answer.detail()).contains("id must").contains("minute").contains("Mars");
  }

  @Test
  void refusesUnknownFields() {
    Answer answer =
        api.post("/v1/schedules", "{\"id\":\"a\",\"plan\":\"sprint\",\"corn\":\"* * * * *\"}");
    assertThat(answer.problem()).isEqualTo("400 FIELD_UNKNOWN");
    assertThat(answer.detail()).contains("corn");
  }

  @Test
  void refusesAChangeThatCannotBe() {
    assertThat(
            api.put("/v1/schedules/a", "{\"id\":\"b\",\"plan\":\"sprint\",\"cron\":\"0 7 * * *\"}")
                .problem())
        .isEqualTo("400 BODY_INVALID");
    assertThat(
            api.put("/v1/schedules/a", "{\"id\":\"a\",\"plan\":\"sprint\",\"corn\":\"0 7 * * *\"}")
                .problem())
        .isEqualTo("400 FIELD_UNKNOWN");
    assertThat(api.get("/openapi.yaml").response().body()).contains("operationId: updateSchedule");
  }

  @Test
  void refusesAPlanOrVersionThatIsNotThere() {
    assertThat(
            api.post("/v1/schedules", "{\"id\":\"a\",\"plan\":\"no\",\"cron\":\"* * * * *\"}")
                .problem())
        .isEqualTo("404 PLAN_NOT_FOUND");
    assertThat(
            api.post(
                    "/v1/schedules",
                    "{\"id\":\"a\",\"plan\":\"sprint\",\"version\":4,\"every\":\"PT1H\"}")
                .problem())
        .isEqualTo("404 PLAN_NOT_FOUND");
  }

  @Test
  void saysThatTemporalIsDown() {
    Answer answer =
        api.post("/v1/schedules", "{\"id\":\"a\",\"plan\":\"sprint\",\"cron\":\"0 7 * * *\"}");
    assertThat(answer.problem()).isEqualTo("503 TEMPORAL_UNAVAILABLE");
    assertThat(answer.header("Retry-After")).isEqualTo("5");
    assertThat(
            api.put("/v1/schedules/a", "{\"id\":\"a\",\"plan\":\"sprint\",\"cron\":\"0 7 * * *\"}")
                .problem())
        .isEqualTo("503 TEMPORAL_UNAVAILABLE");
    assertThat(api.get("/v1/schedules/a").problem()).isEqualTo("503 TEMPORAL_UNAVAILABLE");
    assertThat(api.get("/v1/schedules").problem()).isEqualTo("503 TEMPORAL_UNAVAILABLE");
  }
}
