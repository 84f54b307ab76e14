package io.planwright.plan.format;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The names that somebody may have meant who wrote an unknown one. */
public final class Nearest {
  private static final int LONGEST = 60;
  private static final int MOST = 3;

  private Nearest() {}

  /** A hint: the nearest names, or all of a few. */
  public static String hint(String written, Collection<String> known) {
    List<String> near =
        known.stream()
            .filter(name -> distance(written, name) <= Math.max(2, name.length() / 3))
            .sorted(
                Comparator.comparingInt((String name) -> distance(written, name))
                    .thenComparing(Comparator.naturalOrder()))
            .limit(MOST)
            .toList();
    if (!near.isEmpty()) {
      return "did you mean " + String.join(", ", near) + "?";
    }
    return known.isEmpty()
        ? ""
        : "known are " + String.join(", ", known.stream().limit(30).toList());
  }

  /** Levenshtein's, of the first characters and without regard to case. */
  static int distance(String one, String other) {
    String a = start(one);
    String b = start(other);
    int[] above = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      above[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(above[j - 1] + change, Math.min(above[j], row[j - 1]) + 1);
      }
      above = row;
    }
    return above[b.length()];
  }

  private static String start(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    return lower.substring(0, Math.min(LONGEST, lower.length()));
  }
}
