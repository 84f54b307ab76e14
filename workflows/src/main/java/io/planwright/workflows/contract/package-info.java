/** How a step declares itself: its lane, inputs, effect and limits. */
@NullMarked
package io.planwright.workflows.contract;

import org.jspecify.annotations.NullMarked;
