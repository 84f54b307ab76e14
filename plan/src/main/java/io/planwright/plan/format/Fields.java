package io.planwright.plan.format;

import io.planwright.plan.Source;
import io.planwright.plan.format.Tree.Items;
import io.planwright.plan.format.Tree.Member;
import io.planwright.plan.format.Tree.Members;
import io.planwright.plan.format.Tree.Scalar;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The members of one map of a document, each read as what it must be or reported. */
final class Fields {
  private static final Pattern WHOLE = Pattern.compile("[+-]?\\d{1,18}");
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d{1,400}(\\.\\d{0,400})?|\\.\\d{1,400})([eE][+-]?\\d{1,3})?");

  private final String what;
  private final Source at;
  private final Findings findings;
  private final Map<String, Tree> values = new LinkedHashMap<>();

  private Fields(String what, Source at, Findings findings) {
    this.what = what;
    this.at = at;
    this.findings = findings;
  }

  /**
   * @param what as messages name it, such as {@code a task}
   * @param known names of members
   */
  static Fields of(Tree tree, String what, List<String> known, Findings findings) {
    Fields fields = new Fields(what, tree.at(), findings);
    if (!(tree instanceof Members members)) {
      findings.error("value-type", tree.at(), what + " must be a map, came " + Tree.came(tree), "");
      return fields;
    }
    for (Member member : members.members()) {
      if (!known.contains(member.name())) {
        findings.unknown(
            "member-unknown",
            member.at(),
            "expected a member of " + what + ", came " + member.name(),
            member.name(),
            known);
      } else if (!(member.value() instanceof Scalar scalar && scalar.nothing())) {
        fields.values.putIfAbsent(member.name(), member.value());
      }
    }
    return fields;
  }

  Source at() {
    return at;
  }

  Optional<Tree> tree(String name) {
    return Optional.ofNullable(values.get(name));
  }

  Optional<String> text(String name) {
    return tree(name).flatMap(value -> text(name, value));
  }

  /** The text, reported where it is missing. */
  String required(String name) {
    if (tree(name).isEmpty()) {
      missing(name);
    }
    return text(name).orElse("");
  }

  void missing(String name) {
    findings.error(
        "member-missing",
        at,
        "expected the member " + name + " of " + what + ", which is not there",
        "add " + name);
  }

  Optional<String> text(String name, Tree value) {
    if (value instanceof Scalar scalar && !scalar.nothing()) {
      return Optional.of(scalar.text());
    }
    return wrong(name, "text", value);
  }

  boolean flag(String name) {
    return tree(name)
        .flatMap(value -> truth(value).or(() -> wrong(name, "true or false", value)))
        .orElse(false);
  }

  static Optional<Boolean> truth(Tree value) {
    return value instanceof Scalar scalar
            && scalar.plain()
            && (scalar.text().equals("true") || scalar.text().equals("false"))
        ? Optional.of(Boolean.valueOf(scalar.text()))
        : Optional.empty();
  }

  Optional<Double> number(String name) {
    return tree(name).flatMap(value -> number(value).or(() -> wrong(name, "a number", value)));
  }

  Optional<Double> fraction(String name) {
    return number(name)
        .filter(
            value -> {
              boolean fits = value >= 0 && value <= 1;
              if (!fits) {
                findings.error(
                    "value-range",
                    tree(name).map(Tree::at).orElse(at),
                    name + " must be from 0 to 1, was " + value,
                    "");
              }
              return fits;
            });
  }

  static Optional<Double> number(Tree value) {
    return value instanceof Scalar scalar
            && scalar.plain()
            && NUMBER.matcher(scalar.text()).matches()
        ? Optional.of(Double.parseDouble(scalar.text()))
        : Optional.empty();
  }

  static Optional<Long> whole(Tree value) {
    return value instanceof Scalar scalar
            && scalar.plain()
            && WHOLE.matcher(scalar.text()).matches()
        ? Optional.of(Long.parseLong(scalar.text()))
        : Optional.empty();
  }

  /** A whole number within bounds, both included. */
  Optional<Integer> whole(String name, int least, int most) {
    return tree(name)
        .flatMap(
            value ->
                whole(value)
                    .filter(number -> number >= least && number <= most)
                    .map(Long::intValue)
                    .or(() -> wrong(name, "a whole number from " + least + " to " + most, value)));
  }

  Optional<Duration> duration(String name) {
    return tree(name)
        .flatMap(
            value ->
                value instanceof Scalar scalar
                    ? DurationText.parse(scalar.text())
                        .or(() -> wrong(name, DurationText.FORMS, value))
                    : wrong(name, DurationText.FORMS, value));
  }

  /** A value that is one of a few words. */
  <T> Optional<T> word(String name, Words<T> words) {
    return tree(name)
        .flatMap(
            value -> {
              String written = value instanceof Scalar scalar ? scalar.text() : "";
              Optional<T> found = words.meaning(written);
              if (found.isEmpty()) {
                findings.unknown(
                    "value-unknown",
                    value.at(),
                    name
                        + " must be one of "
                        + String.join(", ", words.all())
                        + ", came "
                        + Tree.came(value),
                    written,
                    words.all());
              }
              return found;
            });
  }

  /** Each item of a list; none where it is left out. */
  <T> List<T> each(String name, Function<Tree, Optional<T>> reading) {
    List<T> all = new ArrayList<>();
    tree(name)
        .ifPresent(
            value -> {
              if (value instanceof Items list) {
                list.items().forEach(item -> reading.apply(item).ifPresent(all::add));
              } else {
                Optional<T> none = wrong(name, "a list", value);
                none.ifPresent(all::add);
              }
            });
    return all;
  }

  List<String> texts(String name) {
    return each(name, item -> text("each of " + name, item));
  }

  <T> Optional<T> wrong(String name, String expected, Tree value) {
    findings.error(
        "value-type",
        value.at(),
        name + " of " + what + " must be " + expected + ", came " + Tree.came(value),
        "");
    return Optional.empty();
  }
}
