package io.planwright.api.runs;

import io.planwright.api.access.Principal;
import io.planwright.plan.Priority;
import io.planwright.plan.run.Shares;
import io.planwright.store.Run;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;

/**
 * A wish to start a run: by its key the same wish has the same run id, by its content another wish
 * under the same key is told apart.
 */
record RunRequest(Principal caller, String planId, String key, StartRun body) {
  static final Priority USUAL = Priority.P2;

  private static final int ID_DIGITS = 12;

  static RunRequest of(
      Principal caller, String planId, Optional<IdempotencyKey> key, StartRun body) {
    return new RunRequest(
        caller,
        planId,
        key.map(IdempotencyKey::value).orElseGet(() -> UUID.randomUUID().toString()),
        body);
  }

  String runId() {
    return planId + "-" + hash(caller.team(), caller.name(), planId, key).substring(0, ID_DIGITS);
  }

  String hash() {
    String usual = usualHash();
    return body.shares().equals(Shares.USUAL) ? usual : hash(usual, body.shares().toString());
  }

  /** Also of requests that were noted before a run could be limited. */
  private String usualHash() {
    return hash(
        caller.team(),
        caller.name(),
        planId,
        key,
        body.version().map(String::valueOf).orElse("newest"),
        priority().name(),
        // Requests from before runs could be pinned keep their hash.
        body.all() + (body.pinned() ? " pinned" : ""));
  }

  Priority priority() {
    return body.priority().orElse(USUAL);
  }

  /** The same of a wish to repeat a run. */
  record Repeat(Principal caller, Run origin, String key, RepeatRun body) {
    static Repeat of(Principal caller, Run origin, Optional<IdempotencyKey> key, RepeatRun body) {
      return new Repeat(
          caller,
          origin,
          key.map(IdempotencyKey::value).orElseGet(() -> UUID.randomUUID().toString()),
          body);
    }

    String runId() {
      String digits = RunRequest.hash(caller.team(), caller.name(), origin.id(), key);
      return origin.planId() + "-" + digits.substring(0, ID_DIGITS);
    }

    String hash() {
      return RunRequest.hash(
          caller.team(), caller.name(), origin.id(), key, String.join(" ", body.tasks()));
    }
  }

  private static String hash(String... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String part : parts) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
        digest.update(bytes);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
