package io.planwright.gpu.train;

/**
 * A state of training that is on the disk: what an attempt leaves to the next by its heartbeat.
 *
 * @param round the last one that it has
 * @param sha256 of the file, in hex
 */
record Checkpoint(int round, String path, String sha256) {}
