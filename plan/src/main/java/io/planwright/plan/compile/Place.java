package io.planwright.plan.compile;

import java.util.Optional;

/** Where the walk through a document is: in which section, task and item of its checklist. */
record Place(
    Section section, Optional<TaskDraft> task, Optional<TaskDraft> item, boolean criteria) {

  Place in(TaskDraft child) {
    return task.isPresent()
        ? new Place(section, task, Optional.of(child), criteria)
        : new Place(section, Optional.of(child), Optional.empty(), criteria);
  }

  Optional<TaskDraft> innermost() {
    return item.or(() -> task);
  }
}
