/** What went wrong with a request, as RFC 9457 problems. */
@NullMarked
package io.planwright.api.problem;

import org.jspecify.annotations.NullMarked;
