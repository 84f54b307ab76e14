package io.planwright.temporal.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class KeyRingFileTest {
  private static final String KEY = "c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0LTEyMzQ=";

  private final Path folder;

  KeyRingFileTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private Path file(String name, String content, String permissions) throws IOException {
    Path file = Files.writeString(folder.resolve(name), content);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }

  private static KeyRing read(Path file) {
    return PayloadFormat.of(Map.of("PLANWRIGHT_KEYS_FILE", file.toString())).keys();
  }

  @Test
  void takesKeysFromTheRingAndFromFilesBesideIt() throws IOException {
    file("old.key", KEY + "\n", "r--------");

    KeyRing keys =
        read(
            file(
                "ring.yaml",
                KeyRing.newEntry("2026-11") + "- {id: old, keyFile: old.key}\n",
                "rw-r-----"));

    assertThat(keys.ids()).containsExactly("2026-11", "old");
    assertThat(keys.current()).contains("2026-11");
    assertThat(keys.key("old").getEncoded())
        .asString()
        .isEqualTo("secret-secret-secret-secret-1234");
  }

  @Test
  void hasNoKeysWhereNoFileIsNamed() {
    assertThat(PayloadFormat.of(Map.of()).keys().isEmpty()).isTrue();
    assertThat(PayloadFormat.of(Map.of("PLANWRIGHT_KEYS_FILE", "")).keys().isEmpty()).isTrue();
  }

  @Test
  void makesANewKeyEachTime() {
    assertThat(KeyRing.newEntry("a")).isNotEqualTo(KeyRing.newEntry("a"));
    assertThatThrownBy(() -> KeyRing.newEntry("a: b")).hasMessageContaining("was a: b");
  }

  @Test
  void refusesFilesThatEveryoneCanRead() throws IOException {
    Path ring = file("ring.yaml", KeyRing.newEntry("a"), "rw-r--r--");
    file("open.key", KEY, "rw----r--");
    Path indirect = file("indirect.yaml", "- {id: a, keyFile: open.key}", "rw-------");

    assertThatThrownBy(() -> read(ring))
        .isInstanceOf(KeyRingInvalid.class)
        .hasMessage(ring + " holds keys and must not be readable by everyone: chmod o-r " + ring);
    assertThatThrownBy(() -> read(indirect))
        .isInstanceOf(KeyRingInvalid.class)
        .hasMessageContaining("open.key holds keys");
  }

  @Test
  void saysWhichFileIsNotThere() throws IOException {
    assertThatThrownBy(() -> read(folder.resolve("none.yaml")))
        .isInstanceOf(KeyRingInvalid.class)
        .hasMessage("cannot read the key ring in " + folder.resolve("none.yaml"));
    Path ring = file("ring.yaml", "- {id: a, keyFile: none.key}", "rw-------");
    assertThatThrownBy(() -> read(ring))
        .isInstanceOf(KeyRingInvalid.class)
        .hasMessageContaining("cannot read the file of key 1")
        .hasMessageContaining("none.key");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[]|found none",
        "a: b|found none",
        "{KEY|not YAML",
        "- KEY|key 1 in",
        "- {id: a}|either key or keyFile",
        "- {id: a, key: KEY, keyFile: b}|either key or keyFile",
        "- {id: a, key: KEY, until: 2027}|found [until]",
        "- {key: KEY}|a text as id",
        "- {id: 7, key: KEY}|a text as id",
        "- {id: a, key: 7}|a text as key",
        "- {id: a b, key: KEY}|was a b",
        "- {id: a, key: KEY!}|must be in base64",
        "- {id: a, key: c2VjcmV0}|must have 32 bytes, had 6",
        "[{id: a, key: KEY}, {id: a, key: KEY}]|key 2 in"
      })
  void refusesABrokenRingAndShowsNothingOfIt(String content, String reason) throws IOException {
    Path ring = file("ring.yaml", content.replace("KEY", KEY), "rw-------");

    assertThatThrownBy(() -> read(ring))
        .isInstanceOf(KeyRingInvalid.class)
        .hasMessageContaining(reason)
        .hasMessageNotContaining(KEY)
        .hasMessageNotContaining("c2Vj")
        .hasNoCause();
  }

  @ParameterizedTest
  @ValueSource(strings = {"not base64 at all", "c2VjcmV0"})
  void showsNothingOfAKeyFile(String content) throws IOException {
    file("a.key", content, "rw-------");
    Path ring = file("ring.yaml", "- {id: a, keyFile: a.key}", "rw-------");

    assertThatThrownBy(() -> read(ring))
        .isInstanceOf(KeyRingInvalid.class)
        .hasMessageNotContaining(content)
        .hasNoCause();
  }
}
