package io.planwright.workflows.notice;

import io.planwright.workflows.contract.In;
import java.util.List;

/** What is told, and how. */
public record NotifyInputs(
    @In("the message") String message,
    @In(value = "log, or the name of a webhook that the worker's configuration allows", or = "log")
        String channel,
    @In(value = "other tasks' numbers and facts, added line by line", or = "[]")
        List<String> facts) {}
