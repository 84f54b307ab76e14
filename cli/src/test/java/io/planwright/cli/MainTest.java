package io.planwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
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

  @Test
  void takesOptionsOfAllCommandsBehindAndBeforeACommand() {
    assertThat(Launch.of("executor", "list", "-o", "json").out()).startsWith("[");
    assertThat(Launch.of("-o", "json", "executor", "list").out()).startsWith("[");
  }
}
