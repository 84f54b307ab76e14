/** The API as a client sees it. */
@NullMarked
package io.planwright.cli.client;

import org.jspecify.annotations.NullMarked;
