package io.planwright.plan;

import java.util.Optional;

/**
 * What may go wrong, as the document says it.
 *
 * @param level likelihood and impact in the author's words
 */
public record Risk(
    String text, Optional<String> level, Optional<String> mitigation, Source source) {}
