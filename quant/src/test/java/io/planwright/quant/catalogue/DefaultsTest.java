package io.planwright.quant.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.planwright.quant.method.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

final class DefaultsTest {
  @TestFactory
  Stream<DynamicTest> everyArgumentThatMayBeLeftOutSaysWhatItIsThen() {
    return Methods.all().stream()
        .map(method -> DynamicTest.dynamicTest(method.name(), () -> check(method)));
  }

  private static void check(Method<?> method) {
    Set<Class<?>> records = new LinkedHashSet<>();
    collect(method.request(), records);
    for (Class<?> asked : records) {
      for (RecordComponent component : asked.getRecordComponents()) {
        if (component.getType() == Optional.class) {
          assertThat(component.getAccessor().getAnnotation(JsonProperty.class))
              .as("%s.%s", asked.getSimpleName(), component.getName())
              .isNotNull()
              .extracting(JsonProperty::defaultValue)
              .isNotEqualTo("");
        }
      }
    }
  }

  private static void collect(Type type, Set<Class<?>> records) {
    if (type instanceof ParameterizedType of) {
      for (Type argument : of.getActualTypeArguments()) {
        collect(argument, records);
      }
    } else if (type instanceof Class<?> plain && plain.isRecord() && records.add(plain)) {
      for (RecordComponent component : plain.getRecordComponents()) {
        collect(component.getGenericType(), records);
      }
    }
  }
}
