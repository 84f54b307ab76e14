package io.planwright.plan;

import java.time.Duration;
import java.util.Optional;

/**
 * What a document expects a task to take.
 *
 * @param text as written
 * @param effort working time, a day being 8 hours and a week 5 days; of a range the upper end
 * @param least a range's lower end
 * @param points story points
 */
public record Estimate(
    String text, Optional<Duration> effort, Optional<Duration> least, Optional<Double> points) {}
