package io.planwright.quant.multiple;

import io.planwright.quant.method.Method;
import java.util.List;

/** The methods of this package by name. */
public final class MultipleMethods {
  private MultipleMethods() {}

  public static List<Method<?>> all() {
    return List.of(
        adjustment(
            "holm",
            Adjustment.HOLM,
            "P-values adjusted so that any wrong rejection is as rare as the level."),
        adjustment(
            "bh",
            Adjustment.BENJAMINI_HOCHBERG,
            "P-values adjusted so that the share of wrong rejections is the level, for independent"
                + " tests."),
        adjustment(
            "by",
            Adjustment.BENJAMINI_YEKUTIELI,
            "P-values adjusted so that the share of wrong rejections is the level, for any tests."));
  }

  record P(double[] p) {}

  private static Method<P> adjustment(String name, Adjustment adjustment, String says) {
    return new Method<>(name, List.of(), says, P.class, q -> adjustment.adjust(q.p));
  }
}
