package io.planwright.cli.client;

import java.util.Optional;

/** Lines of an event stream put together to events (WHATWG HTML, section 9.2.6). */
final class EventFrames {
  private final StringBuilder data = new StringBuilder();
  private String event = "";

  record Frame(String event, String data) {}

  /** A frame is whole at its empty line. */
  Optional<Frame> line(String line) {
    if (line.isEmpty()) {
      Frame frame = new Frame(event.isEmpty() ? "message" : event, data.toString());
      event = "";
      data.setLength(0);
      return frame.data().isEmpty() ? Optional.empty() : Optional.of(frame);
    }
    int colon = line.indexOf(':');
    String field = colon < 0 ? line : line.substring(0, colon);
    String value = colon < 0 ? "" : line.substring(colon + 1);
    String text = value.startsWith(" ") ? value.substring(1) : value;
    switch (field) {
      case "event" -> event = text;
      case "data" -> data.append(data.isEmpty() ? "" : "\n").append(text);
      default -> {
        // A comment keeps the connection alive; the line itself tells its number.
      }
    }
    return Optional.empty();
  }
}
