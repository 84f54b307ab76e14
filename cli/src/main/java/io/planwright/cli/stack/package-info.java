/** The development stack: the servers that a run needs, used where they are, else started. */
@NullMarked
package io.planwright.cli.stack;

import org.jspecify.annotations.NullMarked;
