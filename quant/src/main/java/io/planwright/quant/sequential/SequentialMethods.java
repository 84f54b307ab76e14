package io.planwright.quant.sequential;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.planwright.quant.InvalidData;
import io.planwright.quant.Require;
import io.planwright.quant.method.Method;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.commons.statistics.distribution.NormalDistribution;

/** The methods of this package by name. */
public final class SequentialMethods {
  private static final double ALPHA = 0.05;

  private SequentialMethods() {}

  public static List<Method<?>> all() {
    return List.of(
        new Method<>(
            "confidence-sequence",
            List.of("asympcs_halfwidth_growthbook_fixture"),
            "An interval of an effect that may be looked at as often as one likes, in the unit of"
                + " the effect (alpha 0.05, tuned for 5000 rows).",
            Estimated.class,
            q -> q.sequence().at(q.rows, q.effect, q.standardError)),
        new Method<>(
            "confidence-sequence-rho",
            List.of("asympcs_rho_a05_N5000"),
            "The mixture parameter that makes the sequence narrowest at so many rows (alpha 0.05).",
            Tuned.class,
            q -> new ConfidenceSequence(q.alpha.orElse(ALPHA), q.tunedFor).rho()),
        new Method<>(
            "always-valid-test",
            List.of(),
            "Looks after each pair of values of two arms: the pair that decided, if one did, and"
                + " the last look, in the unit of the values (alpha 0.05, tuned for 5000 rows).",
            Streams.class,
            SequentialMethods::alwaysValid),
        new Method<>(
            "pocock",
            List.of("pocock_K5"),
            "The bounds of z at equally spaced looks, the same at each (alpha 0.05, two sides).",
            Looks.class,
            q -> GroupSequential.pocock(q.looks, q.alpha.orElse(ALPHA), q.twoSided.orElse(true))),
        new Method<>(
            "obrien-fleming",
            List.of("obf_K5_bounds", "obf_K5_final"),
            "The bounds of z at equally spaced looks, high at first (alpha 0.05, two sides).",
            Looks.class,
            q ->
                GroupSequential.obrienFleming(
                    q.looks, q.alpha.orElse(ALPHA), q.twoSided.orElse(true))),
        new Method<>(
            "lan-demets",
            List.of("lan_demets_obf_K5_each_side_0.025", "lan_demets_obf_K3"),
            "The bounds of z that spend alpha as information comes, each side half of it (alpha"
                + " 0.05, two sides, O'Brien-Fleming spending).",
            Spent.class,
            q ->
                GroupSequential.lanDeMets(
                    q.spending.orElse(Spending.OBRIEN_FLEMING),
                    q.information,
                    q.alpha.orElse(ALPHA),
                    q.twoSided.orElse(true))),
        new Method<>(
            "lan-demets-together",
            List.of("lan_demets_obf_K5"),
            "The bounds of z where alpha of both sides goes through the spending function as one"
                + " (alpha 0.05, O'Brien-Fleming spending).",
            SpentTogether.class,
            q ->
                GroupSequential.lanDeMetsTogether(
                    q.spending.orElse(Spending.OBRIEN_FLEMING),
                    q.information,
                    q.alpha.orElse(ALPHA))),
        new Method<>(
            "group-sequential-power",
            List.of(),
            "The probability of stopping at each look of a design, and the share of information"
                + " seen on average, at an expected z of the planned end.",
            Drifted.class,
            q ->
                new Stopping(
                    q.design.stopping(q.drift),
                    q.design.crossing(q.drift),
                    q.design.expectedInformation(q.drift))),
        new Method<>(
            "naive-peeking",
            List.of(
                "peeking_fpr_2_looks",
                "peeking_fpr_3_looks",
                "peeking_fpr_5_looks",
                "peeking_fpr_10_looks",
                "peeking_fpr_20_looks"),
            "The error of the first kind, a fraction, of looking often at a test that is meant for"
                + " one look (alpha 0.05, or a critical z).",
            Peeked.class,
            q -> {
              double atAlpha =
                  NormalDistribution.of(0, 1).inverseSurvivalProbability(q.level() / 2);
              return GroupSequential.naivePeeking(q.looks, q.critical.orElse(atAlpha));
            }));
  }

  record Estimated(
      long rows,
      double effect,
      double standardError,
      @JsonProperty(defaultValue = "0.05") Optional<Double> alpha,
      @JsonProperty(defaultValue = "5000") Optional<Double> tunedFor) {
    ConfidenceSequence sequence() {
      return new ConfidenceSequence(
          alpha.orElse(ALPHA), tunedFor.orElse(ConfidenceSequence.TUNED_FOR));
    }
  }

  record Tuned(double tunedFor, @JsonProperty(defaultValue = "0.05") Optional<Double> alpha) {}

  record Streams(
      double[] control,
      double[] challenger,
      @JsonProperty(defaultValue = "0.05") Optional<Double> alpha,
      @JsonProperty(defaultValue = "5000") Optional<Double> tunedFor) {}

  record Looks(
      int looks,
      @JsonProperty(defaultValue = "0.05") Optional<Double> alpha,
      @JsonProperty(defaultValue = "true") Optional<Boolean> twoSided) {}

  record Spent(
      List<Double> information,
      @JsonProperty(defaultValue = "OBRIEN_FLEMING") Optional<Spending> spending,
      @JsonProperty(defaultValue = "0.05") Optional<Double> alpha,
      @JsonProperty(defaultValue = "true") Optional<Boolean> twoSided) {}

  record SpentTogether(
      List<Double> information,
      @JsonProperty(defaultValue = "OBRIEN_FLEMING") Optional<Spending> spending,
      @JsonProperty(defaultValue = "0.05") Optional<Double> alpha) {}

  record Drifted(GroupSequential design, double drift) {}

  record Stopping(List<Double> atEachLook, double atAny, double expectedInformation) {}

  record Peeked(
      int looks,
      @JsonProperty(defaultValue = "by alpha") Optional<Double> critical,
      @JsonProperty(defaultValue = "0.05") Optional<Double> alpha) {
    double level() {
      double level = alpha.orElse(ALPHA);
      Require.between("alpha", level, 0, 1);
      return level;
    }
  }

  record Watched(Optional<Integer> decidedAt, ConfidenceSequence.Look last) {}

  private static Object alwaysValid(Streams q) {
    ConfidenceSequence sequence =
        new ConfidenceSequence(
            q.alpha.orElse(ALPHA), q.tunedFor.orElse(ConfidenceSequence.TUNED_FOR));
    OptionalInt decided = TwoArms.firstDecision(sequence, q.control, q.challenger);
    TwoArms arms = new TwoArms(sequence);
    for (int i = 0; i < q.control.length; i++) {
      arms.control(q.control[i]);
      arms.challenger(q.challenger[i]);
    }
    ConfidenceSequence.Look last =
        arms.look()
            .orElseThrow(
                () ->
                    InvalidData.of(
                        InvalidData.Code.TOO_FEW,
                        "control",
                        "at least %d rows that vary".formatted(TwoArms.FEWEST),
                        q.control.length));
    return new Watched(
        decided.isPresent() ? Optional.of(decided.getAsInt()) : Optional.empty(), last);
  }
}
