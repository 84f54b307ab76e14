package io.planwright.activities.shares;

import io.planwright.plan.run.Claim;
import io.planwright.plan.run.Claimed;
import io.planwright.plan.run.Need;
import io.planwright.store.Leases;
import io.planwright.store.ResourceUnknown;
import io.planwright.workflows.FailureKind;
import io.planwright.workflows.shares.ShareSteps;
import java.util.SortedMap;

/** Idempotent: a claim is the step's, and what is settled stays so. */
public final class ShareActivities implements ShareSteps {
  private final Leases leases;
  private final Reaper grants;

  public ShareActivities(Leases leases, Reaper grants) {
    this.leases = leases;
    this.grants = grants;
  }

  @Override
  public Claimed ask(Claim claim) {
    try {
      return leases.ask(claim);
    } catch (ResourceUnknown e) {
      throw FailureKind.RESOURCE_UNKNOWN.failure(String.valueOf(e.getMessage()), e);
    }
  }

  @Override
  public void settle(String step, SortedMap<String, Double> spent) {
    leases.settle(step, spent);
    grants.tell();
  }

  @Override
  public void leave(String workflow, String workflowRun) {
    leases.leave(new Leases.Party(workflow, workflowRun));
    grants.tell();
  }

  @Override
  public void allow(Need need) {
    leases.declare(need.resource(), need.kind(), need.capacity().orElseThrow());
    grants.tell();
  }
}
