/** Real servers for the tests of this module and of those that stand on it. */
@NullMarked
package io.planwright.store.testing;

import org.jspecify.annotations.NullMarked;
