package io.planwright.api.resources;

/**
 * How much there is of a resource.
 *
 * @param capacity in units of what steps use of it
 */
record DeclareResource(double capacity) {
  DeclareResource {
    if (!(capacity >= 0 && capacity <= 1e9)) {
      throw new IllegalArgumentException("capacity must be 0 or more, was " + capacity);
    }
  }
}
