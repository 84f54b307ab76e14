package io.planwright.plan.compile;

import io.planwright.plan.Criterion;
import io.planwright.plan.Estimate;
import io.planwright.plan.Evidence;
import io.planwright.plan.Priority;
import io.planwright.plan.Progress;
import io.planwright.plan.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A task, or an item of a task's checklist, while the document is being read. */
final class TaskDraft implements Target {
  final PhaseDraft phase;
  final String kind;
  final String id;
  final String anchor;
  final Source source;
  final List<Statement> statements = new ArrayList<>();
  final List<Criterion> criteria = new ArrayList<>();
  final List<TaskDraft> subtasks = new ArrayList<>();
  String title;
  String key = "";
  Optional<Progress> state = Optional.empty();
  Optional<Priority> priority = Optional.empty();
  Optional<Estimate> estimate = Optional.empty();
  Optional<String> owner = Optional.empty();
  Optional<Block.Fence> annotation = Optional.empty();

  /** Plain bullets under it are its checklist, because it stands where a group could. */
  boolean ofBullets;

  TaskDraft(PhaseDraft phase, String kind, String id, String text, Source source) {
    this.phase = phase;
    this.kind = kind;
    this.id = id;
    this.anchor = Words.anchor(text);
    this.source = source;
    this.title = text;
    TitleMarks marks = TitleMarks.of(text);
    this.title = marks.title();
    this.priority = marks.priority();
    this.estimate = marks.estimate();
    marks
        .depends()
        .forEach(
            depends -> statements.add(new Statement(depends, false, Evidence.Form.FIELD, source)));
    if (marks.done()) {
      this.state = Optional.of(Progress.DONE);
    }
  }

  Progress state() {
    return state.orElseGet(this::derived);
  }

  /** A task without a state of its own is done when all of its checklist is. */
  private Progress derived() {
    boolean all =
        subtasks.stream()
            .allMatch(s -> s.state() == Progress.DONE || s.state() == Progress.CANCELLED);
    boolean any =
        subtasks.stream()
            .anyMatch(s -> s.state() == Progress.DONE || s.state() == Progress.IN_PROGRESS);
    return subtasks.isEmpty() || !any ? Progress.TODO : all ? Progress.DONE : Progress.IN_PROGRESS;
  }

  @Override
  public String called() {
    return id.isEmpty() ? title : id + " " + title;
  }

  @Override
  public String key() {
    return key;
  }

  @Override
  public Source source() {
    return source;
  }
}
