/** The one launcher: roles and user commands. */
@NullMarked
package io.planwright.cli;

import org.jspecify.annotations.NullMarked;
