package io.planwright.cli.stack;

import java.security.SecureRandom;
import java.util.Base64;

/** Passwords of embedded servers: other users of the machine reach loopback too. */
final class Secret {
  private Secret() {}

  static String next() {
    byte[] bytes = new byte[24];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
