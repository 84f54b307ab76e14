package io.planwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.planwright.cli.output.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ExecutorRouteTest {

  private static Launch route(String stdin, String... more) {
    String[] args = new String[2 + more.length];
    args[0] = "executor";
    args[1] = "route";
    System.arraycopy(more, 0, args, 2, more.length);
    return Launch.with(stdin, Map.of(), Path.of("nowhere"), args);
  }

  @Test
  void printsIdExecutorAndConfidenceOfEachLine() {
    Launch launch = route("a\tTrain the LSTM\tPhase 2\nb\tImplement LSTM\n");

    assertThat(launch.exit()).isZero();
    assertThat(launch.err()).isEmpty();
    assertThat(launch.out().lines())
        .satisfiesExactly(
            line -> assertThat(line).matches("a\tmodel\\.train\t[01]\\.\\d{4}"),
            line -> assertThat(line).matches("b\tmanual\t[01]\\.\\d{4}"));
  }

  @Test
  void bearsAHeaderEmptyLinesAndOtherLineEnds() {
    Launch launch = route("\uFEFFid\ttitle\tcontext\r\n\r\n1\tTrain the LSTM\t\r\n\n2\tRun tests");

    assertThat(launch.exit()).isZero();
    assertThat(launch.out().lines().map(line -> line.split("\t")[0])).containsExactly("1", "2");
  }

  @Test
  void namesTheLineThatHasNoTitle() {
    Launch launch = route("1\tTrain the LSTM\n\n2\n");

    assertThat(launch.exit()).isEqualTo(5);
    assertThat(launch.out()).isEmpty();
    assertThat(launch.err()).contains("line 3: expected an id, a tab and a title");
  }

  @Test
  void explainsByTheNextBestAndTheEvidence() {
    Launch launch = route("1\tTrain the LSTM", "--explain");

    String[] columns = launch.out().strip().split("\t");
    assertThat(columns).hasSize(5);
    assertThat(columns[3]).startsWith("model.train ");
    assertThat(columns[4]).contains("TRAIN");
  }

  @Test
  void answersAsJson() throws IOException {
    Launch launch = route("1\tTrain the LSTM", "-o", "json");

    assertThat(Json.read(launch.out().getBytes(StandardCharsets.UTF_8)).at("/0/executor").asText())
        .isEqualTo("model.train");
  }

  @Test
  void hasNothingToSayOfNothing() {
    Launch launch = route("");

    assertThat(launch.exit()).isZero();
    assertThat(launch.out()).isEmpty();
  }
}
