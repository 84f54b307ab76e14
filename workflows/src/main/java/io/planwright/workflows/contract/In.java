package io.planwright.workflows.contract;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Describes an input, a component of a step's inputs record. An Optional one is not required. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface In {
  String value();

  /** What a plan that is silent gets, as it would be written in YAML; empty: nothing. */
  String or() default "";
}
