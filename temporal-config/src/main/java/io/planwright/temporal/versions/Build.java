package io.planwright.temporal.versions;

/**
 * A build whose workers have polled.
 *
 * @param status as Temporal calls it: current, draining (runs hold it), drained, inactive
 */
public record Build(String id, String status) {}
