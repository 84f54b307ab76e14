/** Plans as documents that lose nothing: canonical Markdown, native YAML and JSON. */
@NullMarked
package io.planwright.plan.format;

import org.jspecify.annotations.NullMarked;
