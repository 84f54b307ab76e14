/** Work by language models. */
@NullMarked
package io.planwright.workflows.llm;

import org.jspecify.annotations.NullMarked;
