/** The roles of a process: API, workers of lanes, the development stack, the demo. */
@NullMarked
package io.planwright.cli.roles;

import org.jspecify.annotations.NullMarked;
