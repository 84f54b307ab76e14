package io.planwright.plan.run;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What a person or another system asks of a run. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "verb")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Verb.Complete.class, name = "complete"),
  @JsonSubTypes.Type(value = Verb.Fail.class, name = "fail"),
  @JsonSubTypes.Type(value = Verb.Cancel.class, name = "cancel")
})
public sealed interface Verb {
  /** A waiting task is done; the outcome is what it gives to others. */
  record Complete(String task, Outcome outcome) implements Verb {}

  /** A waiting task could not be done. */
  record Fail(String task, String message) implements Verb {}

  /** The run ends now, and what it did is undone. */
  record Cancel() implements Verb {}
}
