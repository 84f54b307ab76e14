/** The API over real HTTP, on a real PostgreSQL and Redis and on Temporal's test server. */
@NullMarked
package io.planwright.api;

import org.jspecify.annotations.NullMarked;
