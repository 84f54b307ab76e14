/** Inbound HTTP: active only in processes that have the role {@code api}. */
@Configuration
@Requires(condition = ApiRole.class)
@NullMarked
package io.planwright.api;

import io.micronaut.context.annotation.Configuration;
import io.micronaut.context.annotation.Requires;
import org.jspecify.annotations.NullMarked;
