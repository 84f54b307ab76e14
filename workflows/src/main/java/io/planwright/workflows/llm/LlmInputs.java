package io.planwright.workflows.llm;

import io.planwright.workflows.contract.In;
import java.util.List;
import java.util.Optional;

/** What a language model is asked. */
public record LlmInputs(
    @In("what to write") String prompt,
    @In(value = "what it may build on, often other tasks' numbers and facts", or = "[]")
        List<String> facts,
    @In("the model's name at Ollama; absent: the worker's default") Optional<String> model,
    @In(value = "longest answer, in tokens", or = "400") int maxTokens) {}
