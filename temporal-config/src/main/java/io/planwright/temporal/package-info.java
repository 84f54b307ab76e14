/**
 * The connection to Temporal and the wanted state of its namespaces, search attributes and
 * schedules.
 */
@NullMarked
package io.planwright.temporal;

import org.jspecify.annotations.NullMarked;
