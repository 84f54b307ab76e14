package io.planwright.store;

import io.planwright.plan.Compiled;
import io.planwright.plan.Plan;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** The teams' plans, a version for each plan hash, with the documents that they came from. */
@Singleton
public class Plans {
  /** Stores a version, or finds it where the newest version of the plan has the same hash. */
  public StoredPlan save(String team, String planId, String text, Compiled compiled, String actor) {
    throw new UnsupportedOperationException();
  }

  /** A version, or the newest where none is named. */
  public Optional<StoredPlan> find(String team, String planId, Optional<Integer> version) {
    throw new UnsupportedOperationException();
  }

  /** The newest version that can be run. */
  public Optional<StoredPlan> newestRunnable(String team, String planId) {
    throw new UnsupportedOperationException();
  }

  public Optional<Plan> byHash(String hash) {
    throw new UnsupportedOperationException();
  }

  /** The newest version of each plan, by id. */
  public List<StoredPlan> list(String team, int limit) {
    throw new UnsupportedOperationException();
  }

  /** The document as it was posted. */
  public Optional<String> document(String team, String planId, int version) {
    throw new UnsupportedOperationException();
  }
}
