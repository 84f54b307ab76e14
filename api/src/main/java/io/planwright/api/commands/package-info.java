/** Verbs: stored first, then delivered to the workflow that owns the task. */
@NullMarked
package io.planwright.api.commands;

import org.jspecify.annotations.NullMarked;
