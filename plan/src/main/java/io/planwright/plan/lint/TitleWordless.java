package io.planwright.plan.lint;

import io.planwright.plan.Diagnostic.Severity;
import io.planwright.plan.Plan;

/** A task whose title says nothing. */
final class TitleWordless implements Rule {
  @Override
  public String code() {
    return "title-wordless";
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
  }

  @Override
  public String about() {
    return "The title of each task has a word.";
  }

  @Override
  public void check(Plan plan, Findings findings) {
    plan.tasks()
        .filter(task -> task.title().codePoints().noneMatch(Character::isLetter))
        .forEach(
            task ->
                findings.add(
                    this,
                    task.source(),
                    "a title must say what is to be done, came \"" + task.title() + "\"",
                    "name the work"));
  }
}
