package io.planwright.plan.run;

/**
 * Why a step failed.
 *
 * @param code stable
 */
public record Failure(String code, String message) {}
