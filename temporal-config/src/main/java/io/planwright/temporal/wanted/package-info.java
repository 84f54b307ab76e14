/** The declared state of namespaces and search attributes, and how a server is brought to it. */
@NullMarked
package io.planwright.temporal.wanted;

import org.jspecify.annotations.NullMarked;
