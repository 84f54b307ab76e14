package io.planwright.plan.compile;

import io.planwright.plan.Estimate;
import io.planwright.plan.compile.EstimateScan.Amount;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * {@code 2 days}, {@code 1-2h}, {@code 5 SP}. Of a range the upper end is the effort, the lower the
 * least. A bare figure takes the unit that its label names. Sizes such as XL stay text.
 */
final class EstimateText {
  private static final int LONGEST = 500;
  private static final Pattern PREFIX = Pattern.compile("(?i)^est(?:imated?)?\\.?:? ?");
  private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}]+");

  private EstimateText() {}

  /** A title that ended in an estimate, and the estimate. */
  record Cut(String title, Estimate estimate) {}

  static Optional<Estimate> of(String label, String text) {
    String stated = text.strip();
    String read = stated.length() > LONGEST ? stated.substring(0, LONGEST) : stated;
    Optional<Amount> amount =
        EstimateScan.first(read)
            .or(() -> unit(label).flatMap(unit -> EstimateScan.bare(read, unit)));
    if (amount.isPresent()) {
      return amount.map(found -> estimate(stated, found));
    }
    return text.isBlank() || Words.none(text)
        ? Optional.empty()
        : Optional.of(new Estimate(stated, Optional.empty(), Optional.empty(), Optional.empty()));
  }

  /** Story Points, Estimated Hours, 工数(人日). */
  private static Optional<WorkUnit> unit(String label) {
    return Arrays.stream(NO_WORD.split(label.toLowerCase(Locale.ROOT)))
        .flatMap(word -> WorkUnit.of(word).stream())
        .findFirst();
  }

  static Optional<Cut> suffix(String title) {
    if (!title.endsWith(")") && !title.endsWith("]")) {
      return Optional.empty();
    }
    String whole = title.stripTrailing();
    if (!whole.endsWith(")") && !whole.endsWith("]")) {
      return Optional.empty();
    }
    int open = whole.lastIndexOf(whole.endsWith(")") ? '(' : '[');
    if (open < 1 || whole.length() - open > LONGEST) {
      return Optional.empty();
    }
    String inner = whole.substring(open + 1, whole.length() - 1).strip();
    String text = PREFIX.matcher(inner).replaceFirst("");
    String figures = text.startsWith("~") ? text.substring(1) : text;
    return EstimateScan.first(figures)
        .filter(amount -> amount.begin() == 0 && amount.end() == figures.length())
        .map(amount -> new Cut(whole.substring(0, open).stripTrailing(), estimate(text, amount)));
  }

  private static Estimate estimate(String text, Amount amount) {
    if (amount.points()) {
      return new Estimate(text, Optional.empty(), Optional.empty(), Optional.of(amount.most()));
    }
    Optional<Duration> least =
        amount.least() < amount.most() ? Optional.of(minutes(amount.least())) : Optional.empty();
    return new Estimate(text, Optional.of(minutes(amount.most())), least, Optional.empty());
  }

  private static Duration minutes(double minutes) {
    return Duration.ofSeconds(Math.round(minutes * 60));
  }
}
