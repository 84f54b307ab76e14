package io.planwright.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CsvFileTest {
  private final Path file;

  CsvFileTest(@TempDir Path folder) {
    file = folder.resolve("prices.csv");
  }

  @Test
  void readsTimesNumbersAndTexts() throws IOException {
    Dataset dataset =
        read(
            """
            date,close,note
            2015-01-02,10.50,"a, ""b""
            c"

            2015-01-03T16:00:00+02:00,,
            """);
    assertThat(dataset.times())
        .containsExactly(
            Instant.parse("2015-01-02T00:00:00Z"), Instant.parse("2015-01-03T14:00:00Z"));
    assertThat(dataset.columns())
        .extracting(Dataset.Column::type)
        .containsExactly("number", "text");
    Dataset.Numbers close = (Dataset.Numbers) dataset.column("close").orElseThrow();
    assertThat(close.value(0)).isEqualTo(10.5);
    assertThat(close.value(1)).isNaN();
    assertThat(dataset.column("note").orElseThrow().text(0)).isEqualTo("a, \"b\"\nc");
  }

  @Test
  void writesTheSameBytesForTheSameDataset() throws IOException {
    Dataset read =
        read("\uFEFFtime,a,b\r\n2015-01-02,1.0,\"x,y\"\r\n2015-01-05T00:00:00+01:00,1e3,\r\n");
    new CsvFile().write(read, file);
    String canonical =
        """
        time,a,b
        2015-01-02T00:00:00Z,1,"x,y"
        2015-01-04T23:00:00Z,1000,
        """;
    assertThat(file).hasContent(canonical);
    new CsvFile().write(read(canonical), file);
    assertThat(file).hasContent(canonical);
  }

  @Test
  void generatedBarsComeBackAsTheyWere() throws IOException {
    Dataset bars = GeneratedBars.dataset(3, LocalDate.of(2015, 1, 2), 50);
    new CsvFile().write(bars, file);
    String once = Files.readString(file);
    new CsvFile().write(read(once), file);
    assertThat(file).hasContent(once);
    assertThat(once)
        .startsWith("time,open,high,low,close,volume\n2015-01-02T00:00:00Z,")
        .hasLineCount(51);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          time,a;2015-01-02,1,2            | 2:1: expected 2 fields, was 3
          time,a;02.01.2015,1              | 2:1: expected a time like 2015-01-02
          time,a;2015-01-02T10:00:00,1     | 2:1: expected a time like 2015-01-02
          time,a;2015-01-02,"x             | 2:14: expected the end of the quote that begins at 2:12
          time,a;2015-01-02,x"y            | 2:13: expected a quote only around a whole field
          time,a;2015-01-02,"x"y           | 2:15: expected a comma after a quote
          time,a,a;2015-01-02,1,2          | 1:8: expected each column once, was a again
          time,,b                          | 1:6: expected a column's name, was ''
          2015-01-02,1                     | 1:1: expected a header, was a row
          time,a;999999999-01-01,1         | 2:1: expected a time
          """)
  void saysWhereAndWhat(String content, String problem) {
    assertThatThrownBy(() -> read(content.replace(';', '\n')))
        .isInstanceOf(InvalidCsv.class)
        .hasMessageStartingWith("prices.csv:" + problem);
  }

  @Test
  void tellsAllProblemsUpToTwenty() {
    InvalidCsv two =
        catchThrowableOfType(InvalidCsv.class, () -> read("time,a\nx,1\n2015-01-02,1\ny,2\n"));
    assertThat(two.problems()).hasSize(2);
    assertThat(two.problems().getLast()).startsWith("prices.csv:4:1: ");
    InvalidCsv many =
        catchThrowableOfType(InvalidCsv.class, () -> read("time,a\n" + "x,1\n".repeat(100)));
    assertThat(many.problems()).hasSize(20);
  }

  @Test
  void takesOnlyDecimalNumbersForNumbers() throws IOException {
    Dataset dataset =
        read("time,a,b,c,d,e\n2015-01-02,NaN,0x1p3,1d,-1.5E-3,\n2015-01-03,1,1,1,2,\n");
    assertThat(dataset.columns())
        .extracting(Dataset.Column::type)
        .containsExactly("text", "text", "text", "number", "text");
  }

  @Test
  void refusesMoreThanItsLimits() throws IOException {
    Files.writeString(file, "time,a\n2015-01-02,12345\n");
    assertRefused(new CsvFile(10, 9, 9, 99), "expected at most 10 bytes, was 24");
    assertRefused(new CsvFile(99, 0, 9, 99), "expected at most 0 rows");
    assertRefused(new CsvFile(99, 9, 1, 99), "1:7: expected at most 1 columns");
    assertRefused(new CsvFile(99, 9, 9, 4), "2:5: expected a field of at most 4 characters");
    assertThat(new CsvFile()).isEqualTo(new CsvFile(67_108_864, 1_000_000, 256, 1_000));
  }

  @Test
  void refusesWhatIsNoText() throws IOException {
    Files.write(file, new byte[0]);
    assertRefused(new CsvFile(), "prices.csv:1:1: expected a header, was empty");
    Files.write(file, "time,a\n\u0000".getBytes(StandardCharsets.UTF_8));
    assertRefused(new CsvFile(), "2:1: expected text, was a zero byte");
    Files.write(file, new byte[] {'t', ',', (byte) 0xC3, '\n'});
    assertRefused(new CsvFile(), "expected UTF-8 text");
  }

  @Test
  @Timeout(10)
  void readsALargeFileInTimeThatGrowsWithIt() throws IOException {
    StringBuilder text = new StringBuilder("time,a,b\n");
    Instant time = Instant.parse("2015-01-02T00:00:00Z");
    for (int i = 0; i < 200_000; i++) {
      text.append(time.plus(Duration.ofMinutes(i))).append(",1.25,x\n");
    }
    Files.writeString(file, text);
    List<Integer> told = new ArrayList<>();
    assertThat(new CsvFile().read(file, "prices.csv", told::add).rows()).isEqualTo(200_000);
    assertThat(told).hasSize(200).endsWith(200_000);
  }

  private void assertRefused(CsvFile limits, String problem) {
    assertThatThrownBy(() -> limits.read(file, "prices.csv", rows -> {}))
        .isInstanceOf(InvalidCsv.class)
        .hasMessageContaining(problem);
  }

  private Dataset read(String content) throws IOException {
    Files.writeString(file, content);
    return new CsvFile().read(file, "prices.csv", rows -> {});
  }
}
