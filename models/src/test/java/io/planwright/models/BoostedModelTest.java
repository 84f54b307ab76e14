package io.planwright.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.planwright.quant.features.FeatureRecipe;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BoostedModelTest {
  private static final TrainingRows ROWS = TestingRows.rows(300, 200);

  private final Path folder;
  private final Path valid;
  private final double[] expected;
  private Path file;

  BoostedModelTest(@TempDir Path folder) {
    this.folder = folder;
    valid = folder.resolve("model");
    file = valid;
    try (BoostedTraining training = BoostedTraining.start(ROWS, new BoostSettings(3, 2, 0.3, 1))) {
      while (!training.finished()) {
        training.advance();
      }
      expected = training.probabilities(200, 220);
      training.save(file);
    }
  }

  @Test
  void foretellsWhatItForetoldBeforeItWasSaved() {
    try (BoostedModel model = BoostedModel.load(file)) {
      assertThat(model.probabilities(ROWS.table(), 200, 220)).isEqualTo(expected);
      assertThat(model.probabilities(ROWS.table(), 5, 5)).isEmpty();
      assertThat(model.manifest().trainUntil()).isEqualTo(ROWS.table().time(199));
      assertThat(model.manifest().features()).isEqualTo(ROWS.table().names());
      assertThat(model.manifest().rounds()).isEqualTo(3);
    }
  }

  @Test
  void givesTheSha256OfItsFile() throws IOException {
    try (BoostedTraining training = BoostedTraining.start(ROWS, new BoostSettings(1, 2, 0.3, 1))) {
      String sha256 = training.save(file);
      assertThat(sha256).isEqualTo(Sha256.of(Files.readAllBytes(file)));
    }
  }

  @Test
  void refusesAFileThatWasCut() throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length - 1));
    refuses("bytes after the manifest");
    Files.write(file, new byte[0]);
    refuses("expected a line of manifest");
  }

  @Test
  void refusesAFileWithAnotherByte() throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 20] ^= 1;
    Files.write(file, bytes);
    refuses("expected sha256");
  }

  @Test
  void refusesAFileThatIsTooLarge() throws IOException {
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(ModelFile.MOST_BYTES + 1);
    }
    refuses("a model must have at most 268435456 bytes, was 268435457");
  }

  @Test
  void refusesAManifestThatIsNone() throws IOException {
    Files.writeString(file, "{\"format\":\"other/1\"}\n{}");
    refuses("expected a manifest");
    Files.writeString(file, "[]\n{}");
    refuses("expected a manifest");
    Files.writeString(file, "x".repeat(ModelFile.LONGEST_MANIFEST + 1) + "\n{}");
    refuses("expected a line of manifest with at most 65536 bytes");
  }

  /** What native code would follow out of its arrays, or for ever. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "left_children":[1,                | "left_children":[1000000,            | has a child 1000000
          "left_children":[1,                | "left_children":[0,                  | has a child 0
          "left_children":[1,                | "left_children":[-1,                 | has a child -1
          "left_children":[1,                | "left_children":[1.5,                | expected integers as left_children
          "left_children":[1,                | "left_children":[1,1,                | expected 8 base_weights, was 7
          "name":"gbtree"                    | "name":"dart"                        | expected gbtree
          "name":"binary:logistic"           | "name":"reg:squarederror"            | expected binary:logistic
          "num_feature":"7"                  | "num_feature":"9"                    | expected
          "num_trees":"3"                    | "num_trees":"4"                      | expected 3
          "iteration_indptr":[0,1,           | "iteration_indptr":[0,9,             | expected 1 in
          "tree_info":[0,0,0]                | "tree_info":[0,0,7]                  | expected 0 in
          "tree_info":[0,0,0]                | "tree_info":[0,0,0,0]                | expected 3 trees
          "learner":{                        | "learner":{},"learner":{             | Duplicate field
          "categories":[]                    | "categories":[1]                     | expected no categories
          """)
  void refusesATreeThatIsNone(String was, String becomes, String problem) throws IOException {
    rewrite(booster -> booster.replaceFirst(Pattern.quote(was), becomes));
    refuses(problem);
  }

  @Test
  void refusesASplitByAFeatureThatIsNotThere() throws IOException {
    rewrite(booster -> booster.replaceFirst("\"split_indices\":\\[\\d+", "\"split_indices\":[7"));
    refuses("splits by feature 7, which is not there");
  }

  @Test
  void refusesAModelThatIsNoJson() throws IOException {
    rewrite(booster -> "\u00ac\u00ed\u0000\u0005sr");
    refuses("expected");
    rewrite(booster -> "[".repeat(100_000));
    refuses("expected an object");
    rewrite(booster -> "{\"a\":".repeat(100_000));
    refuses("nesting depth");
  }

  @Test
  void refusesOtherFeaturesThanItsOwn() {
    try (BoostedModel model = BoostedModel.load(file)) {
      assertThatThrownBy(
              () ->
                  model.probabilities(
                      new FeatureRecipe(List.of(1), List.of(), 1)
                          .build(
                              List.of(
                                  Instant.EPOCH,
                                  Instant.ofEpochSecond(1),
                                  Instant.ofEpochSecond(2)),
                              new double[] {1, 2, 3}),
                      0,
                      1))
          .hasMessageStartingWith("expected the model's features [return_1, ");
    }
  }

  private void rewrite(UnaryOperator<String> change) throws IOException {
    ModelFile model = ModelFile.read(valid);
    String before = new String(model.booster(), StandardCharsets.UTF_8);
    String after = change.apply(before);
    assertThat(after).isNotEqualTo(before);
    byte[] booster = after.getBytes(StandardCharsets.UTF_8);
    ModelManifest manifest = ModelManifest.of(ROWS, model.manifest().settings(), 3, booster);
    file = Files.createTempDirectory(folder, "rewritten").resolve("model");
    new ModelFile(manifest, booster).write(file);
  }

  private void refuses(String problem) {
    assertThatThrownBy(() -> BoostedModel.load(file))
        .isInstanceOf(InvalidFile.class)
        .hasMessageStartingWith("model: ")
        .hasMessageContaining(problem);
  }
}
