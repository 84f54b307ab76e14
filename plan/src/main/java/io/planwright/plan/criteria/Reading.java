package io.planwright.plan.criteria;

import io.planwright.plan.Measure;
import io.planwright.plan.Measure.Comparator;
import io.planwright.plan.criteria.Vocabulary.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the tokens of one criterion ask for. Each way to ask is a method that gives the measures it
 * finds; a criterion is measurable where all of them together found exactly one, because of two
 * only one could be checked.
 */
final class Reading {
  /** A text with more figures is a table or prose. */
  private static final int MOST_FIGURES = 8;

  private static final Pattern SHARE_OF = Pattern.compile("([5-9]\\d)% of (.{1,100})");

  private final List<Token> tokens;
  private final List<Quantity> quantities = new ArrayList<>();
  private final MetricWords words;

  /** A comparator and the tokens that state it. */
  private record Compared(Comparator comparator, Quantity quantity, int from, int to) {}

  /** A change of so much, and where the words of its metric may stand. */
  private record Changed(Change change, int from, int to) {}

  private Reading(List<Token> tokens) {
    this.tokens = tokens;
    this.words = new MetricWords(tokens);
  }

  static Optional<Measure> measure(List<Token> tokens) {
    return new Reading(tokens).measure();
  }

  private Optional<Measure> measure() {
    for (Token token : tokens) {
      if (Vocabulary.conditionBehind(token)) {
        return Optional.empty();
      }
    }
    readQuantities();
    if (quantities.size() > MOST_FIGURES) {
      return Optional.empty();
    }
    List<Measure> found = new ArrayList<>();
    int rest = 0;
    while (rest < quantities.size()) {
      Quantity quantity = quantities.get(rest);
      Optional<Quantity> next =
          rest + 1 < quantities.size() ? Optional.of(quantities.get(rest + 1)) : Optional.empty();
      if (next.isPresent() && steps(quantity, next.get())) {
        if (rest + 2 < quantities.size() && steps(next.get(), quantities.get(rest + 2))) {
          return Optional.empty();
        }
        transition(quantity, next.get()).ifPresent(found::add);
        rest += 2;
      } else {
        boolean refused = !read(quantity, found);
        if (refused) {
          return Optional.empty();
        }
        rest++;
      }
    }
    found.addAll(zeros());
    return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
  }

  private void readQuantities() {
    int at = 0;
    while (at < tokens.size() && quantities.size() <= MOST_FIGURES) {
      Optional<Quantity> found = mayStart(at) ? Quantity.at(tokens, at) : Optional.empty();
      found = found.isPresent() ? found : spelled(at);
      if (found.isPresent() && !quantities.isEmpty() && spans(quantities.getLast(), found.get())) {
        quantities.set(quantities.size() - 1, quantities.getLast().to(found.get()));
      } else {
        found.ifPresent(quantities::add);
      }
      at = found.map(Quantity::to).orElse(at + 1);
    }
  }

  /** At most two tokens stand before a figure that are part of it. */
  private boolean mayStart(int at) {
    for (int i = at; i < tokens.size() && i <= at + 2; i++) {
      if (tokens.get(i).isNumber()) {
        return true;
      }
    }
    return false;
  }

  /** A number in words counts only behind at least, at most and the like. */
  private Optional<Quantity> spelled(int at) {
    return Vocabulary.number(tokens.get(at))
        .filter(number -> phraseBefore(at).filter(Reading::inclusive).isPresent())
        .map(number -> new Quantity(at, at + 1, number, Optional.empty(), "", "", false));
  }

  private static boolean inclusive(Phrase phrase) {
    return phrase.comparator() == Comparator.AT_LEAST || phrase.comparator() == Comparator.AT_MOST;
  }

