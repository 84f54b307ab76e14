package io.planwright.cli.client;

import io.planwright.cli.output.ShownAddress;
import java.net.URI;

/** No API answers at the address. */
public final class ServerUnreachable extends RuntimeException {
  private static final long serialVersionUID = 1;

  ServerUnreachable(URI base, Throwable cause) {
    super(
        "no API answers at %s (%s): start one with 'planwright dev', or name it with --url"
            .formatted(
                ShownAddress.of(base),
                cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage()),
        cause);
  }
}
