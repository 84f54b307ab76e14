package io.planwright.workflows;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** FAILURES.md lists each code once, and says of each what the code does. */
final class FailureTableTest {
  private static final Path TABLE = Path.of("..", "FAILURES.md");

  @Test
  void tellsOfEachKindWhetherItIsTriedAgainAndWhatToDo() throws IOException {
    List<String[]> rows =
        Files.readAllLines(TABLE).stream()
            .filter(line -> line.startsWith("| `"))
            .map(line -> line.split("\\|"))
            .toList();

    assertThat(rows.stream().map(row -> row[1].strip().replace("`", "")))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(FailureKind.values()).map(FailureKind::name).toList());
    for (String[] row : rows) {
      FailureKind kind = FailureKind.valueOf(row[1].strip().replace("`", ""));
      assertThat(row[3].strip()).as(kind.name()).isEqualTo(kind.isRetryable() ? "yes" : "no");
      assertThat(row[4].strip()).as(kind.name()).isNotEmpty();
    }
  }
}
