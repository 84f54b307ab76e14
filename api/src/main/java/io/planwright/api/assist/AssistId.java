package io.planwright.api.assist;

import io.planwright.api.access.Principal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** The workflow id of a question: by its key and content, so that no other is taken for it. */
final class AssistId {
  private static final int DIGITS = 32;

  private AssistId() {}

  static String of(Principal caller, String key, String document, Optional<String> model) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String part : List.of(caller.team(), caller.name(), key, document, model.orElse(""))) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
        digest.update(bytes);
      }
      return "assist-" + HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
