package io.planwright.quant.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.planwright.quant.InvalidData;
import io.planwright.quant.anomaly.AnomalyMethods;
import io.planwright.quant.challenger.ChallengerMethods;
import io.planwright.quant.conformal.ConformalMethods;
import io.planwright.quant.drift.DriftMethods;
import io.planwright.quant.experiment.ProportionTest.Count;
import io.planwright.quant.method.Method;
import io.planwright.quant.multiple.MultipleMethods;
import io.planwright.quant.resample.ResampleMethods;
import io.planwright.quant.resample.Statistic;
import io.planwright.quant.sequential.GroupSequential;
import io.planwright.quant.sequential.SequentialMethods;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Each method is asked an ordinary question, and the same with each of its arrays and numbers
 * spoilt: it answers without NaN, or refuses with the argument's name.
 */
final class HostileRequestsTest {
  private static final double[] SERIES =
      IntStream.range(0, 60).mapToDouble(t -> 1.2 + Math.sin(t * t * 0.731)).toArray();
  private static final double[] OTHER =
      IntStream.range(0, 60).mapToDouble(t -> 1.3 + 1.2 * Math.sin(t * t * 1.31)).toArray();

  private static final Map<String, UnaryOperator<double[]>> SPOILT = spoilt();

  private static Map<String, UnaryOperator<double[]>> spoilt() {
    Map<String, UnaryOperator<double[]>> spoilt = new LinkedHashMap<>();
    spoilt.put("NaN", a -> with(a, Double.NaN));
    spoilt.put("infinite", a -> with(a, Double.POSITIVE_INFINITY));
    spoilt.put("huge", a -> with(a, 1e300));
    spoilt.put("all huge", a -> Arrays.stream(a).map(x -> x * 1e300).toArray());
    spoilt.put("tiny", a -> Arrays.stream(a).map(x -> x * 1e-300).toArray());
    spoilt.put("negative", a -> Arrays.stream(a).map(x -> -x).toArray());
    spoilt.put("empty", _ -> new double[0]);
    spoilt.put("single", a -> Arrays.copyOf(a, 1));
    spoilt.put("pair", a -> Arrays.copyOf(a, 2));
    spoilt.put("constant", a -> Arrays.stream(a).map(_ -> 3.7).toArray());
    spoilt.put("zeros", a -> new double[a.length]);
    spoilt.put(
        "nearly constant",
        a -> IntStream.range(0, a.length).mapToDouble(i -> 1e9 + 1e-7 * (i % 2)).toArray());
    return spoilt;
  }

  private static double[] with(double[] values, double one) {
    double[] spoilt = values.clone();
    spoilt[spoilt.length - 1] = one;
    return spoilt;
  }

  private static List<Method<?>> methods() {
    List<Method<?>> all = new ArrayList<>();
    all.addAll(ExperimentMethods.all());
    all.addAll(SequentialMethods.all());
    all.addAll(MultipleMethods.all());
    all.addAll(ResampleMethods.all());
    all.addAll(ChallengerMethods.all());
    all.addAll(DriftMethods.all());
    all.addAll(AnomalyMethods.all());
    all.addAll(ConformalMethods.all());
    return all;
  }

  @Test
  void namesAndAliasesAreUnique() {
    Set<String> names = new LinkedHashSet<>();
    for (Method<?> method : methods()) {
      assertThat(names.add(method.name())).as(method.name()).isTrue();
      assertThat(method.name()).matches("[a-z]+(-[a-z]+)*");
      assertThat(method.says()).endsWith(".");
      method.aliases().forEach(alias -> assertThat(names.add(alias)).as(alias).isTrue());
    }
  }

  @TestFactory
  Stream<DynamicTest> methodsAnswerOrRefuse() {
    return methods().stream()
        .map(method -> DynamicTest.dynamicTest(method.name(), () -> askAll(method)));
  }