  /** Between 1 and 2, 2 to 3 s: one range rather than two figures. */
  private boolean spans(Quantity low, Quantity high) {
    if (high.from() != low.to() + 1 || low.high().isPresent() || low.low() >= high.low()) {
      return false;
    }
    Token link = tokens.get(low.to());
    boolean between =
        before(low.from(), Vocabulary.LONGEST_PHRASE)
            .filter(phrase -> phrase.comparator() == Comparator.BETWEEN)
            .isPresent();
    if (between && !Vocabulary.from(tokens.get(low.from() - 1))) {
      return Vocabulary.and(link);
    }
    boolean behind =
        high.to() < tokens.size()
            && Vocabulary.after(tokens.get(high.to()).text())
                .filter(Comparator.BETWEEN::equals)
                .isPresent();
    return (behind && (Vocabulary.to(link) || Vocabulary.and(link)))
        || (Vocabulary.to(link) && !startsAt(low) && change(clause(low)).isEmpty());
  }

  private boolean startsAt(Quantity quantity) {
    return quantity.from() > 0 && Vocabulary.from(tokens.get(quantity.from() - 1));
  }

  // From a baseline to a goal

  private boolean steps(Quantity baseline, Quantity goal) {
    if (goal.from() == baseline.to() + 1 && tokens.get(baseline.to()).mark("→")) {
      return true;
    }
    boolean linked =
        goal.from() > baseline.to()
            && goal.from() <= baseline.to() + 3
            && tokens.subList(baseline.to(), goal.from()).stream().anyMatch(Vocabulary::to)
            && tokens.subList(baseline.to(), goal.from()).stream().noneMatch(Token::isBreak);
    return linked
        && (startsAt(baseline)
            || change(clause(baseline)).isPresent()
            || tokens.get(baseline.to()).text().codePointAt(0) >= 0x1100);
  }

  /** Of ranges the ends that lie nearest to each other: the least change that is asked for. */
  private Optional<Measure> transition(Quantity from, Quantity goal) {
    Optional<Quantity> baseline = from.in(goal.unit());
    if (baseline.isEmpty() || conditional(from.from())) {
      return Optional.empty();
    }
    String unit = goal.unit().isEmpty() ? from.unit() : goal.unit();
    boolean down = goal.upper() < baseline.get().low();
    boolean up = goal.low() > baseline.get().upper();
    int begin = startsAt(from) ? from.from() - 1 : from.from();
    String metric = changed(words.around(begin, goal.to()));
    boolean stated =
        !unit.isEmpty() && down && !Units.calendar(unit)
            || change(clause(from)).isPresent()
            || metric(metric);
    if ((!down && !up) || !stated) {
      return Optional.empty();
    }
    return Optional.of(
        new Measure(
            metric,
            down ? Comparator.AT_MOST : Comparator.AT_LEAST,
            down ? goal.upper() : goal.low(),
            Optional.empty(),
            unit,
            Optional.of(down ? baseline.get().low() : baseline.get().upper())));
  }

  // One figure

  /** Adds what the figure asks for; false where it says that the whole is no goal. */
  private boolean read(Quantity quantity, List<Measure> found) {
    Optional<Compared> compared = compared(quantity);
    Optional<Changed> changed = changed(quantity, compared);
    boolean asks = compared.isPresent() || changed.isPresent();
    if (asks && conditional(compared.map(Compared::from).orElse(quantity.from()))) {
      return false;
    }
    if (changed.isPresent()) {
      found.add(change(quantity, changed.get()));
    } else if (compared.isPresent()) {
      if (negated(compared.get()) || release(compared.get())) {
        return false;
      }
      absolute(compared.get()).ifPresent(found::add);
    } else {
      implied(quantity).ifPresent(found::add);
    }
    return true;
  }

  private record Phrase(Comparator comparator, int from) {}

  private Optional<Compared> compared(Quantity quantity) {
    Optional<Phrase> phrase = phraseBefore(quantity.from());
    if (phrase.isPresent()) {
      return Optional.of(
          new Compared(phrase.get().comparator(), quantity, phrase.get().from(), quantity.to()));
    }
    Optional<Compared> behind = after(quantity);
    if (behind.isPresent()) {
      return behind;
    }
    if (quantity.open()) {
      return Optional.of(
          new Compared(Comparator.AT_LEAST, quantity, quantity.from(), quantity.to()));
    }
    return quantity.sign().equals("±")
        ? Optional.of(new Compared(Comparator.WITHIN, quantity, quantity.from(), quantity.to()))
        : Optional.empty();
  }

