package io.planwright.quant.credit;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.planwright.quant.credit.CreditModel.Direction;
import io.planwright.quant.method.Method;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** This package's methods by their names. */
public final class CreditMethods {
  private CreditMethods() {}

  record ScorecardRequest(double score, double odds, double pointsToDouble) {}

  record ScoreRequest(Scorecard scorecard, double probabilityOfDefault) {}

  record EvidenceRequest(double[] goods, double[] bads) {}

  record LogisticRequest(
      double[][] features,
      int[] defaults,
      @JsonProperty(defaultValue = "ANY for each feature") Optional<List<Direction>> directions,
      @JsonProperty(defaultValue = "1") Optional<Double> ridge) {}

  record IsotonicRequest(double[] feature, int[] defaults, Direction direction) {}

  public static List<Method<?>> all() {
    return List.of(
        new Method<>(
            "scorecard",
            List.of("scorecard_600at50to1_pdo20", "scorecard_600at30to1_pdo20"),
            "Factor and offset, in points, of a score that stands for odds of good to bad and rises"
                + " by some points where they double.",
            ScorecardRequest.class,
            request -> Scorecard.of(request.score(), request.odds(), request.pointsToDouble())),
        new Method<>(
            "credit-score",
            List.of(),
            "The score, in points, of a probability of default.",
            ScoreRequest.class,
            request -> request.scorecard().score(request.probabilityOfDefault())),
        new Method<>(
            "weight-of-evidence",
            List.of(),
            "Weight of evidence by bin, as a natural logarithm, and the information value of a"
                + " feature.",
            EvidenceRequest.class,
            request -> Evidence.of(request.goods(), request.bads())),
        new Method<>(
            "monotone-logistic",
            List.of(),
            "Logistic regression of default on features whose coefficients have given signs.",
            LogisticRequest.class,
            request ->
                MonotoneLogistic.fit(
                    request.features(),
                    request.defaults(),
                    request.directions().orElseGet(() -> unbound(request.features())),
                    request.ridge().orElse(1.0))),
        new Method<>(
            "isotonic-default-rate",
            List.of(),
            "Rates of default, 0 to 1, over one feature in steps that only rise or only fall.",
            IsotonicRequest.class,
            request ->
                IsotonicModel.fit(request.feature(), request.defaults(), request.direction())));
  }

  private static List<Direction> unbound(double[][] features) {
    int columns = features.length == 0 ? 0 : features[0].length;
    return new ArrayList<>(Collections.nCopies(columns, Direction.ANY));
  }
}
