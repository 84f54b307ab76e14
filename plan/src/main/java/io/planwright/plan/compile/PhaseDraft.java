package io.planwright.plan.compile;

import io.planwright.plan.Criterion;
import io.planwright.plan.Estimate;
import io.planwright.plan.Priority;
import io.planwright.plan.Progress;
import io.planwright.plan.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
  Optional<Priority> priority = Optional.empty();
  Optional<String> owner = Optional.empty();
  Optional<Estimate> estimate = Optional.empty();
  Optional<Progress> state = Optional.empty();

  /** What the document's words ask before what follows may begin. */
  Optional<GateWords.Said> gate = Optional.empty();

  /** Where a block declares its gate. */
  Optional<Block.Fence> annotation = Optional.empty();

  Source stateAt;

  /** The phase that it is a part of. */
  Optional<PhaseDraft> parent = Optional.empty();

  String key = "";

  /** What its title announces, where that is known already. */
  @Nullable HeadingForm form;

  PhaseDraft(String kind, String number, String id, String title, Source source) {
    this.kind = kind;
    this.number = number;
    this.id = id;
    this.title = title;
    this.source = source;
    this.stateAt = source;
  }

  /** What its title announces; made when first asked for. */
  HeadingForm form() {
    HeadingForm made = form == null ? HeadingForm.of(title) : form;
    form = made;
    return made;
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
