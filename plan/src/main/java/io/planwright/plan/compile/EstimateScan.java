package io.planwright.plan.compile;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the first amount of work in a text: {@code 2-3 days}, {@code 1h 30m}, {@code half a day}.
 */
final class EstimateScan {
  private static final int MOST_DIGITS = 6;

  private static final Map<String, Double> NUMBERS =
      Map.ofEntries(
          Map.entry("a", 1.0),
          Map.entry("an", 1.0),
          Map.entry("one", 1.0),
          Map.entry("two", 2.0),
          Map.entry("three", 3.0),
          Map.entry("four", 4.0),
          Map.entry("five", 5.0),
          Map.entry("six", 6.0),
          Map.entry("dos", 2.0),
          Map.entry("dois", 2.0),
          Map.entry("duas", 2.0),
          Map.entry("deux", 2.0),
          Map.entry("zwei", 2.0),
          Map.entry("tres", 3.0),
          Map.entry("três", 3.0),
          Map.entry("trois", 3.0),
          Map.entry("drei", 3.0),
          Map.entry("half", 0.5),
          Map.entry("un", 1.0),
          Map.entry("una", 1.0),
          Map.entry("uma", 1.0),
          Map.entry("um", 1.0),
          Map.entry("une", 1.0),
          Map.entry("ein", 1.0),
          Map.entry("eine", 1.0),
          Map.entry("einen", 1.0),
          Map.entry("medio", 0.5),
          Map.entry("media", 0.5),
          Map.entry("meio", 0.5),
          Map.entry("meia", 0.5),
          Map.entry("demi", 0.5),
          Map.entry("halber", 0.5),
          Map.entry("halben", 0.5),
          Map.entry("halbe", 0.5));

  private static final List<String> HALF_DAYS = List.of("полдня", "半天", "半日", "반나절", "반일");

  private static final Set<String> TO =
      Set.of(
          "to", "a", "à", "bis", "до", "or", "ou", "o", "oder", "или", "and", "y", "e", "et", "und",
          "и", "至", "到", "から");

  private static final String AND_A_HALF = " and a half";
  private static final Set<String> AND = Set.of("and", "y", "e", "et", "und", "и");
  private static final Set<String> PER = Set.of("per", "por", "par", "pro", "в", "daily", "a");
  private static final List<Character> DASHES = List.of('-', '–', '—', '~', '〜', '～', '−');

  private final String text;
  private int begin;
  private int at;

  /** Whether the figure is a word; a lone letter is no unit behind one. */
  private boolean spelled;

  /**
   * An amount.
   *
   * @param least a range's lower end, else the same as most
   * @param begin at its first character
   * @param end behind its last one
   */
  record Amount(double least, double most, boolean points, int begin, int end) {}

  private record Figure(double value, WorkUnit unit) {
    double amount() {
      return unit == WorkUnit.POINT ? value : value * unit.minutes();
    }
  }

  private EstimateScan(String text) {
    this.text = text;
  }

  static Optional<Amount> first(String text) {
    EstimateScan scan = new EstimateScan(narrow(text).toLowerCase(Locale.ROOT));
    for (int start = 0; start < text.length(); start++) {
      scan.at = start;
      scan.begin = start;
      if (scan.mayStart()) {
        Optional<Amount> found = scan.amount();
        if (found.isPresent()) {
          return found;
        }
        scan.at = start;
        start = Math.max(start, scan.endOfDigits() - 1);
      }
    }
    return Optional.empty();
  }

  /** Figures without a unit: 3, 2-3. */
  static Optional<Amount> bare(String text, WorkUnit unit) {
    EstimateScan scan = new EstimateScan(narrow(text).toLowerCase(Locale.ROOT));
    Optional<Double> low = scan.digits();
    if (low.isEmpty()) {
      return Optional.empty();
    }
    Optional<Double> high = scan.connected() ? scan.digits() : low;
    return scan.at == scan.text.length()
        ? high.map(h -> scan.range(low.get(), h, unit))
        : Optional.empty();
  }

