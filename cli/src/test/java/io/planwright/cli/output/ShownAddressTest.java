package io.planwright.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ShownAddressTest {
  @ParameterizedTest
  @CsvSource({
    "http://me:secret@host:8080/a, http://host:8080/a",
    "https://token@host, https://host",
    "http://me:se/cr@et@host:8080, http://host:8080",
    "http://me:se cret@host, http://host",
    "me:secret@host:8080, host:8080",
    "host:8080, host:8080",
    "http://[::1]:8080, http://[::1]:8080"
  })
  void leavesOutWhoCalls(String text, String shown) {
    assertThat(ShownAddress.of(text)).isEqualTo(shown);
  }

  @Test
  void keepsAnAtSignOfThePath() {
    assertThat(ShownAddress.of(URI.create("http://host/a@b"))).isEqualTo("http://host/a@b");
    assertThat(ShownAddress.of(URI.create("http://u:p@host/a"))).isEqualTo("http://host/a");
  }
}
