package io.planwright.workflows.plans;

import java.util.List;

/**
 * What an amendment touches, by reference.
 *
 * @param from hash of the plan that the run follows
 * @param to hash of the plan that it is to follow: the new version, with the tasks that outcomes
 *     have added
 * @param touched parts in which something differs, those that have gone included
 */
public record AmendmentScope(String from, String to, List<String> touched) {
  public AmendmentScope {
    touched = List.copyOf(touched);
  }
}
