package io.planwright.quant.experiment;

/** Which way of a number is better. */
public enum Better {
  HIGHER,
  LOWER
}