  private static String narrow(String text) {
    StringBuilder narrow = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      narrow.append(c >= '０' && c <= '９' ? (char) (c - '０' + '0') : c);
    }
    return narrow.toString();
  }

  private int endOfDigits() {
    int end = at;
    while (end < text.length() && (digit(end) || ".,".indexOf(text.charAt(end)) >= 0)) {
      end++;
    }
    return end;
  }

  private boolean digit(int place) {
    return place < text.length() && text.charAt(place) >= '0' && text.charAt(place) <= '9';
  }

  private static boolean unspaced(char c) {
    return c >= '\u1100' && Character.isLetter(c);
  }

  private boolean letter(int place) {
    return place >= 0
        && place < text.length()
        && Character.isLetter(text.charAt(place))
        && !unspaced(text.charAt(place));
  }

  /** No part of a word, a longer number, a date or an ordinal: T12, 2026-01-15, 3月15日, week 3. */
  private boolean mayStart() {
    char c = text.charAt(at);
    boolean amount = digit(at) || "½¼¾".indexOf(c) >= 0;
    if (!amount && !letter(at) && halfDay().isEmpty()) {
      return false;
    }
    if (at == 0) {
      return true;
    }
    char before = text.charAt(at - 1);
    if (letter(at - 1) || digit(at - 1) || "月월年년第#/:._".indexOf(before) >= 0) {
      return false;
    }
    boolean dash = DASHES.contains(before);
    return !(dash && (digit(at - 2 < 0 ? text.length() : at - 2) || letter(at - 2)))
        && !(amount && ordinal());
  }

  private boolean ordinal() {
    int end = at;
    while (end > 0 && text.charAt(end - 1) == ' ') {
      end--;
    }
    int start = end;
    while (letter(start - 1)) {
      start--;
    }
    String word = text.substring(start, end);
    return end < at && word.length() > 2 && WorkUnit.of(word).isPresent();
  }

  private Optional<String> halfDay() {
    for (String word : HALF_DAYS) {
      if (text.startsWith(word, at)) {
        return Optional.of(word);
      }
    }
    return Optional.empty();
  }

  private Optional<Amount> amount() {
    Optional<String> halfDay = halfDay();
    if (halfDay.isPresent()) {
      at += halfDay.get().length();
      return Optional.of(range(0.5, 0.5, WorkUnit.DAY));
    }
    Optional<Double> low = number();
    if (low.isEmpty()) {
      return Optional.empty();
    }
    int behind = at;
    Optional<WorkUnit> lowUnit = unit();
    if (lowUnit.isPresent()) {
      return Optional.of(withUnit(new Figure(low.get(), lowUnit.get())));
    }
    at = behind;
    if (!connected()) {
      return Optional.empty();
    }
    Optional<Double> high = number();
    Optional<WorkUnit> unit = high.isPresent() ? unit() : Optional.empty();
    return unit.filter(u -> !rate()).map(u -> range(low.get(), high.orElse(low.get()), u));
  }

  /** Goes on behind a figure and its unit: 1h 30m, 30m - 1h; none of it where it is a rate. */
  private Amount withUnit(Figure first) {
    int end = at;
    if (connected()) {
      Optional<Double> number = number();
      Optional<WorkUnit> unit = number.isPresent() ? unit() : Optional.empty();
      if (unit.isPresent()) {
        Figure second = new Figure(number.get(), unit.get());
        boolean alike = (first.unit() == WorkUnit.POINT) == (unit.get() == WorkUnit.POINT);
        if (alike && second.amount() > first.amount()) {
          return new Amount(first.amount(), second.amount(), points(first), begin, at);
        }
      }
    }
    at = end;
    double total = first.amount() + smaller(first.unit());
    return new Amount(total, total, points(first), begin, at);
  }

  private static boolean points(Figure figure) {
    return figure.unit() == WorkUnit.POINT;
  }

  /** The minutes of what follows in smaller units. */
  private double smaller(WorkUnit unit) {
    int end = at;
    spaces();
    String word = word();
    if (AND.contains(word)) {
      at += word.length();
      spaces();
    }
    Optional<Double> number = digit(at) ? digits() : Optional.empty();
    Optional<WorkUnit> next = number.isPresent() ? unit() : Optional.empty();
    boolean below =
        next.isPresent() && next.get() != WorkUnit.POINT && next.get().minutes() < unit.minutes();
    if (!below) {
      at = end;
      return 0;
    }
    return number.get() * next.get().minutes() + smaller(next.get());
  }

  private Amount range(double low, double high, WorkUnit unit) {
    double least = new Figure(Math.min(low, high), unit).amount();
    double most = new Figure(Math.max(low, high), unit).amount();
    return new Amount(least, most, unit == WorkUnit.POINT, begin, at);
  }

  private void spaces() {
    while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\u00A0')) {
      at++;
    }
  }

  private String word() {
    int end = at;
    while (letter(end)) {
      end++;
    }
    return text.substring(at, end);
  }

  private Optional<Double> number() {
    spelled = false;
    if (digit(at)) {
      return digits().map(value -> value + andAHalf());
    }
    int fraction = at < text.length() ? "¼½¾".indexOf(text.charAt(at)) : -1;
    if (fraction >= 0) {
      at++;
      return Optional.of((fraction + 1) / 4.0);
    }
    String word = word();
    Double value = NUMBERS.get(word);
    if (value == null) {
      return Optional.empty();
    }
    at += word.length();
    spelled = true;
    return Optional.of(value * half() + andAHalf());
  }

  private double andAHalf() {
    boolean half = text.startsWith(AND_A_HALF, at);
    at += half ? AND_A_HALF.length() : 0;
    return half ? 0.5 : 0;
  }

  /** Half a day, un demi-jour, einen halben Tag: two words for one figure. */
  private double half() {
    int end = at;
    if (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '-')) {
      at++;
      String next = word();
      Double factor = NUMBERS.get(next);
      if (factor != null && factor <= 1) {
        at += next.length();
        return factor;
      }
    }
    at = end;
    return 1;
  }

  private Optional<Double> digits() {
    int start = at;
    while (digit(at)) {
      at++;
    }
    if (at == start || at - start > MOST_DIGITS) {
      return Optional.empty();
    }
    String whole = text.substring(start, at);
    if (at + 1 < text.length() && ".,".indexOf(text.charAt(at)) >= 0 && digit(at + 1)) {
      int point = at++;
      while (digit(at)) {
        at++;
      }
      String rest = text.substring(point + 1, at);
      if (rest.length() > 3) {
        return Optional.empty();
      }
      boolean thousands = text.charAt(point) == ',' && rest.length() == 3 && !whole.startsWith("0");
      whole += thousands ? rest : "." + rest;
    } else if (at + 1 < text.length() && text.charAt(at) == '/' && text.startsWith("1/2", start)) {
      at = start + 3;
      return Optional.of(0.5);
    }
    double value = Double.parseDouble(whole);
    if (at < text.length() && text.charAt(at) == '½') {
      at++;
      value += 0.5;
    }
    return Optional.of(value);
  }

  /** Whether a dash or a word leads on to the upper end of a range. */
  private boolean connected() {
    int end = at;
    spaces();
    if (at < text.length() && DASHES.contains(text.charAt(at))) {
      at++;
      spaces();
      return true;
    }
    String word = word();
    if (word.isEmpty()) {
      word = at < text.length() && unspaced(text.charAt(at)) ? String.valueOf(text.charAt(at)) : "";
    }
    if (TO.contains(word)) {
      at += word.length();
      spaces();
      return true;
    }
    at = end;
    return false;
  }

  private Optional<WorkUnit> unit() {
    for (int skipped = 0; skipped <= 1; skipped++) {
      spaces();
      if (at < text.length() && text.charAt(at) == '-') {
        at++;
      }
      if (at < text.length() && unspaced(text.charAt(at))) {
        int length = WorkUnit.longest(text, at);
        if (length == 0) {
          return Optional.empty();
        }
        Optional<WorkUnit> unit = WorkUnit.of(text.substring(at, at + length));
        at += length;
        return unit.filter(found -> !rate());
      }
      String word = word();
      Optional<WorkUnit> unit =
          spelled && word.length() == 1 ? Optional.empty() : WorkUnit.of(word);
      if (unit.isPresent() && !digit(at + word.length())) {
        at += word.length();
        return unit.filter(found -> !rate());
      }
      if (unit.isPresent() && word.length() == 1) {
        // 1h30m
        at += 1;
        return unit;
      }
      if (!WorkUnit.kind(word)) {
        return Optional.empty();
      }
      at += word.length();
    }
    return Optional.empty();
  }

  /** 8h/day says how long a day is. */
  private boolean rate() {
    int end = at;
    spaces();
    boolean per = at < text.length() && text.charAt(at) == '/';
    String word = word();
    boolean worded = PER.contains(word) && !word.equals("a");
    at += per ? 1 : worded ? word.length() : 0;
    spaces();
    boolean unspacedUnit =
        at < text.length() && unspaced(text.charAt(at)) && WorkUnit.longest(text, at) > 0;
    boolean rate =
        (per || worded)
            && (word.equals("daily") || WorkUnit.of(word()).isPresent() || unspacedUnit);
    at = end;
    return rate;
  }
}
