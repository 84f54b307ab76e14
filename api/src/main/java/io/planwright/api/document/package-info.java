/** The OpenAPI document of the API. */
@NullMarked
package io.planwright.api.document;

import org.jspecify.annotations.NullMarked;
