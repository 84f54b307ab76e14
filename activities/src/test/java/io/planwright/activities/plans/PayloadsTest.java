package io.planwright.activities.plans;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PayloadsTest {
  private static final String LONG = "数".repeat(10_000);

  @Test
  void takesAsManyAsFit() {
    List<String> many = Collections.nCopies(20, LONG);

    assertThat(Payloads.fits(many)).isFalse();
    assertThat(Payloads.beginning(many)).hasSize(5);
    assertThat(Payloads.fits(Payloads.beginning(many))).isTrue();
  }

  @Test
  void takesOneThatIsTooLongByItself() {
    assertThat(Payloads.beginning(List.of(LONG.repeat(6), "short"))).hasSize(1);
  }

  @Test
  void takesAllThatIsShort() {
    assertThat(Payloads.beginning(List.of("a", "b"))).containsExactly("a", "b");
    assertThat(Payloads.beginning(List.of())).isEmpty();
  }
}
