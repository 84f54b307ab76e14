/** Whether what the API stands on can be reached. */
@NullMarked
package io.planwright.api.health;

import org.jspecify.annotations.NullMarked;
