package io.planwright.models;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;

/**
 * A model or a checkpoint as a file: the manifest as one line of JSON, then XGBoost's own JSON.
 * Hostile until checked: its size, its hash and {@linkplain BoosterCheck its trees}, before native
 * code sees it.
 */
record ModelFile(ModelManifest manifest, byte[] booster) {
  static final long MOST_BYTES = 256L << 20;
  static final int LONGEST_MANIFEST = 64 << 10;

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .addModule(
              new SimpleModule()
                  .addSerializer(Instant.class, ToStringSerializer.instance)
                  .addDeserializer(Instant.class, new InstantText()))
          .build();

  /** Writes it whole or not at all, to last: the file appears when its bytes are on the disk. */
  String write(Path file) {
    try {
      byte[] line = (JSON.writeValueAsString(manifest) + "\n").getBytes(StandardCharsets.UTF_8);
      if (line.length > LONGEST_MANIFEST || (long) line.length + booster.length > MOST_BYTES) {
        throw new IllegalStateException(
            "a model must have at most %d bytes, was %d"
                .formatted(MOST_BYTES, (long) line.length + booster.length));
      }
      Path part = Files.createTempFile(file.toAbsolutePath().getParent(), "part-", ".tmp");
      try {
        try (FileChannel out = FileChannel.open(part, StandardOpenOption.WRITE)) {
          writeFully(out, line);
          writeFully(out, booster);
          out.force(true);
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(part);
      }
      return Sha256.of(line, booster);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void writeFully(FileChannel out, byte[] bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      out.write(buffer);
    }
  }

  static ModelFile read(Path file) {
    byte[] bytes = bytes(file);
    int end = 0;
    while (end < bytes.length && bytes[end] != '\n') {
      end++;
    }
    if (end == bytes.length || end > LONGEST_MANIFEST) {
      throw new InvalidFile(
          file, "expected a line of manifest with at most " + LONGEST_MANIFEST + " bytes");
    }
    ModelManifest manifest = manifest(file, Arrays.copyOf(bytes, end));
    byte[] booster = Arrays.copyOfRange(bytes, end + 1, bytes.length);
    if (booster.length != manifest.boosterBytes()) {
      throw new InvalidFile(
          file,
          "expected %d bytes after the manifest, was %d"
              .formatted(manifest.boosterBytes(), booster.length));
    }
    String sha256 = Sha256.of(booster);
    if (!sha256.equals(manifest.boosterSha256())) {
      throw new InvalidFile(
          file, "expected sha256 %s, was %s".formatted(manifest.boosterSha256(), sha256));
    }
    new BoosterCheck(file, manifest).check(booster);
    return new ModelFile(manifest, booster);
  }

  private static byte[] bytes(Path file) {
    try {
      long size = Files.size(file);
      if (size > MOST_BYTES) {
        throw new InvalidFile(
            file, "a model must have at most %d bytes, was %d".formatted(MOST_BYTES, size));
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ModelManifest manifest(Path file, byte[] line) {
    try {
      return JSON.readValue(line, ModelManifest.class);
    } catch (JacksonException e) {
      throw new InvalidFile(file, "expected a manifest, but " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class InstantText extends FromStringDeserializer<Instant> {
    private static final long serialVersionUID = 1;

    private InstantText() {
      super(Instant.class);
    }

    @Override
    protected Instant _deserialize(String value, DeserializationContext context) {
      return Instant.parse(value);
    }
  }
}
