package io.planwright.quant.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.planwright.quant.method.Method;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MethodsTest {
  @Test
  void eachNameAndAliasBelongsToOneMethod() {
    List<String> names = new ArrayList<>();
    for (Method<?> method : Methods.all()) {
      names.add(method.name());
      names.addAll(method.aliases());
    }
    assertThat(names).doesNotHaveDuplicates();
  }

  @Test
  void namesAreWordsApartByHyphensAndSentencesEnd() {
    assertThat(Methods.all())
        .allSatisfy(
            method -> {
              assertThat(method.name()).matches("[a-z0-9]+(-[a-z0-9]+)*");
              assertThat(method.says()).matches("[A-Z].*\\.");
            });
  }

  @Test
  void answersToNameAndAlias() {
    assertThat(Methods.named("debt_promo")).isEqualTo(Methods.named("debt-plan")).isPresent();
    assertThat(Methods.named("nothing")).isEmpty();
  }
}
