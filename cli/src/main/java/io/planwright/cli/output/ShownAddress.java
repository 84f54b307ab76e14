package io.planwright.cli.output;

import java.net.URI;
import java.util.regex.Pattern;

/** An address as it is printed: without the name and the password that it may carry. */
public final class ShownAddress {
  /** Up to the last at sign, for a password that is not encoded may hold any character. */
  private static final Pattern USER_INFO =
      Pattern.compile("^([A-Za-z][A-Za-z0-9+.-]*://)?.*@", Pattern.DOTALL);

  private ShownAddress() {}

  public static String of(URI address) {
    return address.getHost() != null && address.getRawUserInfo() == null
        ? address.toString()
        : of(address.toString());
  }

  /** Of what may be no address at all. */
  public static String of(String text) {
    return USER_INFO.matcher(text).replaceFirst("$1");
  }
}
