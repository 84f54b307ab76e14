package io.planwright.store;

import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The shared folder: a file of hash {@code aabb…} stands at {@code aa/bb…}, whole or not at all;
 * {@code incoming} holds what is being written, {@code scratch} the steps' own folders.
 */
@Singleton
final class ArtifactFolder {
  /** A larger result is a mistake of its step, or needs another kind of storage. */
  static final long MOST_BYTES = 2L << 30;

  private static final int MOST_REMEMBERED = 10_000;
  private static final int CHUNK = 1 << 16;

  private final Path root;
  private final Set<String> checked =
      Collections.synchronizedSet(
          Collections.newSetFromMap(
              new LinkedHashMap<>() {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                  return size() > MOST_REMEMBERED;
                }
              }));

  ArtifactFolder(
      @Property(name = "planwright.artifacts", defaultValue = ".planwright/artifacts")
          String root) {
    this.root = Path.of(root).toAbsolutePath().normalize();
  }

  /** A copy that was put in its place. */
  record Content(String sha256, long bytes) {}

  /** What stands in the place already is replaced: it may be damaged. */
  Content put(Path file) {
    try {
      Path incoming = Files.createDirectories(root.resolve("incoming"));
      Path copy = incoming.resolve(UUID.randomUUID().toString());
      try {
        Content content = copy(file, copy);
        Path place = place(content.sha256());
        Path folder = Files.createDirectories(folder(content.sha256()));
        Files.move(
            copy, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        force(folder);
        checked.add(content.sha256());
        return content;
      } finally {
        Files.deleteIfExists(copy);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot store " + file, e);
    }
  }

  /** The size is checked each time, the bytes once in a process. */
  Optional<Path> find(String sha256, long bytes) {
    Path place = place(sha256);
    if (!Files.isRegularFile(place)) {
      return Optional.empty();
    }
    try {
      if (Files.size(place) != bytes) {
        throw new ArtifactCorrupted(
            "artifact " + sha256 + " must have " + bytes + " bytes, has " + Files.size(place));
      }
      if (!checked.contains(sha256)) {
        String came = hash(place);
        if (!came.equals(sha256)) {
          throw new ArtifactCorrupted("artifact " + sha256 + " has bytes of hash " + came);
        }
        checked.add(sha256);
      }
      return Optional.of(place);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read artifact " + sha256, e);
    }
  }

  /** A folder by the hash of its owner's name, which may hold what no file system takes. */
  Path scratch(String owner) {
    try {
      return Files.createDirectories(root.resolve("scratch").resolve(Sha256.of(owner)));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make a scratch folder for " + owner, e);
    }
  }

  private Path place(String sha256) {
    if (!Sha256.names(sha256)) {
      throw new IllegalArgumentException("expected a SHA-256 in hex, came " + sha256);
    }
    return folder(sha256).resolve(sha256.substring(2));
  }

  private Path folder(String sha256) {
    return root.resolve(sha256.substring(0, 2));
  }

  private static Content copy(Path from, Path to) throws IOException {
    long size = Files.size(from);
    check(from, size);
    MessageDigest digest = Sha256.digest();
    long bytes = 0;
    try (InputStream in = Files.newInputStream(from);
        FileChannel out =
            FileChannel.open(to, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      byte[] chunk = new byte[CHUNK];
      for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
        digest.update(chunk, 0, read);
        bytes += read;
        check(from, bytes);
        ByteBuffer buffer = ByteBuffer.wrap(chunk, 0, read);
        while (buffer.hasRemaining()) {
          out.write(buffer);
        }
      }
      out.force(true);
    }
    return new Content(Sha256.hex(digest.digest()), bytes);
  }

  private static void check(Path file, long bytes) {
    if (bytes > MOST_BYTES) {
      throw new IllegalArgumentException(
          "an artifact must have <= " + MOST_BYTES + " bytes, " + file + " has " + bytes);
    }
  }

  private static String hash(Path file) throws IOException {
    MessageDigest digest = Sha256.digest();
    try (InputStream in = Files.newInputStream(file)) {
      byte[] chunk = new byte[CHUNK];
      for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
        digest.update(chunk, 0, read);
      }
    }
    return Sha256.hex(digest.digest());
  }

  /** A rename outlives a loss of power only when its folder was written. */
  private static void force(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
