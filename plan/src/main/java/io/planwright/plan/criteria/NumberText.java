package io.planwright.plan.criteria;

import java.util.OptionalDouble;

/**
 * The value of digits with separators. One comma is a decimal comma unless three digits follow it
 * ({@code 99,9}, {@code 0,125}); else commas, and dots that repeat, group thousands. What is
 * neither, such as a version 1.2.3, is no number.
 */
final class NumberText {
  private static final int LONGEST = 18;

  private NumberText() {}

  static OptionalDouble value(String text) {
    String plain = text.replace("_", "").replace("\u00A0", "").replace("\u202F", "");
    if (plain.length() > LONGEST) {
      return OptionalDouble.empty();
    }
    int dots = count(plain, '.');
    int commas = count(plain, ',');
    if (dots > 0 && commas > 0) {
      return mixed(plain, dots, commas);
    } else if (dots > 1) {
      return grouped(plain, '.') ? parsed(plain.replace(".", "")) : OptionalDouble.empty();
    } else if (commas > 1) {
      return grouped(plain, ',') ? parsed(plain.replace(",", "")) : OptionalDouble.empty();
    } else if (commas == 1) {
      return parsed(
          grouped(plain, ',') && !plain.startsWith("0")
              ? plain.replace(",", "")
              : plain.replace(',', '.'));
    }
    return parsed(plain);
  }

  private static int count(String text, char separator) {
    int count = 0;
    for (int at = text.indexOf(separator); at >= 0; at = text.indexOf(separator, at + 1)) {
      count++;
    }
    return count;
  }

  /** The separator that comes last is the decimal one: 1,234.5 and 1.234,5. */
  private static OptionalDouble mixed(String plain, int dots, int commas) {
    char decimal = plain.lastIndexOf('.') > plain.lastIndexOf(',') ? '.' : ',';
    char group = decimal == '.' ? ',' : '.';
    if ((decimal == '.' ? dots : commas) != 1) {
      return OptionalDouble.empty();
    }
    int at = plain.indexOf(decimal);
    String whole = plain.substring(0, at);
    return grouped(whole, group)
        ? parsed(whole.replace(String.valueOf(group), "") + "." + plain.substring(at + 1))
        : OptionalDouble.empty();
  }

  private static boolean grouped(String text, char separator) {
    int first = text.indexOf(separator);
    if (first < 1 || first > 3 || (text.length() - first) % 4 != 0) {
      return false;
    }
    for (int i = first; i < text.length(); i++) {
      if ((text.charAt(i) == separator) != ((i - first) % 4 == 0)) {
        return false;
      }
    }
    return true;
  }

  private static OptionalDouble parsed(String digits) {
    return OptionalDouble.of(Double.parseDouble(digits));
  }
}