  /** The comparator that ends at a place, up to two loose words included. */
  private Optional<Phrase> phraseBefore(int at) {
    int end = at;
    for (int loose = 0; loose <= 2; loose++) {
      Optional<Phrase> phrase = before(end, Vocabulary.LONGEST_PHRASE);
      if (phrase.isPresent() && phrase.get().comparator() != Comparator.BETWEEN) {
        return phrase;
      }
      if (phrase.isPresent() && !Vocabulary.from(tokens.get(end - 1))) {
        return phrase;
      }
      if (end == 0 || !Vocabulary.loose(tokens.get(end - 1))) {
        return Optional.empty();
      }
      end--;
    }
    return Optional.empty();
  }

  private Optional<Phrase> before(int end, int longest) {
    if (end > 0 && tokens.get(end - 1).kind() == Token.Kind.COMPARISON) {
      return Optional.of(new Phrase(sign(tokens.get(end - 1).text()), end - 1));
    }
    for (int length = Math.min(longest, end); length > 0; length--) {
      Optional<Comparator> known = Vocabulary.before(phrase(end - length, end));
      if (known.isPresent()) {
        return Optional.of(new Phrase(known.get(), end - length));
      }
    }
    return Optional.empty();
  }

  private Optional<Compared> after(Quantity quantity) {
    int from = quantity.to();
    for (int length = Math.min(3, tokens.size() - from); length > 0; length--) {
      Optional<Comparator> known = Vocabulary.after(phrase(from, from + length));
      if (known.isPresent()) {
        return Optional.of(new Compared(known.get(), quantity, quantity.from(), from + length));
      }
    }
    return Optional.empty();
  }

  private String phrase(int from, int to) {
    StringBuilder phrase = new StringBuilder();
    for (Token token : tokens.subList(from, to)) {
      if (!token.isWord()) {
        return "";
      }
      phrase.append(phrase.isEmpty() ? "" : " ").append(token.text());
    }
    return phrase.toString();
  }

  private static Comparator sign(String sign) {
    return switch (sign) {
      case "<" -> Comparator.LESS;
      case "<=" -> Comparator.AT_MOST;
      case ">" -> Comparator.GREATER;
      case ">=" -> Comparator.AT_LEAST;
      default -> Comparator.EQUAL;
    };
  }

  private Optional<Measure> absolute(Compared compared) {
    Quantity quantity = compared.quantity();
    Comparator comparator = compared.comparator();
    if (comparator == Comparator.WITHIN && Units.time(quantity.unit())) {
      if (Units.calendar(quantity.unit())) {
        return Optional.empty();
      }
      comparator = Comparator.AT_MOST;
    }
    if (span(compared) || count(compared)) {
      return Optional.empty();
    }
    if (comparator == Comparator.BETWEEN && quantity.high().isEmpty()) {
      return Optional.empty();
    }
    boolean lower = comparator == Comparator.LESS || comparator == Comparator.AT_MOST;
    boolean ranged = comparator == Comparator.BETWEEN;
    return Optional.of(
        new Measure(
            metric(compared),
            comparator,
            lower || comparator == Comparator.WITHIN ? quantity.upper() : quantity.low(),
            ranged ? quantity.high() : Optional.empty(),
            quantity.unit(),
            Optional.empty()));
  }

  private String metric(Compared compared) {
    // Within 20 points of the champion: the champion is no metric.
    String metric =
        compared.comparator() == Comparator.WITHIN && compared.quantity().percentOrPoints()
            ? words.inFront(compared.from())
            : words.around(compared.from(), compared.to());
    Matcher share = SHARE_OF.matcher(metric);
    return share.matches()
        ? "p" + share.group(1) + " " + share.group(2)
        : share(compared.to()) + changed(metric);
  }