  private static <Q extends Record> void askAll(Method<Q> method) throws Exception {
    RecordComponent[] components = method.request().getRecordComponents();
    Object[] ordinary = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      ordinary[i] = ordinary(method.name(), components[i]);
    }
    assertClean(method.name(), method.answer().apply(request(method, ordinary)));
    for (int i = 0; i < components.length; i++) {
      for (Map.Entry<String, Object> bad : spoilt(ordinary[i], components[i]).entrySet()) {
        Object[] arguments = ordinary.clone();
        arguments[i] = bad.getValue();
        String what =
            "%s with %s %s".formatted(method.name(), bad.getKey(), components[i].getName());
        try {
          assertClean(what, method.answer().apply(request(method, arguments)));
        } catch (InvalidData e) {
          assertThat(e.argument()).as(what).isNotBlank();
          assertThat(e.code()).as(what).isNotEqualTo(InvalidData.Code.NO_CONVERGENCE);
        } catch (RuntimeException e) {
          throw new AssertionError(what, e);
        }
      }
    }
  }

  private static <Q extends Record> Q request(Method<Q> method, Object[] arguments)
      throws Exception {
    Constructor<?> constructor = method.request().getDeclaredConstructors()[0];
    constructor.setAccessible(true);
    return method.request().cast(constructor.newInstance(arguments));
  }

  private static Map<String, Object> spoilt(Object ordinary, RecordComponent component) {
    Map<String, Object> spoilt = new LinkedHashMap<>();
    if (ordinary instanceof Optional<?>) {
      String of = component.getGenericType().getTypeName();
      if (of.contains("java.lang.Double")) {
        for (double value :
            new double[] {
              Double.NaN,
              Double.POSITIVE_INFINITY,
              -1,
              0,
              1e-300,
              1e-12,
              0.5,
              0.9999999,
              1,
              3,
              1e9,
              1e300
            }) {
          spoilt.put(String.valueOf(value), Optional.of(value));
        }
      }
      if (of.contains("java.lang.Integer")) {
        for (int value : new int[] {Integer.MIN_VALUE, -1, 0, 1, 2, 1000, Integer.MAX_VALUE}) {
          spoilt.put(String.valueOf(value), Optional.of(value));
        }
      }
      if (of.contains("java.lang.Long")) {
        spoilt.put("least", Optional.of(Long.MIN_VALUE));
      }
    }
    SPOILT.forEach(
        (name, spoil) -> {
          if (ordinary instanceof double[] values) {
            spoilt.put(name, spoil.apply(values));
          } else if (ordinary instanceof double[][] rows) {
            double[][] last = rows.clone();
            last[last.length - 1] = spoil.apply(last[last.length - 1]);
            spoilt.put(name + " row of", last);
            spoilt.put(
                name + " everywhere in", Arrays.stream(rows).map(spoil).toArray(double[][]::new));
          }
        });
    if (ordinary instanceof double[][]) {
      spoilt.put("no row of", new double[0][]);
      spoilt.put("one row of", new double[][] {{1, 2}});
    }
    if (ordinary instanceof Double) {
      for (double value :
          new double[] {Double.NaN, Double.NEGATIVE_INFINITY, -1, 0, 1e-300, 1e300}) {
        spoilt.put(String.valueOf(value), value);
      }
    }
    if (ordinary instanceof Integer) {
      for (int value : new int[] {Integer.MIN_VALUE, -1, 0, 1}) {
        spoilt.put(String.valueOf(value), value);
      }
    }
    if (ordinary instanceof Long) {
      for (long value : new long[] {Long.MIN_VALUE, -1, 0, 1, Long.MAX_VALUE}) {
        spoilt.put(String.valueOf(value), value);
      }
    }
    return spoilt;
  }

  private static Object ordinary(String method, RecordComponent component) {
    if (component.getType() == Optional.class) {
      return component.getName().equals("draws") ? Optional.of(200) : Optional.empty();
    }
    if (component.getType() == double[][].class) {
      return method.equals("bca-bootstrap") ? new double[][] {SERIES, OTHER} : table();
    }
    return switch (component.getName()) {
      case "sizes" -> new double[] {100, 120};
      case "control", "p", "challenger" ->
          component.getType() == double[].class
              ? method.matches("holm|bh|by")
                  ? new double[] {0.01, 0.2, 0.7}
                  : component.getName().equals("control") ? SERIES : OTHER
              : count(method, component);
      default -> other(method, component);
    };
  }

  private static Object count(String method, RecordComponent component) {
    boolean control = component.getName().equals("control");
    if (component.getType() == Count.class) {
      return new Count(control ? 45 : 60, 100);
    }
    if (component.getType() == ExperimentMethods.Sums.class) {
      return new ExperimentMethods.Sums(100, control ? 200 : 230, 800);
    }
    assertThat(component.getType()).as(method).isEqualTo(double.class);
    return control ? 0.1 : 0.12;
  }

  private static Object other(String method, RecordComponent component) {
    boolean counts = method.matches("population-stability|category-shift");
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("before", OTHER);
    values.put("metric", SERIES);
    values.put("controlBefore", OTHER);
    values.put("challengerBefore", SERIES);
    values.put("benchmark", SERIES);
    values.put("expected", counts ? new double[] {10, 20, 30} : SERIES);
    values.put("actual", counts ? new double[] {15, 20, 25} : OTHER);
    values.put("expectedPredictions", SERIES);
    values.put("actualPredictions", OTHER);
    values.put("series", SERIES);
    values.put("stream", SERIES);
    values.put("scores", SERIES);
    values.put("outcomes", component.getType() == int[].class ? new int[60] : SERIES);
    values.put("forecasts", OTHER);
    values.put("probabilities", IntStream.range(0, 60).mapToDouble(i -> i / 60.0).toArray());
    values.put("lows", Arrays.stream(SERIES).map(x -> x - 0.5).toArray());
    values.put("highs", Arrays.stream(SERIES).map(x -> x + 0.5).toArray());
    values.put("effect", 0.3);
    values.put("smallestEffect", 0.3);
    values.put("deviation", 1.1);
    values.put("days", 3.0);
    values.put("margin", 0.2);
    values.put("perArm", 50.0);
    values.put("low", 0.1);
    values.put("high", 0.9);
    values.put("forecast", 0.5);
    values.put("standardError", 0.1);
    values.put("tunedFor", 1000.0);
    values.put("drift", 2.0);
    values.put("rows", component.getType() == long.class ? (Object) 100L : (Object) 100);
    values.put("successes", 8L);
    values.put("trials", 10L);
    values.put("looks", 4);
    values.put("points", 50);
    values.put("information", List.of(0.3, 0.6, 1.0));
    values.put("design", GroupSequential.pocock(3, 0.05, true));
    values.put("statistic", Statistic.Named.CORRELATION);
    return Objects.requireNonNull(
        values.get(component.getName()), method + " " + component.getName());
  }

  private static double[][] table() {
    double[][] rows = new double[60][];
    for (int i = 0; i < 60; i++) {
      rows[i] = new double[] {OTHER[i], Math.cos(i * i * 0.37)};
    }
    return rows;
  }

  private static void assertClean(String what, Object answer) throws Exception {
    if (answer instanceof Double number) {
      assertThat(number).as(what).isFinite();
    } else if (answer instanceof List<?> list) {
      for (Object element : list) {
        assertClean(what, element);
      }
    } else if (answer instanceof Optional<?> some) {
      if (some.isPresent()) {
        assertClean(what, some.get());
      }
    } else if (answer.getClass().isArray()) {
      for (int i = 0; i < Array.getLength(answer); i++) {
        assertClean(what + " [" + i + "]", Array.get(answer, i));
      }
    } else if (answer instanceof Record) {
      for (RecordComponent component : answer.getClass().getRecordComponents()) {
        component.getAccessor().setAccessible(true);
        assertClean(what + " " + component.getName(), component.getAccessor().invoke(answer));
      }
    }
  }
}
