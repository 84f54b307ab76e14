package io.planwright.plan.criteria;

import java.util.List;
import java.util.Optional;

/**
 * A figure with its unit, or a range of them.
 *
 * @param from its first token
 * @param to behind its last token
 * @param high a range's upper end
 * @param unit canonical; empty for a bare number
 * @param sign {@code +} or {@code -} where it is written in front, {@code ±}; else empty
 * @param open a plus stands behind it: 90%+
 */
record Quantity(
    int from, int to, double low, Optional<Double> high, String unit, String sign, boolean open) {

  /** The figure at a place, its range with a dash included. */
  static Optional<Quantity> at(List<Token> tokens, int from) {
    return new Parse(tokens, from).quantity();
  }

  double upper() {
    return high.orElse(low);
  }

  boolean percent() {
    return unit.equals("%");
  }

  boolean percentOrPoints() {
    return percent() || unit.equals("points") || unit.equals("bps");
  }

  Quantity to(Quantity upper) {
    String shared = unit.isEmpty() ? upper.unit : unit;
    double factor = Units.factor(shared, upper.unit).orElse(1.0);
    String common = upper.unit.isEmpty() ? shared : upper.unit;
    return new Quantity(
        from, upper.to, low * factor, Optional.of(upper.upper()), common, sign, upper.open);
  }

  /** In another unit; empty where both measure different things. */
  Optional<Quantity> in(String other) {
    if (unit.isEmpty() || other.isEmpty()) {
      return Optional.of(this);
    }
    return Units.factor(unit, other)
        .map(f -> new Quantity(from, to, low * f, high.map(h -> h * f), other, sign, open));
  }

  private static final class Parse {
    private final List<Token> tokens;
    private final int from;
    private int at;

    Parse(List<Token> tokens, int from) {
      this.tokens = tokens;
      this.from = from;
      this.at = from;
    }

    Optional<Quantity> quantity() {
      String sign = sign();
      Optional<Quantity> one = one(sign);
      if (one.isEmpty()) {
        return one;
      }
      int end = at;
      if (at + 1 < tokens.size() && dash(tokens.get(at))) {
        at++;
        Optional<Quantity> other = one("");
        if (other.isPresent() && other.get().low > one.get().low) {
          return Optional.of(one.get().to(other.get()));
        }
      }
      at = end;
      return one;
    }

    private static boolean dash(Token token) {
      return token.mark("-") || token.mark("~");
    }

    private String sign() {
      Token token = tokens.get(at);
      boolean leads = at == 0 || !(token.glued() && !tokens.get(at - 1).isBreak());
      if (at + 1 < tokens.size()
          && (token.mark("+") || token.mark("-") || token.mark("±"))
          && leads
          && tokens.get(at + 1).isNumber()) {
        at++;
        return token.text();
      }
      return "";
    }

    private Optional<Quantity> one(String sign) {
      String currency = "";
      if (at < tokens.size() && Units.currency(tokens.get(at).text())) {
        currency = tokens.get(at++).text();
      }
      boolean hundredth = at < tokens.size() && tokens.get(at).word("百分之");
      if (hundredth) {
        at++;
      }
      if (at >= tokens.size() || !tokens.get(at).isNumber()) {
        return Optional.empty();
      }
      double value = tokens.get(at++).number();
      Optional<Double> magnitude = magnitude(!currency.isEmpty());
      if (magnitude.isPresent()) {
        value *= magnitude.get();
        at++;
      }
      String unit = hundredth ? "%" : currency.isEmpty() ? unit() : currency + per();
      boolean open = at < tokens.size() && tokens.get(at).mark("+") && tokens.get(at).glued();
      if (open) {
        at++;
      }
      if (unit.isEmpty() && open) {
        unit = unit();
      }
      double signed = sign.equals("-") ? -value : value;
      return Optional.of(new Quantity(from, at, signed, Optional.empty(), unit, sign, open));
    }

    /** The m of $5m is a million, that of 5m a minute. */
    private Optional<Double> magnitude(boolean money) {
      if (at >= tokens.size() || !tokens.get(at).isWord()) {
        return Optional.empty();
      }
      return money && tokens.get(at).word("m")
          ? Optional.of(1e6)
          : Units.magnitude(tokens.get(at).text());
    }

    private String unit() {
      if (at >= tokens.size()) {
        return "";
      }
      Token token = tokens.get(at);
      if (token.mark("%")) {
        at++;
        return skip("points", "point") ? "points" : "%";
      }
      if (token.word("percentage") && skipAfter("points", "point")) {
        return "points";
      }
      if (Units.currency(token.text())) {
        at++;
        return token.text() + per();
      }
      if (!token.isWord()) {
        return "";
      }
      if (Units.counter(token.text())) {
        at++;
        return "";
      }
      Optional<String> rate = rate(token.text());
      if (rate.isPresent()) {
        return rate.get();
      }
      Optional<String> named = Units.named(token.text());
      if (named.isEmpty() || (token.text().length() == 1 && !token.glued() && followed())) {
        return "";
      }
      at++;
      return named.get().equals("%") && skip("points", "point") ? "points" : sized(named.get());
    }

    /** 5 MB/s, but 200 ms per call is 200 ms. */
    private String sized(String unit) {
      return Units.time(unit) || unit.equals("%") ? unit : unit + per();
    }

    /** A lone letter behind a space is a unit only where no word follows: 5 с, 5 m. */
    private boolean followed() {
      return tokens.get(at).text().charAt(0) < 0x1100
          && !tokens.get(at).word("s")
          && !tokens.get(at).word("h")
          && at + 1 < tokens.size()
          && tokens.get(at + 1).isWord();
    }

    private boolean skip(String one, String other) {
      boolean found =
          at < tokens.size() && (tokens.get(at).word(one) || tokens.get(at).word(other));
      at += found ? 1 : 0;
      return found;
    }

    private boolean skipAfter(String one, String other) {
      at++;
      if (skip(one, other)) {
        return true;
      }
      at--;
      return false;
    }

    /**
     * {@code requests/second}, {@code predictions per second}: what is counted and in which time.
     */
    private Optional<String> rate(String counted) {
      int slash = at + 1;
      if (slash + 1 >= tokens.size()) {
        return Optional.empty();
      }
      boolean per = tokens.get(slash).mark("/") || perWord(tokens.get(slash));
      Optional<String> unit = Units.named(tokens.get(slash + 1).text()).filter(Units::time);
      if (!per || unit.isEmpty() || Units.named(counted).isPresent()) {
        return Optional.empty();
      }
      at += 3;
      boolean requests = counted.startsWith("req") && unit.get().equals("s");
      return Optional.of(requests ? "rps" : counted + "/" + unit.get());
    }

    private static boolean perWord(Token token) {
      return token.word("per") || token.word("por") || token.word("par") || token.word("pro");
    }

    /** {@code /month} behind a currency or a size. */
    private String per() {
      if (at + 1 < tokens.size() && (tokens.get(at).mark("/") || perWord(tokens.get(at)))) {
        Token unit = tokens.get(at + 1);
        if (unit.isWord()) {
          at += 2;
          return "/" + Units.named(unit.text()).orElse(unit.text());
        }
      }
      return "";
    }
  }
}
