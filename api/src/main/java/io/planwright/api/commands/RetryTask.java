package io.planwright.api.commands;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;

/**
 * A task is done again.
 *
 * @param inputs that replace those of the plan
 */
public record RetryTask(Optional<SortedMap<String, Object>> inputs, Optional<String> reason) {
  SortedMap<String, Object> given() {
    return inputs.orElseGet(Collections::emptySortedMap);
  }
}
