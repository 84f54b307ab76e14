package io.planwright.plan.compile;

import static io.planwright.plan.compile.Documents.compile;
import static io.planwright.plan.compile.Documents.findings;
import static io.planwright.plan.compile.Documents.titles;
import static org.assertj.core.api.Assertions.assertThat;

import io.planwright.plan.Compiled;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
final class MojibakeTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"Überprüfung – fertig", "naïve café", "Проверить данные", "数据准备", "🎯 Ziel"})
  void repairsWhatWasEncodedTwice(String text) {
    String twice = twice(text);
    assertThat(Mojibake.repaired(twice)).isPresent();
    assertThat(Mojibake.repaired(twice).orElseThrow().text()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Überprüfung",
        "“le café…”",
        "“…así…”",
        "«CAFÉ»",
        "Ñandú",
        "10 × 20 ÷ 5",
        "数据",
        "ÂÂÂ"
      })
  void leavesTextAloneThatIsWhatItSeems(String text) {
    assertThat(Mojibake.repaired(text)).isEmpty();
  }

  @Test
  void readsARepairedDocumentAndSaysSo() {
    Compiled compiled =
        compile(twice("# Plan\n\n- [ ] Prüfen – früh\n").getBytes(StandardCharsets.UTF_8));
    assertThat(titles(compiled.plan())).containsExactly("Prüfen – früh");
    assertThat(findings(compiled)).contains("text-repaired 3:9");
  }

  @Test
  void endsSoonOnTextThatOnlyStartsLikeIt() {
    assertThat(Mojibake.repaired("Â".repeat(2_500_000))).isEmpty();
    assertThat(Mojibake.repaired("ð\u0178".repeat(1_000_000))).isEmpty();
  }

  private static String twice(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    StringBuilder read = new StringBuilder();
    for (byte b : bytes) {
      String one = new String(new byte[] {b}, Charset.forName("windows-1252"));
      read.append(one.charAt(0) == '\uFFFD' ? (char) (b & 0xFF) : one.charAt(0));
    }
    return read.toString();
  }
}
