package io.planwright.quant.tax;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.planwright.quant.Require;
import java.util.Optional;

/**
 * How gains are taxed. A loss is worth as much as a gain costs: it is set off against another.
 *
 * @param shortTermRate of gains on what was held for a year or less, 0 to 1
 * @param longTermRate of other gains, 0 to 1
 * @param washDays before and after a sale in which a purchase of the same takes its loss away; 30
 *     where absent
 */
public record TaxRules(
    double shortTermRate,
    double longTermRate,
    @JsonProperty(defaultValue = "30") Optional<Integer> washDays) {
  /**
   * @throws io.planwright.quant.InvalidData where a rate is not 0 to 1, or days are not 0 to 366
   */
  public TaxRules {
    Require.within("shortTermRate", shortTermRate, 0, 1);
    Require.within("longTermRate", longTermRate, 0, 1);
    Require.within("washDays", washDays.orElse(30), 0, 366);
  }

  double rate(boolean longTerm) {
    return longTerm ? longTermRate : shortTermRate;
  }

  int days() {
    return washDays.orElse(30);
  }
}