  /** Over 30 days: how long it is watched rather than what is asked for. */
  private boolean span(Compared compared) {
    return tokens.get(compared.from()).word("over")
        && Units.time(compared.quantity().unit())
        && Units.calendar(compared.quantity().unit());
  }

  /** A bare count of work, or so many out of so many. */
  private boolean count(Compared compared) {
    boolean outOf = compared.to() < tokens.size() && tokens.get(compared.to()).word("out");
    return compared.quantity().unit().isEmpty()
        && (outOf || clause(compared.quantity()).stream().anyMatch(Vocabulary::work));
  }

  /** {@code < 100 ms for 95% of requests} is about the 95th percentile. */
  private String share(int to) {
    if (to + 2 < tokens.size() && tokens.get(to).word("for")) {
      Optional<Quantity> share =
          Quantity.at(tokens, to + 1).filter(Quantity::percent).filter(q -> q.low() >= 50);
      double low = share.map(Quantity::low).orElse(0.0);
      if (share.isPresent() && low == Math.rint(low) && low < 100) {
        return "p" + (int) low + " ";
      }
    }
    return "";
  }

  private boolean conditional(int from) {
    return tokens.subList(0, from).stream().anyMatch(Vocabulary::condition);
  }

  private boolean negated(Compared compared) {
    int start = words.clauseStart(compared.from());
    return tokens.subList(start, compared.from()).stream().anyMatch(Vocabulary::negation);
  }

  /** Python >= 3.11, Node version 18+. */
  private boolean release(Compared compared) {
    int start = Math.max(words.clauseStart(compared.from()), compared.from() - 2);
    return compared.quantity().unit().isEmpty()
        && tokens.subList(start, compared.from()).stream().anyMatch(Vocabulary::product);
  }

  // A change of so much

  private Optional<Changed> changed(Quantity quantity, Optional<Compared> compared) {
    if (!relative(quantity)) {
      return Optional.empty();
    }
    int first = compared.map(Compared::from).orElse(quantity.from());
    int last = compared.map(Compared::to).orElse(quantity.to());
    return behind(first, last).or(() -> inFront(first, last)).or(() -> signed(quantity));
  }

  private static boolean relative(Quantity quantity) {
    return !quantity.unit().isEmpty()
        && !quantity.unit().equals("x")
        && !Units.calendar(quantity.unit());
  }

  /** 20% improvement in throughput; 30%の削減. */
  private Optional<Changed> behind(int first, int last) {
    int at = last;
    while (at < tokens.size()
        && at < last + 2
        && Vocabulary.change(tokens.get(at)).isEmpty()
        && connects(tokens.get(at))) {
      at++;
    }
    if (at >= tokens.size()) {
      return Optional.empty();
    }
    int behind = at + 1;
    Token word = tokens.get(at);
    return Vocabulary.change(word)
        .filter(change -> !word.word("faster") || timed(first, behind))
        .map(change -> word.word("faster") ? Change.DOWN : change)
        .map(change -> new Changed(change, first, behind));
  }

  private boolean timed(int first, int behind) {
    return clause(first, behind).stream().anyMatch(Vocabulary::lessIsBetter);
  }

  private static boolean connects(Token token) {
    return token.word("の") || token.word("relative") || token.word("de") || token.word("を");
  }

  /** Reduce latency by 30%; 延迟降低30%. */
  private Optional<Changed> inFront(int first, int last) {
    int start = words.clauseStart(first);
    if (first > start) {
      Token before = tokens.get(first - 1);
      Optional<Change> adjacent =
          Vocabulary.change(before).filter(change -> before.text().codePointAt(0) >= 0x1100);
      if (adjacent.isPresent()) {
        return Optional.of(new Changed(adjacent.get(), first - 1, last));
      }
      Optional<Changed> by = by(start, first - 1, last);
      if (by.isPresent()) {
        return by;
      }
      // Reducir en un 30 %.
      if (Vocabulary.loose(before) && first - 2 > start) {
        by = by(start, first - 2, last);
        if (by.isPresent()) {
          return by;
        }
      }
    }
    // German and Korean verbs stand last: die Latenz um 30 % senken.
    int end = words.clauseEnd(last);
    boolean um = first > start && tokens.get(first - 1).word("um");
    return um && end > last
        ? Vocabulary.change(tokens.get(end - 1)).map(change -> new Changed(change, first - 1, end))
        : Optional.empty();
  }

