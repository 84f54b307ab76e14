package io.planwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.Command;

final class MainTest {

  @Test
  void callsEachCommandByItsName() {
    assertThat(Main.COMMANDS)
        .allSatisfy(
            (name, type) -> assertThat(type.getAnnotation(Command.class).name()).isEqualTo(name));
  }

  @Test
  void namesAllCommandsInItsHelp() {
    Launch help = Launch.of("--help");

    assertThat(help.exit()).isZero();
    assertThat(help.out()).contains(Main.COMMANDS.keySet());
  }

  @Test
  void suggestsACommandForAMisspeltOne() {
    Launch misspelt = Launch.of("pln", "check");

    assertThat(misspelt.exit()).isEqualTo(2);
    assertThat(misspelt.err()).contains("plan");
  }

  @ParameterizedTest
  @CsvSource({
    "plan forecast x --start tomorrow, a day like 2026-01-31",
    "plan export x --start=2026-02-30, a day like 2026-01-31",
    "schedule create --id a --plan p --every often, 'a duration like 15m, 6h, 7d or PT15M'",
    "schedule create --id a --plan p --cron c --jitter 5, 'a duration like 15m, 6h, 7d or PT15M'",
    "plan get p --version newest, a whole number",
    "run list --limit 1.5, a whole number",
    "dev --ui-port usual, a whole number",
    "task complete r t --metric auc=good, a number"
  })
  void saysWhatAnOptionTakesWithoutNamesOfJava(String call, String expected) {
    Launch launch = Launch.of(call.split(" "));

    assertThat(launch.exit()).isEqualTo(2);
    assertThat(launch.err())
        .contains("expected " + expected + ", was '")
        .doesNotContain("java.", "Exception");
  }

  @Test
  void takesOptionsOfAllCommandsBehindAndBeforeACommand() {
    assertThat(Launch.of("executor", "list", "-o", "json").out()).startsWith("[");
    assertThat(Launch.of("-o", "json", "executor", "list").out()).startsWith("[");
  }
}
