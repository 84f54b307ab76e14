package io.planwright.plan.run;

/**
 * What a task waits for, from the moment at which it came to that state.
 *
 * @param forWhom a person, a role or a system that can end the wait
 * @param why in a sentence
 */
public record Waiting(String forWhom, String why) {}
