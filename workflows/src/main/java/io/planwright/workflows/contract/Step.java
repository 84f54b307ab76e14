package io.planwright.workflows.contract;

import io.planwright.plan.Lane;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes an activity or workflow method an executor that plans may name. The method takes a {@code
 * StepRef} and a record of inputs, and gives an {@code Outcome}; an activity named {@code
 * <name>.undo} with the same parameters takes its effect back, one named {@code <name>.undone} says
 * whether it is taken back.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Step {
  String does();

  Lane lane();

  /** Whether it changes something outside the run. */
  boolean effect() default false;

  /** The input that names what it changes: changes of the same are undone one after the other. */
  String changes() default "";

  /** Of one attempt, as ISO-8601. */
  String timeout() default "PT10S";

  int attempts() default 3;

  /** Whether it only waits for others, such as a database or a web hook: it then needs no core. */
  boolean waits() default false;

  /** Whether it heartbeats; a silence of 10 s then counts as its worker's loss. */
  boolean heartbeats() default false;

  /** Names of the metrics that its outcome has: what a plan's criteria may ask of it. */
  String[] measures() default {};
}
