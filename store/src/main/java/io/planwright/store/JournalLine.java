package io.planwright.store;

import io.planwright.plan.run.Entry;

/**
 * A line of a run's journal.
 *
 * @param stream its number in the run: from 1, without gaps, in the order of commits
 * @param writer the workflow or the attempt of a step that wrote it
 */
public record JournalLine(long stream, String writer, Entry entry) {}
