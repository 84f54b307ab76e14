package io.planwright.api.plans;

import io.planwright.api.problem.ProblemKind;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** The names of plans: given by the caller, else made of the title. */
final class PlanIds {
  static final int LONGEST = 64;

  private static final Pattern ID = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?");
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern OTHER = Pattern.compile("[^a-z0-9]+");
  private static final Pattern ENDS = Pattern.compile("^-+|-+$");

  private PlanIds() {}

  static String checked(String id) {
    if (!ID.matcher(id).matches()) {
      throw ProblemKind.BAD_REQUEST.problem(
          "id must be 1 to "
              + LONGEST
              + " lower-case letters, digits and inner dashes, was "
              + (id.length() > LONGEST ? id.length() + " characters long" : id));
    }
    return id;
  }

  /**
   * @param hash of the plan, for titles without a Latin letter or a digit
   */
  static String of(String title, String hash) {
    String plain = MARKS.matcher(Normalizer.normalize(title, Normalizer.Form.NFKD)).replaceAll("");
    String slug = trim(OTHER.matcher(plain.toLowerCase(Locale.ROOT)).replaceAll("-"));
    String id = trim(slug.substring(0, Math.min(LONGEST, slug.length())));
    return id.isEmpty() ? "plan-" + hash.substring(0, 8) : id;
  }

  private static String trim(String slug) {
    return ENDS.matcher(slug).replaceAll("");
  }
}