  private Optional<Changed> by(int start, int by, int last) {
    for (int i = by - 1; Vocabulary.by(tokens.get(by)) && i >= start; i--) {
      Optional<Change> verb = Vocabulary.change(tokens.get(i));
      if (verb.isPresent()) {
        return Optional.of(new Changed(verb.get(), by, last));
      }
    }
    return Optional.empty();
  }

  private static Optional<Changed> signed(Quantity quantity) {
    return switch (quantity.sign()) {
      case "+" -> Optional.of(new Changed(Change.UP, quantity.from(), quantity.to()));
      default -> Optional.empty();
    };
  }

  private Measure change(Quantity quantity, Changed changed) {
    int to = changed.to();
    int end = words.clauseEnd(to);
    while (to < end && (Vocabulary.preposition(tokens.get(to)) || tokens.get(to).word("der"))) {
      to++;
    }
    String behind = to > changed.to() ? words.right(to, end) : "";
    String metric = behind.isEmpty() ? changed(words.around(changed.from(), changed.to())) : behind;
    boolean down =
        switch (changed.change()) {
          case UP -> false;
          case DOWN -> true;
          case BETTER -> Lexer.tokens(metric).stream().anyMatch(Vocabulary::lessIsBetter);
        };
    return new Measure(
        metric,
        down ? Comparator.DOWN : Comparator.UP,
        Math.abs(quantity.low()),
        quantity.high(),
        quantity.unit(),
        Optional.empty());
  }

  /** The metric without the verb that changes it. */
  private String changed(String metric) {
    List<Token> parts = Lexer.tokens(metric);
    int from = 0;
    int to = parts.size();
    while (from < to && Vocabulary.change(parts.get(from)).isPresent()) {
      from++;
    }
    while (to > from
        && (Vocabulary.change(parts.get(to - 1)).isPresent() || Vocabulary.to(parts.get(to - 1)))) {
      to--;
    }
    return from == 0 && to == parts.size() ? metric : new MetricWords(parts).text(from, to, true);
  }

  // A figure that needs no comparator

  private Optional<Measure> implied(Quantity quantity) {
    boolean share = quantity.percent() && quantity.sign().isEmpty();
    boolean rate = Units.rate(quantity.unit());
    if (!share && !rate) {
      return Optional.empty();
    }
    String metric = changed(words.around(quantity.from(), quantity.to()));
    boolean goal = share ? metric(metric) : none(token -> token.word("limit"));
    if (!goal
        || conditional(tokens.size())
        || negatedBefore(quantity)
        || (share && share(quantity))) {
      return Optional.empty();
    }
    boolean less = share && Lexer.tokens(metric).stream().anyMatch(Vocabulary::lessIsBetter);
    return Optional.of(
        new Measure(
            metric,
            quantity.high().isPresent()
                ? Comparator.BETWEEN
                : less ? Comparator.AT_MOST : Comparator.AT_LEAST,
            quantity.low(),
            quantity.high(),
            quantity.unit(),
            Optional.empty()));
  }

  /** For 95% of requests: how many of them, said of another figure. */
  private boolean share(Quantity quantity) {
    return quantity.from() > 0
        && tokens.get(quantity.from() - 1).word("for")
        && quantities.size() > 1;
  }

  private boolean negatedBefore(Quantity quantity) {
    int start = words.clauseStart(quantity.from());
    return tokens.subList(start, quantity.from()).stream().anyMatch(Vocabulary::negation);
  }

  private boolean none(Predicate<Token> what) {
    return tokens.stream().noneMatch(what);
  }

