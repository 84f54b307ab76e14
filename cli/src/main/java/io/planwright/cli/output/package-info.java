/** What commands print: JSON, tables, the picture of a run. */
@NullMarked
package io.planwright.cli.output;

import org.jspecify.annotations.NullMarked;
