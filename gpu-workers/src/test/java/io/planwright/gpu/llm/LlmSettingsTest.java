package io.planwright.gpu.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LlmSettingsTest {
  @Test
  void takesABlankModelForNone() {
    assertThat(new LlmSettings(Optional.empty(), Optional.of(" ")).model()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ftp://host", "host:11434", "/api", "http:///", "ftp://me:secret@host"})
  void refusesWhatIsNoAddressOfAServer(String url) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LlmSettings(Optional.of(URI.create(url)), Optional.empty()))
        .withMessageContaining("http:// or https://")
        .withMessageNotContaining("secret");
  }
}
