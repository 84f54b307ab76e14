/** Work by language models: an Ollama where one is configured, else a labelled template. */
@NullMarked
package io.planwright.gpu.llm;

import org.jspecify.annotations.NullMarked;
