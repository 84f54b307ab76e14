/** PostgreSQL, Redis and the artifact folder: everything that is remembered. */
@NullMarked
package io.planwright.store;

import org.jspecify.annotations.NullMarked;
