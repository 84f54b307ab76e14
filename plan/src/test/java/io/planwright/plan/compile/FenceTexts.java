package io.planwright.plan.compile;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Tuple;

/** Random texts of pieces that mean something to a parser. */
final class FenceTexts {
  private FenceTexts() {}

  static Arbitrary<String> of(String... pieces) {
    Arbitrary<String> words = Arbitraries.strings().withCharRange(' ', '\uD7FF').ofMaxLength(5);
    Arbitrary<String> marks =
        Arbitraries.of("\n", " ", "  ", "\t", "\r\n", "\uD83D", "🚀", "\u2028");
    return Arbitraries.frequencyOf(
            Tuple.of(8, Arbitraries.of(List.of(pieces))), Tuple.of(2, marks), Tuple.of(1, words))
        .list()
        .ofMaxSize(50)
        .map(chosen -> String.join("", chosen));
  }
}
