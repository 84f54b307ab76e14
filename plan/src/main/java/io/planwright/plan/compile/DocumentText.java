package io.planwright.plan.compile;

import io.planwright.plan.Source;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Bytes that somebody sent, read as text or refused with the place where they stop being text. */
final class DocumentText {
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  /** The first of the full-width forms that are narrowed. */
  private static final char FIRST_WIDE = '．';

  /** From a full-width form to its usual one. */
  private static final int WIDE = 0xFEE0;

  /** The first byte of the accented Latin letters, U+00C0 to U+00FF. */
  private static final byte ACCENTED_LEAD = (byte) 0xC3;

  /** The first byte of U+F000 and beyond, and the least second one of the full-width forms. */
  private static final byte WIDE_LEAD = (byte) 0xEF;

  private static final byte WIDE_SECOND = (byte) 0xBC;

  private DocumentText() {}

  static Optional<String> of(byte[] document, Problems problems) {
    if (document.length > Limits.MOST_BYTES) {
      problems.error(
          "document-too-large",
          Problems.START,
          "a document must have at most "
              + Limits.MOST_BYTES
              + " bytes, this one has "
              + document.length,
          "split it into several plans");
      return Optional.empty();
    }
    String read = withoutByteOrderMark(new String(document, StandardCharsets.UTF_8));
    // Bytes that are no UTF-8 become this character, which a document may also hold.
    if (read.indexOf('\uFFFD') >= 0) {
      Optional<Integer> broken = firstBroken(document);
      if (broken.isPresent()) {
        String before = new String(document, 0, broken.get(), StandardCharsets.UTF_8);
        String text = withoutByteOrderMark(before);
        problems.error(
            "document-not-text",
            place(text, text.length()),
            "expected UTF-8 text, the byte at offset " + broken.get() + " is none",
            "save the document as UTF-8");
        return Optional.empty();
      }
    }
    if (hasControl(document)) {
      int control = controlCharacter(read);
      problems.error(
          "document-not-text",
          place(read, control),
          String.format(
              "expected text, came the control character U+%04X", (int) read.charAt(control)),
          "compile a Markdown document, not a binary file");
      return Optional.empty();
    }
    if (read.isBlank()) {
      problems.error(
          "document-empty",
          Problems.START,
          "expected a plan document, came an empty one",
          "write tasks as headings (### Task 1: …) or as checkboxes (- [ ] …)");
      return Optional.empty();
    }
    return Optional.of(read);
  }

  /** Text as its author meant it: what was encoded twice repaired, full-width forms narrowed. */
  static String readable(byte[] document, String text, Problems problems) {
    String repaired = mayRepair(document) ? repaired(text, problems) : text;
    return mayNarrow(document) ? narrow(repaired) : repaired;
  }

  /** Whether it has accented letters, of which one starts each place to repair. */
  private static boolean mayRepair(byte[] document) {
    for (byte b : document) {
      if (b == ACCENTED_LEAD) {
        return true;
      }
    }
    return false;
  }

  /** Whether it has full-width forms; those that a repair makes start with an accented letter. */
  private static boolean mayNarrow(byte[] document) {
    for (int i = 0; i < document.length; i++) {
      boolean wide =
          document[i] == WIDE_LEAD
              && i + 1 < document.length
              && Byte.compareUnsigned(document[i + 1], WIDE_SECOND) >= 0;
      if (wide || document[i] == ACCENTED_LEAD) {
        return true;
      }
    }
    return false;
  }

  private static String repaired(String text, Problems problems) {
    Optional<Mojibake> repaired = Mojibake.repaired(text);
    repaired.ifPresent(
        found ->
            problems.warning(
                "text-repaired",
                place(text, found.firstAt()),
                found.places()
                    + " places were encoded twice and are read as they were meant, the first is "
                    + found.example(),
                "save the document once as UTF-8; columns are counted in the repaired text"));
    return repaired.map(Mojibake::text).orElse(text);
  }

  /** Full-width digits, letters and checkboxes as their usual forms, each in its place. */
  private static String narrow(String text) {
    StringBuilder narrow = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < FIRST_WIDE) {
        continue;
      }
      boolean wide = (c >= '０' && c <= '９') || (c >= 'Ａ' && c <= 'Ｚ') || (c >= 'ａ' && c <= 'ｚ');
      boolean box =
          (c == '［' && i + 2 < text.length() && text.charAt(i + 2) == '］')
              || (c == '］' && i >= 2 && text.charAt(i - 2) == '［');
      // A full stop between numbers, as in １．１.
      boolean point = c == '．' && i > 0 && Character.isDigit(text.charAt(i - 1));
      if (wide || box || point) {
        narrow = narrow == null ? new StringBuilder(text) : narrow;
        narrow.setCharAt(i, (char) (c - WIDE));
      }
    }
    return narrow == null ? text : narrow.toString();
  }

  private static Optional<Integer> firstBroken(byte[] document) {
    ByteBuffer bytes = ByteBuffer.wrap(document);
    CoderResult end =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT)
            .decode(bytes, CharBuffer.allocate(document.length + 1), true);
    return end.isError() ? Optional.of(bytes.position()) : Optional.empty();
  }

  private static String withoutByteOrderMark(String text) {
    return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
  }

  private static boolean hasControl(byte[] document) {
    for (byte b : document) {
      if (isControl(b)) {
        return true;
      }
    }
    return false;
  }

  private static int controlCharacter(String text) {
    int at = 0;
    while (!isControl(text.charAt(at))) {
      at++;
    }
    return at;
  }

  /** The bytes of the characters beyond ASCII are negative. */
  private static boolean isControl(int c) {
    return c < ' ' && c >= 0 && c != '\t' && c != '\n' && c != '\r' && c != '\f';
  }

  private static Source place(String text, int offset) {
    int line = 1;
    int start = 0;
    for (int i = 0; i < offset; i++) {
      if (text.charAt(i) == '\n') {
        line++;
        start = i + 1;
      }
    }
    return new Source(line, offset - start + 1);
  }
}
