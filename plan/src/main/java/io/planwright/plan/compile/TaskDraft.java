package io.planwright.plan.compile;

import io.planwright.plan.Criterion;
import io.planwright.plan.Details;
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
  /** What a decision by people is called. */
  private static final Keywords GATES =
      Keywords.of(
          """
          checkpoint, sign-off, signoff, sign off, go/no-go, go-no-go, approval, approve, uat,
          quality gate, manual verification, final review, aprobación, aprovação, freigabe, abnahme,
          согласование, утверждение, 检查点, 审批, 验收, 承認, チェックポイント, 승인, 체크포인트
          """);

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

  final List<String> supporters = new ArrayList<>();
  final List<String> deliverables = new ArrayList<>();
  final List<String> files = new ArrayList<>();
  final List<String> labels = new ArrayList<>();
  final List<String> outside = new ArrayList<>();
  String description = "";
  boolean parallel;
  boolean optional;
  boolean gate;

  /** What follows its phase waits for what it must meet. */
  boolean blocking;

  Source stateAt;

  /** Plain bullets under it are its checklist, because it stands where a group could. */
  boolean ofBullets;

  TaskDraft(PhaseDraft phase, String kind, String id, String text, Source source) {
    this.phase = phase;
    this.kind = kind;
    this.id = id;
    this.anchor = Words.anchor(text);
    this.source = source;
    this.stateAt = source;
    TitleMarks marks = TitleMarks.of(text);
    this.title = marks.title();
    this.priority = marks.priority();
    this.estimate = marks.estimate();
    marks
        .depends()
        .forEach(
            depends -> statements.add(new Statement(depends, false, Evidence.Form.FIELD, source)));
    this.gate = GATES.in(title);
    this.blocking = GateWords.blocking(text);
    this.state = marks.state();
    this.parallel = marks.parallel();
    this.labels.addAll(marks.labels());
  }

  /** Whether it speaks of a task that is known by its id rather than of another one. */
  boolean restates(TaskDraft known) {
    String mine = Words.normal(title);
    String theirs = Words.normal(known.title);
    return mine.isEmpty()
        || mine.equals(Words.normal(id))
        || mine.equals(theirs)
        || (Math.min(mine.length(), theirs.length()) >= 8
            && (mine.contains(theirs) || theirs.contains(mine)));
  }

  void describe(String text) {
    if (!text.isBlank() && description.length() < Limits.LONGEST_DESCRIPTION) {
      String whole = description.isEmpty() ? text : description + " " + text;
      description = Words.cut(whole, Limits.LONGEST_DESCRIPTION);
    }
  }

  Details details() {
    return new Details(
        description, supporters, parallel, optional, gate, labels, deliverables, files, outside);
  }

  Progress state() {
    return state.orElseGet(this::derived);
  }

  /** A task without a state of its own is done when all of its checklist is. */
  private Progress derived() {
    boolean all = true;
    boolean any = false;
    for (TaskDraft item : subtasks) {
      Progress of = item.state();
      all &= of == Progress.DONE || of == Progress.CANCELLED;
      any |= of == Progress.DONE || of == Progress.IN_PROGRESS;
    }
    return !any ? Progress.TODO : all ? Progress.DONE : Progress.IN_PROGRESS;
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
