package io.planwright.plan.diff;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Optional;

/** One thing that is otherwise in the second of two plans. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "change")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Change.Added.class, name = "added"),
  @JsonSubTypes.Type(value = Change.Removed.class, name = "removed"),
  @JsonSubTypes.Type(value = Change.Changed.class, name = "changed"),
  @JsonSubTypes.Type(value = Change.Moved.class, name = "moved"),
  @JsonSubTypes.Type(value = Change.Dependencies.class, name = "dependencies")
})
public sealed interface Change {
  Part part();

  /** In the second plan, where it is there. */
  String key();

  String title();

  Consequence run();

  /** What has changed. */
  enum Part {
    @JsonProperty("plan")
    PLAN,
    @JsonProperty("phase")
    PHASE,
    @JsonProperty("task")
    TASK
  }

  /**
   * A value that differs; empty where there is none.
   *
   * @param from in the first plan
   * @param to in the second
   */
  record Member(String name, String from, String to) {}

  /** Only the second plan has it. */
  record Added(Part part, String key, String title, String phase, Consequence run)
      implements Change {}

  /** Only the first plan has it. */
  record Removed(Part part, String key, String title, String phase, Consequence run)
      implements Change {}

  /** It says something else. */
  record Changed(Part part, String key, String title, List<Member> members, Consequence run)
      implements Change {
    public Changed {
      members = List.copyOf(members);
    }
  }

  /**
   * It stands elsewhere or is numbered otherwise.
   *
   * @param formerKey where the key is another
   * @param formerPhase key of the phase that it has left, where it has
   */
  record Moved(
      Part part,
      String key,
      String title,
      Optional<String> formerKey,
      String phase,
      Optional<String> formerPhase,
      Consequence run)
      implements Change {}

  /**
   * It waits for others.
   *
   * @param added keys in the second plan
   * @param removed keys in the first plan
   */
  record Dependencies(
      Part part,
      String key,
      String title,
      List<String> added,
      List<String> removed,
      Consequence run)
      implements Change {
    public Dependencies {
      added = List.copyOf(added);
      removed = List.copyOf(removed);
    }
  }
}
