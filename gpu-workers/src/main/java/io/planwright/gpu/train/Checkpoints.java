package io.planwright.gpu.train;

import io.planwright.models.BoostSettings;
import io.planwright.models.BoostedTraining;
import io.planwright.models.InvalidFile;
import io.planwright.models.TrainingRows;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The checkpoints of one step, in its own folder: a file a round, at a path that the round alone
 * decides, so that one is found even where the heartbeat that told of it was lost.
 */
final class Checkpoints {
  private static final Pattern NAME = Pattern.compile("checkpoint-[0-9]{8}\\.model");
  private static final int KEPT = 2;

  private final Path folder;

  Checkpoints(Path folder) {
    this.folder = folder;
  }

  Path path(int round) {
    return folder.resolve("checkpoint-%08d.model".formatted(round));
  }

  /** Writes the state whole or not at all, then removes all but the newest two. */
  Checkpoint write(BoostedTraining training) {
    Path path = path(training.round());
    String sha256 = training.save(path);
    List<Path> older =
        newestFirst().stream().dropWhile(file -> file.compareTo(path) > 0).skip(KEPT).toList();
    older.forEach(Checkpoints::delete);
    return new Checkpoint(training.round(), path.toString(), sha256);
  }

  /**
   * Goes on from the newest checkpoint that is sound, else starts.
   *
   * @param told by the last attempt's heartbeat
   * @param discarded is told of each checkpoint that is not sound; its file is removed
   */
  BoostedTraining open(
      TrainingRows rows,
      BoostSettings settings,
      Optional<Checkpoint> told,
      Consumer<String> discarded) {
    for (Path file : newestFirst()) {
      try {
        check(file, told);
        return BoostedTraining.resume(rows, settings, file);
      } catch (InvalidFile | Unsound e) {
        discarded.accept(String.valueOf(e.getMessage()));
        delete(file);
      }
    }
    return BoostedTraining.start(rows, settings);
  }

  void clear() {
    newestFirst().forEach(Checkpoints::delete);
  }

  private static final class Unsound extends RuntimeException {
    private static final long serialVersionUID = 1;

    private Unsound(String message) {
      super(message);
    }
  }

  private static void check(Path file, Optional<Checkpoint> told) {
    if (told.isPresent()
        && Path.of(told.orElseThrow().path()).getFileName().equals(file.getFileName())) {
      String came = sha256(file);
      if (!came.equals(told.orElseThrow().sha256())) {
        throw new Unsound(
            "%s: expected sha256 %s, was %s"
                .formatted(file.getFileName(), told.orElseThrow().sha256(), came));
      }
    }
  }

  private List<Path> newestFirst() {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> NAME.matcher(file.getFileName().toString()).matches())
          .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
          .sorted(Comparator.reverseOrder())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String sha256(Path file) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
      return HexFormat.of().formatHex(digest);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
