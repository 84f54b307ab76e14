package io.planwright.temporal.payload;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The keys that payloads are encrypted under: the first is current and encrypts, all of them
 * decrypt. It shows its keys' ids, never a key.
 */
public final class KeyRing {
  static final int KEY_BYTES = 32;

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");

  private final SequencedMap<String, SecretKey> keys;

  private KeyRing(SequencedMap<String, SecretKey> keys) {
    this.keys = Collections.unmodifiableSequencedMap(keys);
  }

  /** No keys: nothing is encrypted, and nothing encrypted can be read. */
  public static KeyRing none() {
    return new KeyRing(new LinkedHashMap<>());
  }

  /** A new key as an entry of the key ring's file. */
  public static String newEntry(String id) {
    byte[] key = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(key);
    return "- id: " + checkedId(id) + "\n  key: " + Base64.getEncoder().encodeToString(key) + "\n";
  }

  static KeyRing of(SequencedMap<String, byte[]> keys) {
    SequencedMap<String, SecretKey> secret = new LinkedHashMap<>();
    keys.forEach((id, key) -> secret.put(checkedId(id), secret(id, key)));
    return new KeyRing(secret);
  }

  private static String checkedId(String id) {
    if (!ID.matcher(id).matches()) {
      throw new KeyRingInvalid(
          "a key's id must be of 1 to 63 letters, digits, '.', '_' and '-', was " + id);
    }
    return id;
  }

  private static SecretKey secret(String id, byte[] key) {
    if (key.length != KEY_BYTES) {
      throw new KeyRingInvalid(
          "key %s must have %d bytes, had %d".formatted(id, KEY_BYTES, key.length));
    }
    return new SecretKeySpec(key, "AES");
  }

  public boolean isEmpty() {
    return keys.isEmpty();
  }

  /** All ids, the current key's first. */
  public List<String> ids() {
    return List.copyOf(keys.sequencedKeySet());
  }

  Optional<String> current() {
    return keys.isEmpty() ? Optional.empty() : Optional.of(keys.firstEntry().getKey());
  }

  SecretKey key(String id) {
    SecretKey key = keys.get(id);
    if (key == null) {
      throw new PayloadUnreadable(
          "the payload is encrypted under key "
              + id
              + (keys.isEmpty()
                  ? ", and there is no key ring here: "
                      + PayloadFormat.KEYS_FILE
                      + " must name its file"
                  : ", which the key ring must have; it has " + String.join(", ", ids())));
    }
    return key;
  }

  @Override
  public String toString() {
    return "KeyRing" + ids();
  }
}
