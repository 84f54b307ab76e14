package io.planwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.planwright.cli.output.Json;
import io.planwright.quant.catalogue.Methods;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class QuantCommandTest {
  private static Launch quant(String stdin, String... args) {
    String[] all = new String[args.length + 1];
    all[0] = "quant";
    System.arraycopy(args, 0, all, 1, args.length);
    return Launch.with(stdin, Map.of(), Path.of("nowhere"), all);
  }

  private static JsonNode json(String text) throws IOException {
    return Json.read(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void printsTheAnswerOfANameAndOfItsAlias() throws IOException {
    String request = "{\"principal\": 200000, \"annualRate\": 0.06, \"months\": 360}";
    Launch named = quant(request, "loan-payment");
    assertThat(named.exit()).isZero();
    assertThat(json(named.out()).doubleValue())
        .isCloseTo(1199.1010503055138, Assertions.within(1e-9));
    assertThat(quant(request, "amort_200k_6pct_30y").out()).isEqualTo(named.out());
  }

  @Test
  void readsRecordsInListsAndLeavesOutWhatMayBe() throws IOException {
    Launch plan =
        quant(
            """
            {"debts": [
              {"name": "A", "balance": 4000, "annualRate": 0.2999,
               "promotion": {"annualRate": 0, "months": 12}},
              {"name": "B", "balance": 3000, "annualRate": 0.16}],
             "extra": 300}
            """,
            "debt-plan");
    assertThat(plan.err()).isEmpty();
    assertThat(json(plan.out()).at("/cheapest/interest").doubleValue())
        .isCloseTo(806.60, Assertions.within(0.005));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"principal": 1, "annualRate": 0.06} | MISSING: months: expected whole number, was nothing
          {"principal": 1, "annualRate": 0.06, "months": null} | MISSING: months: expected whole number
          {"principal": 1, "annualRate": 0.06, "months": 1, "x": 2} | UNKNOWN: x: expected one of
          {"principal": "1", "annualRate": 0.06, "months": 1} | WRONG_TYPE: principal: expected number, was "1"
          {"principal": 1, "annualRate": 0.06, "months": 1.5} | WRONG_TYPE: months: expected whole number, was 1.5
          {"principal": NaN, "annualRate": 0.06, "months": 1} | OUT_OF_RANGE: principal: expected
          {"principal": 1, "annualRate": 0.06, "months": 0} | OUT_OF_RANGE: months: expected 1
          [1, 2] | WRONG_TYPE: request: expected an object, was [1,2]
          {"principal": 1 | WRONG_TYPE: request: expected JSON
          {"principal": 1, "principal": 1} | WRONG_TYPE: request: expected JSON, was Duplicate field
          """)
  void namesTheArgumentThatHasNoAnswer(String request, String message) {
    Launch wrong = quant(request, "loan-payment");
    assertThat(wrong.exit()).isEqualTo(5);
    assertThat(wrong.out()).isEmpty();
    assertThat(wrong.err()).startsWith("planwright: " + message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"name": "a", "balance": 1} | MISSING: debts.annualRate row 1:
          {"name": "a", "balance": -1, "annualRate": 0} | OUT_OF_RANGE: debts.balance row 1:
          {"name": "a", "balance": true, "annualRate": 0} | WRONG_TYPE: debts.balance row 1:
          null | MISSING: debts row 1:
          """)
  void namesTheRowOfARecordInAList(String debt, String message) {
    String good = "{\"name\": \"g\", \"balance\": 1, \"annualRate\": 0}";
    Launch wrong = quant("{\"debts\": [%s, %s], \"extra\": 1}".formatted(good, debt), "debt-plan");
    assertThat(wrong.exit()).isEqualTo(5);
    assertThat(wrong.err()).startsWith("planwright: " + message);
  }

  @Test
  void tellsScriptsWhatIsWrongAsJson() throws IOException {
    Launch wrong =
        quant("{\"values\": [1, 2, NaN, 4], \"period\": 2}", "seasonality", "-o", "json");
    JsonNode error = json(wrong.err());
    assertThat(wrong.exit()).isEqualTo(5);
    assertThat(error.path("code").asText()).isEqualTo("NOT_FINITE");
    assertThat(error.path("argument").asText()).isEqualTo("values");
    assertThat(error.path("row").asInt()).isEqualTo(2);
    assertThat(error.path("expected").asText()).isEqualTo("a finite number");
    assertThat(error.path("came").asText()).isEqualTo("NaN");
  }

  @Test
  void answersEachLineByItself() throws IOException {
    Launch launch =
        quant(
            """
            {"method": "loan-payment", "request": {"principal": 12, "annualRate": 0, "months": 12}}

            {"method": "loan-payment", "request": {"principal": 12, "annualRate": 0, "months": -1}}
            {"method": "nothing", "request": {}}
            {"method": "loan-payment"}
            """,
            "--lines");
    List<String> lines = launch.out().lines().toList();
    assertThat(launch.exit()).isEqualTo(5);
    assertThat(lines).hasSize(4);
    assertThat(json(lines.get(0)).path("answer").doubleValue()).isEqualTo(1);
    assertThat(json(lines.get(1)).at("/error/argument").asText()).isEqualTo("months");
    assertThat(json(lines.get(2)).at("/error/code").asText()).isEqualTo("NOT_FOUND");
    assertThat(json(lines.get(3)).at("/error/code").asText()).isEqualTo("MISSING");
  }

  @Test
  void listsAllMethodsWithTheirArguments() throws IOException {
    Launch people = quant("", "--list");
    Launch scripts = quant("", "--list", "-o", "json");
    Methods.all().forEach(method -> assertThat(people.out()).contains(method.name()));
    assertThat(people.out()).contains("(annuity_fv_500_6pct_30y)", "ridge: number = 1");
    assertThat(json(scripts.out())).hasSize(Methods.all().size());
    JsonNode one = json(quant("", "seasonality", "--list", "-o", "json").out()).path(0);
    assertThat(one.at("/arguments/0/type").asText()).isEqualTo("list of number");
    assertThat(one.at("/arguments/0/required").asBoolean()).isTrue();
    assertThat(one.at("/arguments/1/default").asText()).isEqualTo("12");
  }

  @Test
  void refusesMethodsThatAreNone() {
    assertThat(quant("{}", "nothing").exit()).isEqualTo(3);
    assertThat(quant("{}").exit()).isEqualTo(2);
  }
}
