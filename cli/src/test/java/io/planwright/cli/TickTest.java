package io.planwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TickTest {
  private static final String BOXES =
      "# P\r\n- [ ] 1.1 Lay\r\n- [x] 1.2 Raise\r\n- [ ] 1.3 Paint\r\n### Task 2: Sweep\r\n";

  private final Path file;

  TickTest(@TempDir Path folder) throws IOException {
    file = Files.writeString(folder.resolve("plan.md"), BOXES);
  }

  @Test
  void writesStatesIntoTheFile() throws IOException {
    Launch launch = Launch.of("plan", "tick", file.toString(), "1.1=done", "1.3=in-progress");

    assertThat(launch.exit()).isZero();
    assertThat(launch.err()).contains("2 states written");
    assertThat(Files.readString(file))
        .isEqualTo(BOXES.replace("[ ] 1.1", "[x] 1.1").replace("[ ] 1.3", "[-] 1.3"));
  }

  @Test
  void aDryRunShowsTheLinesAlone() throws IOException {
    Launch launch = Launch.of("plan", "tick", file.toString(), "1.1=done", "--dry-run");

    assertThat(launch.exit()).isZero();
    assertThat(launch.out().lines())
        .containsExactly("@@ line 2", "-- [ ] 1.1 Lay", "+- [x] 1.1 Lay");
    assertThat(launch.err()).contains("1 state would be written");
    assertThat(Files.readString(file)).isEqualTo(BOXES);
  }

  @Test
  void writesNothingWhereSomethingIsRefused() throws IOException {
    Launch launch = Launch.of("plan", "tick", file.toString(), "1.1=done", "9=done");
    Launch word = Launch.of("plan", "tick", file.toString(), "1.1=perhaps");

    assertThat(launch.exit()).isEqualTo(4);
    assertThat(launch.err()).contains("write-back-unknown", "came 9", "nothing was written");
    assertThat(word.exit()).isEqualTo(2);
    assertThat(Files.readString(file)).isEqualTo(BOXES);
  }

  @Test
  void takesTheStatesOfARun() throws IOException {
    try (TestingApi api = new TestingApi()) {
      api.on(
          "GET /v1/runs/p-1",
          200,
          """
          {"run":{},"phases":[{"key":"p","tasks":[
            {"key":"1.1","state":"succeeded"},{"key":"1.2","state":"cancelled"},
            {"key":"1.3","state":"waiting"},{"key":"gone","state":"failed"}]}]}""");

      Launch launch =
          Launch.with(
              "",
              Map.of("PLANWRIGHT_URL", api.url()),
              Path.of("nowhere"),
              "run",
              "tick",
              "p-1",
              file.toString());

      assertThat(launch.exit()).isZero();
      assertThat(launch.err()).contains("1 of the run's 4 tasks is not in");
      assertThat(Files.readString(file))
          .isEqualTo(BOXES.replace("[ ] 1.1", "[x] 1.1").replace("[ ] 1.3", "[-] 1.3"));
    }
  }
}
