package io.planwright.api;

import io.planwright.plan.run.Skeleton;
import io.planwright.plan.run.Slice;
import io.planwright.plan.run.Slices;
import io.planwright.store.Journal;
import io.planwright.store.Plans;
import io.planwright.workflows.journal.JournalSteps;
import io.planwright.workflows.journal.Lines;
import io.planwright.workflows.plans.PlanChoice;
import io.planwright.workflows.plans.PlanSteps;

/** The steps that the run's own workflows need, on the real store. */
final class TestingSteps implements PlanSteps, JournalSteps {
  private final Plans plans;
  private final Journal journal;

  TestingSteps(Plans plans, Journal journal) {
    this.plans = plans;
    this.journal = journal;
  }

  @Override
  public Skeleton skeleton(PlanChoice choice) {
    String hash = choice.hash().orElseThrow();
    return new Slices(plans.byHash(hash).orElseThrow()).skeleton(choice.planId(), hash);
  }

  @Override
  public Slice slice(String planHash, String part) {
    return new Slices(plans.byHash(planHash).orElseThrow()).slice(part);
  }

  @Override
  public void write(Lines lines) {
    journal.append(lines.run(), lines.writer(), lines.entries());
  }
}
