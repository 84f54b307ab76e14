package io.planwright.plan.compile;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Locale;

/**
 * What a text must be like: a glob for the whole of it, in which {@code *} stands for any run of
 * characters and {@code ?} for one; or between slashes a regular expression for a part of it.
 * Letters' case does not count. Regular expressions are RE2's, matched in linear time: without
 * back-references and look-around.
 */
sealed interface TextPattern {
  boolean matches(String text);

  /**
   * @throws IllegalArgumentException for what is no pattern, with what was expected
   */
  static TextPattern of(String written) {
    if (written.isBlank()) {
      throw new IllegalArgumentException("a pattern must not be empty");
    }
    if (written.length() > Limits.LONGEST_PATTERN) {
      throw new IllegalArgumentException(
          "a pattern must have at most "
              + Limits.LONGEST_PATTERN
              + " characters, has "
              + written.length());
    }
    boolean regex = written.length() > 2 && written.startsWith("/") && written.endsWith("/");
    return regex
        ? new Regex(regex(written.substring(1, written.length() - 1)))
        : new Glob(written.strip().toLowerCase(Locale.ROOT));
  }

  private static Pattern regex(String written) {
    if (Repetitions.in(written) > Limits.MOST_REPETITIONS) {
      throw new IllegalArgumentException(
          "the counts of {…} must multiply to at most " + Limits.MOST_REPETITIONS);
    }
    try {
      return Pattern.compile(written, Pattern.CASE_INSENSITIVE);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "expected a regular expression of RE2's syntax: " + e.getMessage(), e);
    }
  }

  private static String matched(String text) {
    return text.length() <= Limits.LONGEST_MATCHED
        ? text
        : text.substring(0, Limits.LONGEST_MATCHED);
  }

  /** Counted repetitions inside each other would make a large program of a short pattern. */
  final class Repetitions {
    private static final Pattern COUNT = Pattern.compile("\\{(\\d{1,9})(?:,(\\d{0,9}))?\\}");

    private Repetitions() {}

    private static long in(String regex) {
      long product = 1;
      var found = COUNT.matcher(regex);
      while (found.find() && product <= Limits.MOST_REPETITIONS) {
        String most = found.group(2);
        String count = most == null || most.isEmpty() ? found.group(1) : most;
        product *= Math.max(1, Long.parseLong(count));
      }
      return product;
    }
  }

  /** Of the whole text. */
  record Glob(String glob) implements TextPattern {
    /** Goes back to the last star alone, since an earlier one can't help. */
    @Override
    public boolean matches(String text) {
      String given = matched(text).strip().toLowerCase(Locale.ROOT);
      int at = 0;
      int next = 0;
      int star = -1;
      int resume = 0;
      while (at < given.length()) {
        if (next < glob.length() && glob.charAt(next) == '*') {
          star = next++;
          resume = at;
        } else if (next < glob.length()
            && (glob.charAt(next) == '?' || glob.charAt(next) == given.charAt(at))) {
          next++;
          at++;
        } else if (star >= 0) {
          next = star + 1;
          at = ++resume;
        } else {
          return false;
        }
      }
      while (next < glob.length() && glob.charAt(next) == '*') {
        next++;
      }
      return next == glob.length();
    }
  }

  /** Of a part of the text. */
  record Regex(Pattern pattern) implements TextPattern {
    @Override
    public boolean matches(String text) {
      return pattern.matcher(matched(text)).find();
    }
  }
}
