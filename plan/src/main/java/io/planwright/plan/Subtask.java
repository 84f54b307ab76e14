package io.planwright.plan;

import java.util.Optional;

/** A line of a task's checklist. */
public record Subtask(Optional<String> id, String title, Progress state, Source source) {}
