package io.planwright.plan;

import java.util.Optional;

/**
 * A success criterion: measurable where its text states a figure, else attested by a person.
 *
 * @param measure what must hold of a metric
 */
public record Criterion(String text, Optional<Measure> measure, Source source) {

  /** One that a person says is met. */
  public static Criterion attested(String text, Source source) {
    return new Criterion(text, Optional.empty(), source);
  }
}
