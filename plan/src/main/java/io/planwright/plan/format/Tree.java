package io.planwright.plan.format;

import io.planwright.plan.Source;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a document of a format holds, before it is known to be a plan: values with places. */
sealed interface Tree {
  Source at();

  /**
   * One value.
   *
   * @param plain not in quotes, so that it may stand for a number, a truth value or nothing
   */
  record Scalar(String text, boolean plain, Source at) implements Tree {
    private static final Pattern NOTHING = Pattern.compile("|~|null|Null|NULL");

    boolean nothing() {
      return plain && NOTHING.matcher(text).matches();
    }
  }

  record Items(List<Tree> items, Source at) implements Tree {}

  /** Named values; a name stands once. */
  record Members(List<Member> members, Source at) implements Tree {
    Optional<Tree> get(String name) {
      return members.stream()
          .filter(member -> member.name().equals(name))
          .map(Member::value)
          .findFirst();
    }
  }

  record Member(String name, Source at, Tree value) {}

  static Scalar text(String text, Source at) {
    return new Scalar(text, false, at);
  }

  static Scalar plain(String text, Source at) {
    return new Scalar(text, true, at);
  }

  /** As messages name it. */
  static String came(Tree tree) {
    return switch (tree) {
      case Scalar scalar when scalar.nothing() -> "nothing";
      case Scalar scalar when scalar.plain() -> shortened(scalar.text());
      case Scalar scalar -> "the text \"" + shortened(scalar.text()) + "\"";
      case Items items -> "a list";
      case Members members -> "a map";
    };
  }

  private static String shortened(String text) {
    return text.length() <= 60
        ? text
        : text.substring(0, text.offsetByCodePoints(0, text.codePointCount(0, 60))) + "…";
  }
}
