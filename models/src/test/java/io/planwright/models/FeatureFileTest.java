package io.planwright.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.planwright.quant.features.FeatureTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FeatureFileTest {
  private static final String HEADER = "time,a,label,forwardReturn_2\n";
  private static final String ROW = "2015-01-02T00:00:00Z,0.5,1,0.01\n";

  private final Path folder;

  FeatureFileTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void readsWhatItWrote() {
    FeatureTable table = TestingRows.table(100);
    Path first = folder.resolve("first.csv");
    Path second = folder.resolve("second.csv");
    new FeatureFile().write(table, first);
    FeatureTable read = new FeatureFile().read(first);
    new FeatureFile().write(read, second);
    assertThat(second).hasSameBinaryContentAs(first);
    assertThat(read.rows()).isEqualTo(table.rows());
    assertThat(read.names()).isEqualTo(table.names());
    assertThat(read.value(70, 3)).isEqualTo(table.value(70, 3));
    assertThat(read.future().horizon()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          2015-01-02T00:00:00Z,0.5,1        | :2: expected 4 fields, was 3
          yesterday,0.5,1,0.01              | :2: expected a time like 2015-01-02T00:00:00Z, was yesterday
          2015-01-02T00:00:00Z,x,1,0.01     | :2: expected a number, was x
          2015-01-02T00:00:00Z,NaN,1,0.01   | : a feature must be a finite number
          2015-01-02T00:00:00Z,0.5,0,0.01   | :2: expected label 1 for a forward return of 0.01, was 0
          2015-01-02T00:00:00Z,0.5,0,-2     | : a forward return must be a number above -1
          """)
  void saysWhereARowIsWrong(String row, String problem) throws IOException {
    refuses(HEADER + row + "\n", problem);
  }

  @Test
  void saysWhatAHeaderMustBe() throws IOException {
    refuses("", "expected a header, was empty");
    refuses("time,a,b\n", ":1: expected time, features, label");
    refuses("time,a,label,forwardReturn_x\n", ":1: expected forwardReturn_<horizon>");
    refuses("time,a,label,forwardReturn_0\n", "horizon must be 1 bar or more");
    refuses("time,a,a,label,forwardReturn_1\n", "each once");
    refuses("time,=cmd(),label,forwardReturn_1\n", ":1: expected a feature's name");
  }

  @Test
  void refusesTimesThatDoNotRise() throws IOException {
    refuses(HEADER + ROW + ROW, "times must rise");
  }

  @Test
  void refusesMoreThanItsLimits() throws IOException {
    Path file = Files.writeString(folder.resolve("large.csv"), HEADER + ROW);
    assertThatThrownBy(() -> new FeatureFile(10, 10, 10).read(file))
        .hasMessageContaining("expected at most 10 bytes, was " + Files.size(file));
    assertThatThrownBy(() -> new FeatureFile(1000, 0, 10).read(file))
        .hasMessageContaining(":2: expected at most 0 rows");
    assertThatThrownBy(() -> new FeatureFile(1000, 10, 3).read(file))
        .hasMessageContaining(":1: expected at most 3 columns, was 4");
    assertThat(new FeatureFile()).isEqualTo(new FeatureFile(536_870_912, 1_000_000, 256));
  }

  private void refuses(String content, String problem) throws IOException {
    Path file = Files.writeString(folder.resolve("features.csv"), content);
    assertThatThrownBy(() -> new FeatureFile().read(file))
        .isInstanceOf(InvalidFile.class)
        .hasMessageStartingWith("features.csv:")
        .hasMessageContaining(problem);
  }
}
