package io.planwright.plan.run;

/**
 * A stored result, by its content.
 *
 * @param kind dataset, features, model, report, text …
 * @param sha256 of its bytes, in hex
 */
public record ArtifactRef(String kind, String sha256, long bytes, String mediaType) {}
