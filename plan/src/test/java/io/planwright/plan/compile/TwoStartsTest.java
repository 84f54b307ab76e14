package io.planwright.plan.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sets of the JDK change their order from one start of the JVM to the next; a plan must not. */
final class TwoStartsTest {
  private static final String DOCUMENT =
      """
      # Plan
      ## Phase 1: A
      - [ ] T001 [P1] One (2 days)
        - Owner: Ann
        - Depends on: T009, All, Nothing known
        ```planwright
        executer: data.fetsh
        executor: model.trian
        ```
      - [ ] T002 Two (depends on T001)
        ```planwright
        executor: model.train
        inputs: {features: "${T001:x}", rouns: 3}
        ```
      ## Phase 2: B
      - [ ] T003 Three
      """;

  @Test
  void compileToTheSame(@TempDir Path folder) throws Exception {
    Path documents = Files.createDirectory(folder.resolve("documents"));
    Files.writeString(documents.resolve("plan.md"), DOCUMENT);
    assertThat(start(documents, folder.resolve("one")))
        .isEqualTo(start(documents, folder.resolve("two")))
        .contains("T003");
  }

  private static String start(Path documents, Path exports) throws Exception {
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
    return Files.readString(exports.resolve("plan.json"));
  }
}
