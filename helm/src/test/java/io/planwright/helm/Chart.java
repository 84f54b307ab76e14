package io.planwright.helm;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import com.marcnuri.helm.Helm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The chart as it lies in this module. */
final class Chart {
  static final Path FOLDER = Path.of("planwright").toAbsolutePath();

  /** The annotation by which {@link #WITH_VISIBLE_HOOKS} marks hooks. */
  static final String HOOK = "planwright.test/hook";

  /** Rendered in process, hooks are left out; under another annotation they are plain objects. */
  private static final Path WITH_VISIBLE_HOOKS = copyWithVisibleHooks();

  private Chart() {}

  /** What it renders as release {@code release} in namespace {@code ml}. */
  static List<KubernetesObject> render(Path values) {
    String manifest =
        new Helm(WITH_VISIBLE_HOOKS)
            .template()
            .withName("release")
            .withNamespace("ml")
            .withKubeVersion("1.30.0")
            .withValuesFile(values)
            .call();
    return KubernetesObject.read(manifest);
  }

  /** The sets of values that lie beside the chart, each by its name. */
  static Stream<Path> valueSets() {
    return files(FOLDER.resolve("ci"));
  }

  static Path valueSet(String name) {
    return FOLDER.resolve("ci").resolve(name + "-values.yaml");
  }

  static Stream<Path> files(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Copies the chart into an empty folder. */
  static void copyTo(Path copy) {
    try (Stream<Path> files = Files.walk(FOLDER)) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(FOLDER.relativize(file).toString()), REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path copyWithVisibleHooks() {
    try {
      Path copy = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "chart");
      copyTo(copy);
      for (Path template : files(copy.resolve("templates")).toList()) {
        Files.writeString(
            template, Files.readString(template).replace("helm.sh/hook:", HOOK + ":"));
      }
      return copy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
