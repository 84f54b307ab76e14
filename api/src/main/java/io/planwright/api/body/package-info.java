/** Request bodies, read strictly. */
@NullMarked
package io.planwright.api.body;

import org.jspecify.annotations.NullMarked;
