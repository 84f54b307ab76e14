/** Plans that run on the real servers, through the program as users start it. */
@NullMarked
package io.planwright.cli.runs;

import org.jspecify.annotations.NullMarked;
