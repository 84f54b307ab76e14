package io.planwright.plan.run;

/**
 * Why a step failed.
 *
 * @param code stable
 */
public record Failure(String code, String message) {
  /** The same with the beginning of its message. */
  public Failure shortened(int characters) {
    if (message.length() <= characters) {
      return this;
    }
    int end =
        Character.isHighSurrogate(message.charAt(characters - 1)) ? characters - 1 : characters;
    return new Failure(code, message.substring(0, end) + "…");
  }
}
