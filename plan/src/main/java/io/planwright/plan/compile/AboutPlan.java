package io.planwright.plan.compile;

import io.planwright.plan.Criterion;
import io.planwright.plan.Note;
import io.planwright.plan.Risk;
import io.planwright.plan.Setting;
import io.planwright.plan.Source;
import java.util.ArrayList;
import java.util.List;

/** What a document says of the plan as a whole, as it is gathered. */
final class AboutPlan {
  final List<Criterion> criteria = new ArrayList<>();
  final List<Risk> risks = new ArrayList<>();
  final List<Undoing> undoings = new ArrayList<>();
  final List<Setting> settings = new ArrayList<>();
  final List<Note> notes = new ArrayList<>();

  /**
   * How something is taken back.
   *
   * @param of names what it undoes; may name nothing
   */
  record Undoing(String title, String of, List<String> steps, Source source) {}
}
