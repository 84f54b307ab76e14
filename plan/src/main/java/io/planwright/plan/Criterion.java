package io.planwright.plan;

/** A success criterion, attested by a person. */
public record Criterion(String text, Source source) {}
