package io.planwright.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.context.ApplicationContext;
import io.planwright.plan.run.ArtifactRef;
import io.planwright.store.testing.TestingServers;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArtifactsTest {
  private static final SortedMap<String, Object> DETAILS = new TreeMap<>(Map.of("rows", 3));

  private static Path shared;
  private static Path own;
  private static Map<String, Object> properties;
  private static ApplicationContext context;
  private static Artifacts artifacts;

  @BeforeAll
  static void start(@TempDir Path folder) throws IOException {
    shared = folder.resolve("shared");
    own = Files.createDirectory(folder.resolve("own"));
    properties = TestingServers.get().properties();
    properties.put("planwright.artifacts", shared.toString());
    context = ApplicationContext.run(properties);
    artifacts = context.getBean(Artifacts.class);
  }

  @AfterAll
  static void stop() {
    context.close();
  }

  @Test
  void theSameBytesAreOneArtifact() throws IOException {
    ArtifactRef first = put("one", "same");
    ArtifactRef second = put("two", "same");

    assertThat(second).isEqualTo(first);
    assertThat(first.sha256())
        .isEqualTo("0967115f2813a3541eaef77de9d9d5773f1c0c04314b0bbfe4ff3b3b1c55b5d5");
    assertThat(first.bytes()).isEqualTo(4);
    assertThat(artifacts.file(first))
        .contains(shared.resolve("09").resolve(first.sha256().substring(2)));
    assertThat(artifacts.find(first.sha256())).contains(first);
    assertThat(artifacts.details(first.sha256())).contains(DETAILS);
    try (InputStream in = artifacts.open(first.sha256()).orElseThrow()) {
      assertThat(in.readAllBytes()).asString().isEqualTo("same");
    }
    try (Stream<Path> left = Files.list(shared.resolve("incoming"))) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void whatWasNeverStoredIsNotFound() {
    String unknown = "0".repeat(64);

    assertThat(artifacts.file(new ArtifactRef("text", unknown, 1, "text/plain"))).isEmpty();
    assertThat(artifacts.open(unknown)).isEmpty();
    assertThat(artifacts.open("../../etc/passwd")).isEmpty();
    assertThat(artifacts.details(unknown)).isEmpty();
    assertThatThrownBy(
            () -> artifacts.file(new ArtifactRef("text", "../../etc/passwd", 1, "text/plain")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aCutFileIsRefused() throws IOException {
    ArtifactRef ref = put("cut", "will be cut");
    Files.writeString(artifacts.file(ref).orElseThrow(), "will be");

    assertThatThrownBy(() -> artifacts.file(ref))
        .isInstanceOf(ArtifactCorrupted.class)
        .hasMessageContaining("must have 11 bytes, has 7");
  }

  @Test
  void changedBytesAreRefusedByAProcessThatHasNotSeenThemYet() throws IOException {
    ArtifactRef ref = put("changed", "will be changed");
    Files.writeString(artifacts.file(ref).orElseThrow(), "WILL be changed");

    try (ApplicationContext other = ApplicationContext.run(properties)) {
      Artifacts elsewhere = other.getBean(Artifacts.class);
      assertThatThrownBy(() -> elsewhere.file(ref))
          .isInstanceOf(ArtifactCorrupted.class)
          .hasMessageContaining(ref.sha256());

      put("mended", "will be changed");
      assertThat(elsewhere.file(ref)).isPresent();
    }
  }

  @Test
  void anArtifactHasAMostSize() throws IOException {
    Path large = own.resolve("large");
    try (RandomAccessFile sparse = new RandomAccessFile(large.toFile(), "rw")) {
      sparse.setLength(ArtifactFolder.MOST_BYTES + 1);
    }

    assertThatThrownBy(
            () -> artifacts.put(TestingRuns.step("r", "l"), "dataset", "text/csv", large, DETAILS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must have <= 2147483648 bytes");
  }

  @Test
  void aTeamSeesWhatItsStepsReferTo() throws IOException {
    ArtifactRef ref = put("seen", "seen by one team");
    assertThat(artifacts.visibleTo(TestingRuns.TEAM, ref.sha256())).isTrue();
    assertThat(artifacts.visibleTo("others", ref.sha256())).isFalse();

    artifacts.drop(TestingRuns.step("run", "seen"));
    artifacts.drop(TestingRuns.step("run", "seen"));

    assertThat(artifacts.visibleTo(TestingRuns.TEAM, ref.sha256())).isFalse();
    assertThat(artifacts.file(ref)).isPresent();
  }

  @Test
  void aStepKeepsItsScratchFolderWhateverItsName() {
    Path scratch = artifacts.scratch(TestingRuns.step("run", "../../ü" + "x".repeat(300)));

    assertThat(scratch).isDirectory().startsWith(shared);
    assertThat(artifacts.scratch(TestingRuns.step("run", "../../ü" + "x".repeat(300))))
        .isEqualTo(scratch);
    assertThat(artifacts.scratch(TestingRuns.step("run", "other"))).isNotEqualTo(scratch);
  }

  @Test
  void manyStoreTheSameAtOnce() throws Exception {
    List<Callable<ArtifactRef>> puts =
        IntStream.range(0, 8)
            .<Callable<ArtifactRef>>mapToObj(i -> () -> put("many-" + i, "by many"))
            .toList();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      assertThat(threads.invokeAll(puts).stream().map(Future::resultNow).distinct()).hasSize(1);
    }
  }

  private ArtifactRef put(String task, String text) throws IOException {
    Path file = Files.writeString(own.resolve(task), text);
    return artifacts.put(TestingRuns.step("run", task), "text", "text/plain", file, DETAILS);
  }
}
