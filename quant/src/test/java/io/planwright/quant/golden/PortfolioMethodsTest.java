package io.planwright.quant.golden;

import static org.assertj.core.api.Assertions.assertThat;

import io.planwright.quant.covariance.CovarianceMethods;
import io.planwright.quant.method.Method;
import io.planwright.quant.portfolio.PortfolioMethods;
import io.planwright.quant.sizing.SizingMethods;
import io.planwright.quant.tax.TaxMethods;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class PortfolioMethodsTest {
  @Test
  void everyGoldenKeyIsANameOfItsMethodAndNoNameIsUsedTwice() {
    List<String> names = new ArrayList<>();
    Stream.of(
            CovarianceMethods.all(), PortfolioMethods.all(), SizingMethods.all(), TaxMethods.all())
        .flatMap(List::stream)
        .forEach(
            (Method<?> method) -> {
              names.add(method.name());
              names.addAll(method.aliases());
              assertThat(method.says()).endsWith(".");
            });
    assertThat(names).doesNotHaveDuplicates();
    assertThat(names)
        .containsAll(
            GoldenPortfolio.computed().keySet().stream().filter(k -> !k.equals("X_def")).toList());
  }
}
