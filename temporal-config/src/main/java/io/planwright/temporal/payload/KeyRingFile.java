package io.planwright.temporal.payload;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * A key ring as YAML: a list of {@code {id, key}} or {@code {id, keyFile}}, the current key first.
 * A key is 32 bytes in base64; a key file holds just that, its path relative to the ring's folder.
 */
final class KeyRingFile {
  private static final Set<String> FIELDS = Set.of("id", "key", "keyFile");

  private final Path file;

  KeyRingFile(Path file) {
    this.file = file;
  }

  KeyRing read() {
    Object document;
    try (InputStream in = open(file)) {
      document = new Yaml(new SafeConstructor(new LoaderOptions())).load(in);
    } catch (IOException e) {
      throw new KeyRingInvalid("cannot read the key ring in " + file, e);
    } catch (YAMLException e) {
      // The parser's message quotes the file's content.
      throw new KeyRingInvalid("the key ring in " + file + " is not YAML");
    }
    if (!(document instanceof List<?> entries) || entries.isEmpty()) {
      throw new KeyRingInvalid(
          "expected a list of {id, key} or {id, keyFile} in " + file + ", found none");
    }
    SequencedMap<String, byte[]> keys = new LinkedHashMap<>();
    for (Object entry : entries) {
      String which = "key " + (keys.size() + 1) + " in " + file;
      Map<?, ?> fields = fields(entry, which);
      if (keys.putIfAbsent(text(fields, "id", which), key(fields, which)) != null) {
        throw new KeyRingInvalid(which + " has the id of another");
      }
    }
    return KeyRing.of(keys);
  }

  private static Map<?, ?> fields(Object entry, String which) {
    if (!(entry instanceof Map<?, ?> fields)) {
      throw new KeyRingInvalid(which + " must be {id, key} or {id, keyFile}");
    }
    TreeSet<String> unknown = new TreeSet<>();
    fields.keySet().forEach(name -> unknown.add(String.valueOf(name)));
    unknown.removeAll(FIELDS);
    if (!unknown.isEmpty()) {
      throw new KeyRingInvalid(which + " takes id, key, keyFile, found " + unknown);
    }
    return fields;
  }

  private byte[] key(Map<?, ?> fields, String which) {
    if (fields.containsKey("key") == fields.containsKey("keyFile")) {
      throw new KeyRingInvalid(which + " must have either key or keyFile");
    }
    return fields.containsKey("key")
        ? decoded(text(fields, "key", which), which)
        : decoded(content(file.resolveSibling(text(fields, "keyFile", which)), which), which);
  }

  private static String text(Map<?, ?> fields, String name, String which) {
    if (!(fields.get(name) instanceof String text) || text.isBlank()) {
      throw new KeyRingInvalid(which + " must have a text as " + name);
    }
    return text;
  }

  private static String content(Path keyFile, String which) {
    try (InputStream in = open(keyFile)) {
      return new String(in.readNBytes(1024), StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw new KeyRingInvalid("cannot read the file of " + which + ", " + keyFile, e);
    }
  }

  private static byte[] decoded(String text, String which) {
    byte[] key;
    try {
      key = Base64.getDecoder().decode(text.strip());
    } catch (IllegalArgumentException e) {
      // The decoder's message quotes the text.
      throw new KeyRingInvalid(which + " must be in base64");
    }
    if (key.length != KeyRing.KEY_BYTES) {
      throw new KeyRingInvalid(
          "%s must have %d bytes, had %d".formatted(which, KeyRing.KEY_BYTES, key.length));
    }
    return key;
  }

  private static InputStream open(Path path) throws IOException {
    PosixFileAttributeView posix = Files.getFileAttributeView(path, PosixFileAttributeView.class);
    if (posix != null
        && posix.readAttributes().permissions().contains(PosixFilePermission.OTHERS_READ)) {
      throw new KeyRingInvalid(
          path + " holds keys and must not be readable by everyone: chmod o-r " + path);
    }
    return Files.newInputStream(path);
  }
}
