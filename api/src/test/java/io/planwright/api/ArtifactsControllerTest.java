package io.planwright.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.planwright.api.TestingApi.Answer;
import io.planwright.plan.run.ArtifactRef;
import io.planwright.plan.run.StepRef;
import io.planwright.store.Artifacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ArtifactsControllerTest {
  @Test
  void servesTheBytesAsADownload(@TempDir Path folder) throws IOException {
    try (TestingApi api = TestingApi.start()) {
      String run = api.startRun();
      Path file = Files.writeString(folder.resolve("report.html"), "<script>alert(1)</script>");
      ArtifactRef ref =
          api.bean(Artifacts.class)
              .put(
                  new StepRef(run, "p", "t", 1, "default"),
                  "report",
                  "text/html",
                  file,
                  Collections.emptySortedMap());
      Answer answer = api.get("/v1/artifacts/" + ref.sha256());
      assertThat(answer.response().body()).isEqualTo("<script>alert(1)</script>");
      assertThat(answer.header("Content-Type")).startsWith("text/html");
      assertThat(answer.header("Content-Disposition")).startsWith("attachment");
      assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    }
  }
}
