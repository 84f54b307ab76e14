package io.planwright.plan.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sets of the JDK change their order from one start of the JVM to the next; a plan must not. */
final class TwoStartsTest {
  @Test
  void compileToTheSame(@TempDir Path folder) throws Exception {
    Path documents = Files.createDirectory(folder.resolve("documents"));
    for (Map.Entry<String, String> construct : Constructs.documents().entrySet()) {
      Files.writeString(documents.resolve(construct.getKey() + ".md"), construct.getValue());
    }
    Map<String, String> one = start(documents, folder.resolve("one"));
    assertThat(one)
        .isEqualTo(start(documents, folder.resolve("two")))
        .hasSameSizeAs(Constructs.documents());
    assertThat(one.get("boxes.json")).contains("T003");
    assertThat(one.values())
        .allMatch(export -> export.contains("Load bars") || export.contains("One"));
  }

  private static Map<String, String> start(Path documents, Path exports) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                ExportFolder.class.getName(),
                documents.toString(),
                exports.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    Map<String, String> found = new TreeMap<>();
    try (Stream<Path> files = Files.list(exports)) {
      for (Path file : files.toList()) {
        found.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    return found;
  }
}
