package io.planwright.workflows;

import io.planwright.plan.run.Claim;
import io.planwright.plan.run.Claimed;
import io.planwright.plan.run.Need;
import io.planwright.plan.run.Waiting;
import io.planwright.workflows.shares.ShareSteps;
import io.temporal.client.WorkflowClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** There is one of what the steps of a test share: who asked first has it. */
final class TestingShares implements ShareSteps {
  private final WorkflowClient client;
  private final List<Claim> claims = new ArrayList<>();

  TestingShares(WorkflowClient client) {
    this.client = client;
  }

  @Override
  public synchronized Claimed ask(Claim claim) {
    if (claims.stream().noneMatch(c -> c.step().id().equals(claim.step().id()))) {
      claims.add(claim);
    }
    return claims.getFirst().step().id().equals(claim.step().id())
        ? Claimed.GRANTED
        : new Claimed(Optional.of(new Waiting("resource", "none is free")));
  }

  @Override
  public synchronized void settle(String step, SortedMap<String, Double> spent) {
    boolean had = !claims.isEmpty() && claims.getFirst().step().id().equals(step);
    claims.removeIf(claim -> claim.step().id().equals(step));
    if (had && !claims.isEmpty()) {
      Claim next = claims.getFirst();
      client.newUntypedWorkflowStub(next.workflow()).signal("granted", next.step().id());
    }
  }

  @Override
  public synchronized void leave(String workflow, String workflowRun) {
    claims.removeIf(claim -> claim.workflow().equals(workflow));
  }

  @Override
  public void allow(Need need) {}
}
