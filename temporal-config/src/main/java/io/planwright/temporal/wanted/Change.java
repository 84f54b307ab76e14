package io.planwright.temporal.wanted;

/**
 * One difference between what a server has and what it should have.
 *
 * @param subject what is changed: {@code namespace default}, {@code search attribute PlanId}
 * @param effect what happens to it
 */
public record Change(String subject, String effect) {
  @Override
  public String toString() {
    return subject + ": " + effect;
  }
}
