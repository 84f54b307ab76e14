package io.planwright.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DataFolderTest {
  private final Path outside;
  private final Path root;

  DataFolderTest(@TempDir Path folder) throws IOException {
    outside = Files.writeString(folder.resolve("secret.csv"), "time,a\n");
    root = Files.createDirectory(folder.resolve("data"));
    Files.createDirectory(root.resolve("eu"));
    Files.writeString(root.resolve("eu/prices.csv"), "time,a\n");
  }

  @Test
  void findsAFileInside() throws IOException {
    Path expected = root.resolve("eu/prices.csv").toRealPath();
    assertThat(new DataFolder(root).file("eu/prices.csv")).isEqualTo(expected);
    assertThat(new DataFolder(root).file("./eu/prices.csv")).isEqualTo(expected);
  }

  @Test
  void followsALinkThatStaysInside() throws IOException {
    Files.createSymbolicLink(root.resolve("latest.csv"), root.resolve("eu/prices.csv"));
    assertThat(new DataFolder(root).file("latest.csv")).hasFileName("prices.csv");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../secret.csv", "eu/../../secret.csv", "eu/../eu/prices.csv", ".."})
  void refusesAWayUp(String name) {
    refuses(name, "expected a name without '..'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/etc/passwd", "", " "})
  void refusesWhatIsNotRelative(String name) {
    refuses(name, "expected a name relative to the data folder");
  }

  @Test
  void refusesALinkOutside() throws IOException {
    Files.createSymbolicLink(root.resolve("link.csv"), outside);
    Files.createSymbolicLink(root.resolve("up"), root.getParent());
    refuses("link.csv", "expected a file inside the data folder");
    refuses("up/secret.csv", "expected a file inside the data folder");
  }

  @Test
  void refusesWhatIsNoFile() {
    refuses("none.csv", "there is no none.csv");
    refuses("eu", "expected a readable file");
    assertThatThrownBy(() -> new DataFolder(root.resolve("none")).file("a.csv"))
        .hasMessage("expected a.csv in the data folder, but this worker has none");
    refuses("a\u0000b", "expected a file's name");
  }

  private void refuses(String name, String problem) {
    assertThatThrownBy(() -> new DataFolder(root).file(name))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(problem);
  }
}
