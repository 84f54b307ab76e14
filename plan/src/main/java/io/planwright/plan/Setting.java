package io.planwright.plan;

/**
 * A named value that a document fixes, such as a threshold or a time to live.
 *
 * @param group the title of the table or section that it stands in
 */
public record Setting(String group, String name, String value, Source source) {}
