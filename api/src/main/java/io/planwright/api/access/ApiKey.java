package io.planwright.api.access;

import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A caller's key as it is configured.
 *
 * @param sha256 of the key, in hex: the key itself is not kept
 */
record ApiKey(String name, String sha256, Set<Role> roles, String team) {
  private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");

  ApiKey {
    require(name, "name", WORD, "letters, digits, dots, dashes");
    require(sha256, "sha256", HEX, "64 lower-case hex digits");
    // Temporal takes the team as a fairness key of at most 64 bytes.
    require(team, "team", WORD, "letters, digits, dots, dashes");
    if (roles == null || roles.isEmpty()) {
      throw new IllegalArgumentException("roles must be some of viewer, operator, admin");
    }
    roles = Set.copyOf(roles);
  }

  Principal principal() {
    return new Principal(name, roles, team);
  }

  // Configuration may lack any field.
  private static void require(
      @Nullable String value, String field, Pattern pattern, String expected) {
    if (value == null || !pattern.matcher(value).matches()) {
      throw new IllegalArgumentException(
          field + " must be " + expected + (value == null ? ", was missing" : ""));
    }
  }
}
