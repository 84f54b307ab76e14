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
  private static final int LONGEST_RUN = 4_000;

  /** Empty where nothing was encoded twice. */
  static Optional<Mojibake> repaired(String text) {
    CharsetEncoder encoder =
        WINDOWS
            .newEncoder()
            .onUnmappableCharacter(CodingErrorAction.REPORT)
            .onMalformedInput(CodingErrorAction.REPORT);
    byte[] bytes = new byte[LONGEST_RUN];
    StringBuilder out = null;
    int written = 0;
    int places = 0;
    int firstAt = -1;
    String example = "";
    for (int at = 0; at < text.length(); at++) {
      if (text.charAt(at) < 0xC2 || text.charAt(at) > 0xF4) {
        continue;
      }
      int length = 0;
      while (at + length < text.length() && length < LONGEST_RUN) {
        int high = high(text.charAt(at + length), encoder);
        if (high < 0) {
          break;
        }
        bytes[length++] = (byte) high;
      }
      int taken = taken(bytes, length);
      if (taken > 0) {
        out = out == null ? new StringBuilder(text.length()) : out;
        out.append(text, written, at);
        out.append(new String(bytes, 0, taken, StandardCharsets.UTF_8));
        if (places++ == 0) {
          firstAt = at;
          example = text.substring(at, at + taken);
        }
        written = at + taken;
        at = written - 1;
      }
    }
    return out == null
        ? Optional.empty()
        : Optional.of(
            new Mojibake(
                out.append(text, written, text.length()).toString(), places, firstAt, example));
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
    try {
      ByteBuffer encoded = encoder.encode(CharBuffer.wrap(new char[] {c}));
      return encoded.remaining() == 1 ? encoded.get() & 0xFF : -1;
    } catch (CharacterCodingException e) {
      return -1;
    }
  }

  /**
   * How many of the bytes are whole UTF-8 characters. Of two bytes only those whose first is common
   * in double encoding, since {@code É»} is also French.
   */
  private static int taken(byte[] bytes, int length) {
    int at = 0;
    while (at < length) {
      int lead = bytes[at] & 0xFF;
      int size = lead >= 0xF0 && lead <= 0xF4 ? 4 : lead >= 0xE0 ? 3 : 2;
      boolean common = size > 2 || lead == 0xC2 || lead == 0xC3 || lead == 0xD0 || lead == 0xD1;
      if (lead < 0xC2 || lead > 0xF4 || !common || at + size > length) {
        break;
      }
      boolean whole = true;
      for (int i = 1; i < size; i++) {
        whole &= (bytes[at + i] & 0xC0) == 0x80;
      }
      if (!whole) {
        break;
      }
      at += size;
    }
    return at;
  }
}
