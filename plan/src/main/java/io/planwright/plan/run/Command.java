package io.planwright.plan.run;

import java.util.Optional;

/**
 * A verb with who said it: stored first, then delivered to the workflow as an Update of this id.
 *
 * @param id unique; a second command of the same id is answered with the first's result
 */
public record Command(String id, String run, Verb verb, String actor, Optional<String> reason) {
  /** The same with another reason. */
  public Command because(String why) {
    return new Command(id, run, verb, actor, Optional.of(why));
  }
}
