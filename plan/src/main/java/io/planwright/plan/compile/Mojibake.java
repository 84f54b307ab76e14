package io.planwright.plan.compile;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Undoes double encoding: UTF-8 that was read as windows-1252 and written as UTF-8 again, so that
 * {@code é} became {@code Ã©}. Line ends stay where they are.
 *
 * @param text repaired
 * @param places how many were
 * @param firstAt offset of the first in the text that was given
 * @param example the first, as it came
 */
record Mojibake(String text, int places, int firstAt, String example) {
  private static final Charset WINDOWS = Charset.forName("windows-1252");

  /** Empty where nothing was encoded twice. */
  static Optional<Mojibake> repaired(String text) {
    CharsetEncoder encoder =
        WINDOWS
            .newEncoder()
            .onUnmappableCharacter(CodingErrorAction.REPORT)
            .onMalformedInput(CodingErrorAction.REPORT);
    StringBuilder out = new StringBuilder();
    int places = 0;
    int copied = 0;
    int firstAt = -1;
    String example = "";
    for (int at = 0; at < text.length(); at++) {
      if (!isLead(text.charAt(at))) {
        continue;
      }
      int taken = taken(text, at, encoder);
      if (taken == 0) {
        continue;
      }
      byte[] bytes = new byte[taken];
      for (int i = 0; i < taken; i++) {
        bytes[i] = (byte) high(text.charAt(at + i), encoder);
      }
      out.append(text, copied, at).append(new String(bytes, StandardCharsets.UTF_8));
      if (places++ == 0) {
        firstAt = at;
        example = text.substring(at, at + taken);
      }
      copied = at + taken;
      at = copied - 1;
    }
    if (places == 0) {
      return Optional.empty();
    }
    out.append(text, copied, text.length());
    return Optional.of(new Mojibake(out.toString(), places, firstAt, example));
  }

  /** The byte that a character above ASCII was; negative where it was none. */
  private static int high(char c, CharsetEncoder encoder) {
    // windows-1252 leaves these five open, and decoders pass them on.
    if (c == 0x81 || c == 0x8D || c == 0x8F || c == 0x90 || c == 0x9D) {
      return c;
    }
    if (c < 0x80) {
      return -1;
    }
    if (c >= 0xA0 && c <= 0xFF) {
      return c;
    }
    try {
      ByteBuffer encoded = encoder.encode(CharBuffer.wrap(new char[] {c}));
      return encoded.remaining() == 1 ? encoded.get() & 0xFF : -1;
    } catch (CharacterCodingException e) {
      return -1;
    }
  }

  /**
   * How many characters from there on are bytes of one UTF-8 character, or of two where one alone
   * may be chance: {@code É»} and {@code é…”} are also French.
   */
  private static int taken(String text, int at, CharsetEncoder encoder) {
    int size = size(text, at, encoder);
    if (size == 0 || isCommon(text.charAt(at))) {
      return size;
    }
    boolean pair = size > 2 && size(text, at + size, encoder) > 2;
    boolean before = at >= size && size > 2 && size(text, at - size, encoder) == size;
    return pair || before ? size : 0;
  }

  /** The first bytes of characters beyond ASCII. */
  private static boolean isLead(char c) {
    return c >= 0xC2 && c <= 0xF4;
  }

  /** Leads of two bytes that double encoding makes of Latin and Cyrillic, of punctuation, emoji. */
  private static boolean isCommon(char lead) {
    return lead == 0xC2
        || lead == 0xC3
        || lead == 0xD0
        || lead == 0xD1
        || lead == 0xE2
        || lead == 0xEF
        || lead == 0xF0;
  }

  /** The length of the UTF-8 character that starts there; 0 without one. */
  private static int size(String text, int at, CharsetEncoder encoder) {
    if (at >= text.length()) {
      return 0;
    }
    char lead = text.charAt(at);
    if (!isLead(lead)) {
      return 0;
    }
    int size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (at + size > text.length()) {
      return 0;
    }
    for (int i = 1; i < size; i++) {
      int next = high(text.charAt(at + i), encoder);
      if (next < 0x80 || next > 0xBF) {
        return 0;
      }
    }
    return size;
  }
}
