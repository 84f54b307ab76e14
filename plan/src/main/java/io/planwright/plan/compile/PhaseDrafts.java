package io.planwright.plan.compile;

import io.planwright.plan.Source;
import io.planwright.plan.compile.HeadingForm.NumberedHead;
import io.planwright.plan.compile.HeadingForm.PhaseHead;
import io.planwright.plan.compile.HeadingForm.TaskHead;
import io.planwright.plan.compile.Section.Role;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The phases of a document, made as their sections are met. */
final class PhaseDrafts {
  private final Map<Section, PhaseDraft> phases = new LinkedHashMap<>();
  private final Map<String, PhaseDraft> rows = new LinkedHashMap<>();
  private final List<PhaseDraft> all = new ArrayList<>();
  private final Map<String, Set<PhaseDraft>> byName = new LinkedHashMap<>();
  private Optional<Source> overflow = Optional.empty();

  List<PhaseDraft> all() {
    return List.copyOf(all);
  }

  private PhaseDraft add(PhaseDraft phase) {
    if (all.size() >= Limits.MOST_PHASES) {
      overflow = Optional.of(overflow.orElse(phase.source));
      return all.getLast();
    }
    all.add(phase);
    name(phase, phase.kind.isEmpty() ? "" : phase.kind + " " + Identifier.normal(phase.number));
    name(phase, Words.normal(phase.title));
    if (phase.form() instanceof PhaseHead head) {
      name(phase, Words.normal(head.title()));
    }
    return phase;
  }

  private void name(PhaseDraft phase, String name) {
    if (!name.isBlank()) {
      byName.computeIfAbsent(name, any -> new LinkedHashSet<>()).add(phase);
    }
  }

  /** Where the first phase stands that is too many. */
  Optional<Source> overflow() {
    return overflow;
  }

  /** The phase that a table's column names: one with a heading, or one of its own. */
  PhaseDraft named(Line name) {
    String text = Words.undecorated(name.text()).strip();
    PhaseDraft made = headed(text, name.source());
    return called(made.kind + " " + Identifier.normal(made.number))
        .or(() -> called(text))
        .orElseGet(() -> rows.computeIfAbsent(Words.normal(text), any -> add(made)));
  }

  /** The phase that a row of a breakdown opens. */
  PhaseDraft row(String id, Line title) {
    String text = Words.undecorated(title.text()).strip();
    PhaseDraft made = headed(text, title.source());
    return add(
        made.id.isEmpty() && !id.isEmpty()
            ? new PhaseDraft("row", id, id, text, title.source())
            : made);
  }

  /** The phase that a section of a chart is. */
  PhaseDraft drawn(String title, Source source) {
    return called(title).orElseGet(() -> add(headed(Words.undecorated(title), source)));
  }

  private static PhaseDraft headed(String text, Source source) {
    HeadingForm form = HeadingForm.of(text);
    PhaseDraft phase =
        switch (form) {
          case PhaseHead head ->
              new PhaseDraft(head.kind(), head.number(), head.id(), text, source);
          case NumberedHead head -> new PhaseDraft("section", head.number(), "", text, source);
          default -> new PhaseDraft("", "", "", text, source);
        };
    phase.form = form;
    return phase;
  }

  /** The one phase of this kind and number, or of this title. */
  Optional<PhaseDraft> called(String name) {
    Set<PhaseDraft> found = byName.getOrDefault(name, byName.get(Words.normal(name)));
    return found != null && found.size() == 1
        ? Optional.of(found.iterator().next())
        : Optional.empty();
  }

  /** The phase that a section's tasks belong to. */
  PhaseDraft of(Section section) {
    Section owner = owner(section);
    PhaseDraft known = phases.get(owner);
    if (known != null) {
      return known;
    }
    Optional<PhaseDraft> around =
        owner.parent.filter(PhaseDrafts::inPhase).map(parent -> of(parent));
    PhaseDraft made = add(draft(owner));
    made.parent = around;
    phases.put(owner, made);
    return made;
  }

  /** The phase that a section stands in, if it has been met. */
  Optional<PhaseDraft> around(Section section) {
    return Optional.ofNullable(phases.get(owner(section)));
  }

  /** The phase that a heading such as "Day 2 complete when" speaks of. */
  Optional<PhaseDraft> named(Section section) {
    return section.form instanceof PhaseHead head
        ? byName
            .getOrDefault(
                head.kind() + " " + Identifier.normal(head.number()), Collections.emptySet())
            .stream()
            .findFirst()
        : Optional.empty();
  }

  static boolean inPhase(Section section) {
    return owner(section).role == Role.PHASE;
  }

  private static Section owner(Section section) {
    Optional<Section> nearest = Optional.empty();
    for (Optional<Section> at = Optional.of(section); at.isPresent(); at = at.get().parent) {
      Section found = at.get();
      if (found.role == Role.PHASE) {
        return found;
      }
      boolean group = found.role == Role.GROUP;
      if (group && (nearest.isEmpty() || (nearest.get().generic && found.level() > 1))) {
        nearest = Optional.of(found);
      }
    }
    return nearest.orElse(section);
  }

  private static PhaseDraft draft(Section section) {
    String title = Words.withoutAnchor(section.title());
    String shown = title.isBlank() ? "Tasks" : title;
    PhaseDraft phase =
        switch (section.form) {
          case PhaseHead head when section.role == Role.PHASE ->
              new PhaseDraft(head.kind(), head.number(), head.id(), shown, section.source());
          case TaskHead head when section.role == Role.PHASE ->
              new PhaseDraft(
                  head.kind(), head.id(), head.kind() + " " + head.id(), shown, section.source());
          case NumberedHead head ->
              new PhaseDraft("section", head.number(), "", shown, section.source());
          default -> new PhaseDraft("", "", "", shown, section.source());
        };
    if (shown.equals(section.title())) {
      phase.form = section.form;
    }
    return phase;
  }
}
