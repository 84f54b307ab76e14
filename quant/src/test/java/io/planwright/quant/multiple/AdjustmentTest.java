package io.planwright.quant.multiple;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class AdjustmentTest {
  @Property
  void strongerDemandsGiveLargerValues(
      @ForAll @Size(min = 1, max = 30)
          List<@DoubleRange(min = 0, max = 1) @Scale(5) Double> values) {
    double[] p = values.stream().mapToDouble(v -> v).toArray();
    double[] holm = Adjustment.HOLM.adjust(p);
    double[] bh = Adjustment.BENJAMINI_HOCHBERG.adjust(p);
    double[] by = Adjustment.BENJAMINI_YEKUTIELI.adjust(p);
    for (int i = 0; i < p.length; i++) {
      assertThat(bh[i]).isBetween(p[i] - 1e-15, 1.0);
      assertThat(holm[i]).isGreaterThanOrEqualTo(bh[i] - 1e-15);
      assertThat(by[i]).isGreaterThanOrEqualTo(bh[i] - 1e-15).isLessThanOrEqualTo(1);
      for (int j = 0; j < p.length; j++) {
        if (p[i] < p[j]) {
          assertThat(holm[i]).isLessThanOrEqualTo(holm[j] + 1e-15);
          assertThat(bh[i]).isLessThanOrEqualTo(bh[j] + 1e-15);
        }
      }
    }
  }

  @Test
  void oneTestIsLeftAlone() {
    for (Adjustment adjustment : Adjustment.values()) {
      assertThat(adjustment.adjust(new double[] {0.03})).containsExactly(0.03);
    }
  }

  @Test
  void refusesWhatIsNoProbability() {
    assertThatThrownBy(() -> Adjustment.HOLM.adjust(new double[] {0.1, 1.2}))
        .hasMessage("p row 1: expected 0 to 1, was 1.2");
    assertThatThrownBy(() -> Adjustment.HOLM.adjust(new double[] {Double.NaN}))
        .hasMessageContaining("p row 0");
    assertThatThrownBy(() -> Adjustment.HOLM.adjust(new double[0])).hasMessageContaining("p:");
  }
}
