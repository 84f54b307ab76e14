package io.planwright.quant.golden;

import static org.assertj.core.api.Assertions.assertThat;

import io.planwright.quant.covariance.CovarianceMatrix;
import io.planwright.quant.covariance.Shrinkage;
import java.util.LinkedHashMap;
import java.util.Map;

/** Covariances, portfolios and sizes. */
final class GoldenPortfolio {
  private GoldenPortfolio() {}

  static Map<String, Golden> computed() {
    Map<String, Golden> all = new LinkedHashMap<>();
    covariances(all);
    return all;
  }

  private static void covariances(Map<String, Golden> all) {
    all.put(
        "X_def",
        Golden.definition(
            "X[t][j]=0.0005(j+1)+0.01 sin(0.37(t+1)(j+1))+0.008 cos(0.11(t+1)(j+2)), t=0..59,j=0..3",
            () -> {
              assertThat(Series.x()).hasDimensions(60, 4);
              assertThat(Series.x()[2][1])
                  .isEqualTo(0.001 + Math.sin(2.22) * 0.01 + Math.cos(0.99) * 0.008);
            }));
    all.put("X_mean", Golden.closed(() -> CovarianceMatrix.means(Series.x())));
    all.put("X_cov_ddof1", Golden.closed(() -> CovarianceMatrix.sample(Series.x())));
    all.put(
        "ledoit_wolf_sklearn",
        Golden.closed(() -> shrunk("shrinkage", Shrinkage.ledoitWolf(Series.x()))));
    all.put("oas", Golden.closed(() -> Shrinkage.oas(Series.x()).intensity()));
    all.put(
        "lw_const_corr_pypfopt",
        Golden.closed(() -> shrunk("delta", Shrinkage.constantCorrelation(Series.x()))));
  }

  private static Map<String, Object> shrunk(String intensity, Shrinkage shrinkage) {
    return Map.of(intensity, shrinkage.intensity(), "cov", shrinkage.covariance());
  }
}
