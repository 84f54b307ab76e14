package io.planwright.plan.compile;

import io.planwright.plan.Criterion;
import io.planwright.plan.Source;
import java.util.ArrayList;
import java.util.List;

/** A phase while the document is being read. */
final class PhaseDraft implements Target {
  /** As {@link Words#phase} has it; empty for a heading that only groups tasks. */
  final String kind;

  final String number;
  final String id;
  final String title;
  final Source source;
  final List<TaskDraft> tasks = new ArrayList<>();
  final List<Statement> statements = new ArrayList<>();
  final List<Criterion> criteria = new ArrayList<>();
  String key = "";

  PhaseDraft(String kind, String number, String id, String title, Source source) {
    this.kind = kind;
    this.number = number;
    this.id = id;
    this.title = title;
    this.source = source;
  }

  @Override
  public String called() {
    return title;
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