  private static boolean metric(String words) {
    return Lexer.tokens(words).stream().anyMatch(Vocabulary::metric);
  }

  private Optional<Change> change(List<Token> clause) {
    return clause.stream().flatMap(token -> Vocabulary.change(token).stream()).findFirst();
  }

  private List<Token> clause(Quantity quantity) {
    return clause(quantity.from(), quantity.to());
  }

  private List<Token> clause(int from, int to) {
    return tokens.subList(words.clauseStart(from), words.clauseEnd(to));
  }

  // None of a countable defect

  private List<Measure> zeros() {
    List<Measure> found = new ArrayList<>();
    for (int i = 0; i < tokens.size() && !Vocabulary.condition(tokens.get(i)); i++) {
      zero(i).map(Reading::none).ifPresent(found::add);
    }
    return found;
  }

  private Optional<String> zero(int at) {
    Token token = tokens.get(at);
    if (Vocabulary.zero(token) && bare(at)) {
      return defectsBehind(at).or(() -> defectsInFront(at));
    }
    return Vocabulary.noneOf(token) ? defectsInFront(at) : Optional.empty();
  }

  private static Measure none(String metric) {
    return new Measure(metric, Comparator.EQUAL, 0, Optional.empty(), "", Optional.empty());
  }

  /** Not the 0 of 0%, of a range or behind a comparator, which other ways read. */
  private boolean bare(int at) {
    return !tokens.get(at).isNumber()
        || quantities.stream()
            .anyMatch(
                quantity ->
                    quantity.from() == at
                        && quantity.unit().isEmpty()
                        && quantity.high().isEmpty()
                        && compared(quantity).isEmpty());
  }

  private Optional<String> defectsBehind(int zero) {
    int begin = zero + 1;
    if (begin < tokens.size() && Units.counter(tokens.get(begin).text())) {
      begin++;
    }
    int end = Math.min(words.clauseEnd(begin), begin + 7);
    for (int i = begin; i < end; i++) {
      Token token = tokens.get(i);
      if (Vocabulary.preposition(token)) {
        return Optional.empty();
      }
      if (Vocabulary.defect(token)) {
        int last = i;
        while (last + 1 < end && Vocabulary.defect(tokens.get(last + 1))) {
          last++;
        }
        boolean ends =
            last + 1 >= end
                || Vocabulary.preposition(tokens.get(last + 1))
                || !Vocabulary.singular(tokens.get(last))
                || !Vocabulary.english(tokens.get(zero));
        if (ends) {
          return Optional.of(words.text(begin, adjectives(zero, last + 1, end), true));
        }
      }
    }
    return Optional.empty();
  }

  /** Sin errores críticos: where adjectives follow, they are part of the name. */
  private int adjectives(int zero, int from, int end) {
    int to = from;
    // No errors or warnings.
    while (to + 1 < end
        && Vocabulary.either(tokens.get(to))
        && Vocabulary.defect(tokens.get(to + 1))) {
      to += 2;
    }
    while (Vocabulary.adjectivesFollow(tokens.get(zero))
        && to < end
        && tokens.get(to).isWord()
        && !Vocabulary.preposition(tokens.get(to))) {
      to++;
    }
    return to;
  }

  /** Bugs: 0; エラーなし. */
  private Optional<String> defectsInFront(int zero) {
    Token token = tokens.get(zero);
    boolean labelled = zero > 0 && tokens.get(zero - 1).text().equals(":");
    int end = labelled ? zero - 1 : zero;
    boolean may = labelled || Vocabulary.noneOf(token) || token.isNumber();
    if (!may || end == 0) {
      return Optional.empty();
    }
    int start = words.clauseStart(end);
    boolean defects = tokens.subList(start, end).stream().anyMatch(Vocabulary::defect);
    boolean last =
        zero + 1 >= tokens.size()
            || tokens.get(zero + 1).isBreak()
            || Vocabulary.noneOf(token)
            || Units.counter(tokens.get(zero + 1).text());
    return defects && last ? Optional.of(words.text(start, end, true)) : Optional.empty();
  }
}
