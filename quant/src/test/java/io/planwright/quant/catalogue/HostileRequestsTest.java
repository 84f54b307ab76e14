package io.planwright.quant.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.planwright.quant.InvalidData;
import io.planwright.quant.catalogue.Spoiling.Spoilt;
import io.planwright.quant.method.Method;
import java.lang.reflect.Array;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Each method is asked an ordinary question, and the same with each of its values spoilt: it
 * answers without NaN, or refuses with the argument's name and the row that is at fault; soon.
 */
final class HostileRequestsTest {
  private static final Duration SOON = Duration.ofSeconds(10);

  @TestFactory
  Stream<DynamicTest> ordinaryRequestsAreAnswered() {
    return Methods.all().stream()
        .map(method -> DynamicTest.dynamicTest(method.name(), () -> answersOrdinary(method)));
  }

  @TestFactory
  Stream<DynamicTest> spoiltRequestsAreAnsweredOrRefused() {
    return Methods.all().stream()
        .map(method -> DynamicTest.dynamicTest(method.name(), () -> answersOrRefuses(method)));
  }

  @Property(tries = 300)
  void aNumberThatIsNoneIsRefusedWithItsRow(
      @ForAll @IntRange(max = 10_000) int which, @ForAll @IntRange(max = 10_000) int row) {
    List<Method<?>> methods =
        Methods.all().stream()
            .filter(method -> !series(method).isEmpty())
            .filter(method -> !method.name().equals("look-ahead"))
            .toList();
    Method<?> method = methods.get(which % methods.size());
    List<String> series = series(method);
    String argument = series.get(which / methods.size() % series.size());
    ObjectNode request = Ordinary.request(method);
    ArrayNode values = request.withArray(argument);
    int at = row % values.size();
    values.set(at, new DoubleNode(Double.NaN));
    assertThatThrownBy(() -> answer(method, request))
        .isInstanceOfSatisfying(
            InvalidData.class,
            e -> {
              assertThat(e.argument()).isEqualTo(argument);
              assertThat(e.row()).hasValue(at);
            });
  }

  /** The request's arguments that are always there and one number a row. */
  private static List<String> series(Method<?> method) {
    return Arrays.stream(method.request().getRecordComponents())
        .filter(component -> component.getType() == double[].class)
        .map(RecordComponent::getName)
        .toList();
  }

  private static void answersOrdinary(Method<?> method) throws Exception {
    ObjectNode request = Ordinary.request(method);
    if (method.name().equals("lot-sale")) {
      request.remove("order");
    }
    assertClean("answer", answer(method, request));
  }

  private static void answersOrRefuses(Method<?> method) {
    List<String> wrong = new ArrayList<>();
    Set<String> names = names(method.request());
    for (Spoilt spoilt : Spoiling.of(Ordinary.request(method), method.request())) {
      try {
        assertTimeoutPreemptively(
            SOON,
            () -> {
              assertClean("answer", answer(method, spoilt.request()));
              return 0;
            });
        if (spoilt.fatal() && !mayAnswer(method, spoilt)) {
          wrong.add(spoilt.how() + ": answered");
        }
      } catch (InvalidData e) {
        refusal(spoilt, names, e).ifPresent(wrong::add);
      } catch (Exception | AssertionError e) {
        wrong.add(spoilt.how() + ": " + e + " " + where(e));
      }
    }
    assertThat(wrong).as(method.name()).isEmpty();
  }

  /**
   * A size is none for a reason instead of a refusal; a signal that is not there yet is NaN; an
   * infinite bound is none.
   */
  private static boolean mayAnswer(Method<?> method, Spoilt spoilt) {
    boolean bound = spoilt.arguments().contains("constraints") && !spoilt.how().startsWith("NaN");
    return bound || method.name().matches("position-size|look-ahead");
  }

  private static Optional<String> refusal(Spoilt spoilt, Set<String> names, InvalidData e) {
    String argument = e.argument().replaceAll(" (row|columns?) \\d+( and \\d+)?", "");
    String last = argument.replaceAll(".*[. ]", "");
    if (!names.contains(last) || (spoilt.fatal() && !spoilt.arguments().contains(last))) {
      return Optional.of(spoilt.how() + ": names " + e.getMessage());
    }
    if (!spoilt.rows().isEmpty() && !spoilt.rows().contains(e.row().orElse(-1))) {
      return Optional.of(
          spoilt.how() + ": one of rows " + spoilt.rows() + " is at fault: " + e.getMessage());
    }
    if (e.code() == InvalidData.Code.NO_CONVERGENCE && !spoilt.arguments().contains("groups")) {
      return Optional.of(spoilt.how() + ": " + e.getMessage());
    }
    return Optional.empty();
  }

  private static String where(Throwable e) {
    return Arrays.stream(e.getStackTrace())
        .map(StackTraceElement::toString)
        .filter(frame -> frame.contains("planwright"))
        .limit(3)
        .toList()
        .toString();
  }

  private static <Q extends Record> Object answer(Method<Q> method, JsonNode request) {
    return method.answer().apply(Ordinary.read(method, request));
  }

  /** Of all components of a request, those of its records among them. */
  private static Set<String> names(Type type) {
    Set<String> names = new TreeSet<>();
    if (type instanceof ParameterizedType generic) {
      names.addAll(names(generic.getActualTypeArguments()[0]));
    } else if (type instanceof Class<?> plain && plain.isRecord()) {
      for (RecordComponent component : plain.getRecordComponents()) {
        names.add(component.getName());
        names.addAll(names(component.getGenericType()));
      }
    }
    return names;
  }

  private static void assertClean(String what, Object answer) throws Exception {
    if (answer instanceof Double number) {
      assertThat(number).as(what).isFinite();
    } else if (answer instanceof Iterable<?> list) {
      for (Object element : list) {
        assertClean(what, element);
      }
    } else if (answer instanceof Map<?, ?> map) {
      assertClean(what, map.values());
    } else if (answer instanceof Optional<?> some) {
      if (some.isPresent()) {
        assertClean(what, some.get());
      }
    } else if (answer.getClass().isArray()) {
      for (int i = 0; i < Array.getLength(answer); i++) {
        assertClean(what + "[" + i + "]", Array.get(answer, i));
      }
    } else if (answer instanceof Record) {
      for (RecordComponent component : answer.getClass().getRecordComponents()) {
        component.getAccessor().setAccessible(true);
        assertClean(what + "." + component.getName(), component.getAccessor().invoke(answer));
      }
    }
  }
}
