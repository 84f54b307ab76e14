/** Each step that runs on a GPU: language models and training. */
@NullMarked
package io.planwright.gpu;

import org.jspecify.annotations.NullMarked;
