package io.planwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.planwright.temporal.payload.KeyRing;
import io.planwright.temporal.payload.PayloadFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KeysCommandTest {
  @Test
  void printsEntriesThatMakeAKeyRing(@TempDir Path folder) throws IOException {
    Launch first = Launch.of("keys", "generate", "--id", "first");
    Launch second = Launch.of("keys", "generate");
    Path file = Files.writeString(folder.resolve("keys.yaml"), first.out() + second.out());
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));

    KeyRing keys = PayloadFormat.of(Map.of("PLANWRIGHT_KEYS_FILE", file.toString())).keys();

    assertThat(keys.ids()).hasSize(2).first().isEqualTo("first");
    assertThat(keys.ids().getLast()).matches("\\d{4}-\\d\\d-\\d\\d-[0-9a-f]{4}");
    assertThat(first.err()).contains("PLANWRIGHT_KEYS_FILE");
  }

  @Test
  void refusesAnIdThatIsNone() {
    Launch refused = Launch.of("keys", "generate", "--id", "a b");

    assertThat(refused.exit()).isEqualTo(2);
    assertThat(refused.out()).isEmpty();
    assertThat(refused.err()).contains("was a b");
  }
}
