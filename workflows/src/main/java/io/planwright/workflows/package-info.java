/** What happens in what order, how it is undone, and the contracts of the steps it asks for. */
@NullMarked
package io.planwright.workflows;

import org.jspecify.annotations.NullMarked;
