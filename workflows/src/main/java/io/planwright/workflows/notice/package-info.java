/** Telling people. */
@NullMarked
package io.planwright.workflows.notice;

import org.jspecify.annotations.NullMarked;
