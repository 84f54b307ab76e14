package io.planwright.api.plans;

import io.planwright.api.problem.ProblemKind;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A posted document's text, or why it is none. */
public final class DocumentBytes {
  private DocumentBytes() {}

  /**
   * @param bytes null where the request had none
   */
  public static String text(byte @Nullable [] bytes) {
    if (bytes == null || bytes.length == 0) {
      throw ProblemKind.DOCUMENT_EMPTY.problem("expected a plan document, found no bytes");
    }
    String text = decode(bytes);
    int nul = text.indexOf('\0');
    if (nul >= 0) {
      throw notText("a NUL character", text.substring(0, nul));
    }
    if (text.isBlank()) {
      throw ProblemKind.DOCUMENT_EMPTY.problem("expected a plan document, found only blanks");
    }
    return text;
  }

  private static String decode(byte[] bytes) {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(bytes);
    // UTF-8 never has more UTF-16 units than bytes.
    CharBuffer out = CharBuffer.allocate(bytes.length);
    CoderResult result = decoder.decode(in, out, true);
    out.flip();
    if (result.isError()) {
      throw notText(String.format("the byte 0x%02x", bytes[in.position()]), out.toString());
    }
    return out.toString();
  }

  private static RuntimeException notText(String found, String before) {
    int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
    int column = before.length() - before.lastIndexOf('\n');
    return ProblemKind.DOCUMENT_NOT_TEXT.problem(
        "expected text in UTF-8, found " + found + " at line " + line + ", column " + column);
  }
}
