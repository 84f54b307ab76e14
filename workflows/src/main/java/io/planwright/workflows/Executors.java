package io.planwright.workflows;

import io.planwright.plan.Catalogue;
import io.planwright.plan.Executor;
import io.planwright.plan.Executor.Form;
import io.planwright.plan.Executor.Input;
import io.planwright.plan.Executor.Type;
import io.planwright.plan.Lane;
import io.planwright.plan.run.ArtifactRef;
import io.planwright.workflows.contract.In;
import io.planwright.workflows.contract.Step;
import io.planwright.workflows.data.DataSteps;
import io.planwright.workflows.experiment.ExperimentWorkflow;
import io.planwright.workflows.features.FeatureSteps;
import io.planwright.workflows.llm.LlmSteps;
import io.planwright.workflows.model.ModelSteps;
import io.planwright.workflows.notice.NotifySteps;
import io.planwright.workflows.train.TrainSteps;
import io.temporal.activity.ActivityMethod;
import io.temporal.workflow.WorkflowMethod;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The catalogue of executors, read off the contracts: a step's name is its Temporal type, its
 * inputs are the components of its inputs record.
 */
public final class Executors {
  /** Waits for a person or another system. */
  public static final String MANUAL = "manual";

  private static final List<Class<?>> CONTRACTS =
      List.of(
          DataSteps.class,
          FeatureSteps.class,
          TrainSteps.class,
          ModelSteps.class,
          ExperimentWorkflow.class,
          LlmSteps.class,
          NotifySteps.class);

  /** Every executor takes these; its steps never see them. */
  private static final List<Input> SHARED =
      List.of(
          new Input(
              Claims.USES,
              Type.TEXTS,
              false,
              Optional.empty(),
              "resources that it holds while it runs, as name or name=amount"),
          new Input(
              Claims.COST,
              Type.TEXTS,
              false,
              Optional.empty(),
              "what it may cost of the run's budgets, as tokens=2000, usd=0.5 or gpu-hours=2"));

  private static final Catalogue CATALOGUE = new Catalogue(read());

  /** By executor: the activity type that says whether its effect is taken back. */
  private static final SortedMap<String, String> CHECKS = checks();

  /** Activity types that need no core. */
  private static final SortedSet<String> WAITING = waiting();

  /** By executor: the input that names what it changes. */
  private static final SortedMap<String, String> CHANGES = changes();

  private Executors() {}

  public static Catalogue catalogue() {
    return CATALOGUE;
  }

  /** For a plan that was checked against the catalogue of another release. */
  static Executor named(String name) {
    return CATALOGUE
        .find(name)
        .orElseThrow(() -> FailureKind.INPUT_INVALID.failure("no worker knows executor " + name));
  }

  /**
   * Whether an activity only waits for others; what takes an effect back, and what checks it, do.
   */
  public static boolean waits(String activity) {
    return WAITING.contains(activity);
  }

  static Optional<String> undoneCheck(Executor executor) {
    return Optional.ofNullable(CHECKS.get(executor.name()));
  }

  /** What a step of these inputs changes, so that two changes of the same can be told. */
  static Optional<String> changed(Executor executor, SortedMap<String, Object> inputs) {
    return Optional.ofNullable(CHANGES.get(executor.name()))
        .map(input -> input + " " + inputs.get(input));
  }

  private static SortedSet<String> waiting() {
    SortedSet<String> waiting = new TreeSet<>();
    for (Class<?> contract : CONTRACTS) {
      for (Method method : contract.getMethods()) {
        Step step = method.getAnnotation(Step.class);
        temporalType(method)
            .filter(type -> step == null ? type.matches(".*\\.(undo|undone)") : step.waits())
            .forEach(waiting::add);
      }
    }
    return waiting;
  }

  private static SortedMap<String, String> checks() {
    SortedMap<String, String> checks = new TreeMap<>();
    for (Class<?> contract : CONTRACTS) {
      Arrays.stream(contract.getMethods())
          .flatMap(Executors::temporalType)
          .filter(type -> type.endsWith(".undone"))
          .forEach(type -> checks.put(type.substring(0, type.length() - ".undone".length()), type));
    }
    return checks;
  }

  private static SortedMap<String, String> changes() {
    SortedMap<String, String> changes = new TreeMap<>();
    for (Class<?> contract : CONTRACTS) {
      for (Method method : contract.getMethods()) {
        Step step = method.getAnnotation(Step.class);
        if (step != null && !step.changes().isEmpty()) {
          changes.put(temporalType(method).findFirst().orElseThrow(), step.changes());
        }
      }
    }
    return changes;
  }

  private static List<Executor> read() {
    List<Executor> executors = new ArrayList<>();
    executors.add(
        new Executor(
            MANUAL,
            "work done by a person or another system, completed through the API",
            Form.WAIT,
            Lane.PLAN,
            Stream.concat(
                    Stream.of(
                        new Input(
                            "instruction",
                            Type.TEXT,
                            false,
                            Optional.empty(),
                            "what there is to do")),
                    SHARED.stream())
                .toList(),
            false,
            false,
            Duration.ofDays(365),
            1,
            Optional.empty()));
    executors.add(
        new Executor(
            Gate.EXECUTOR,
            "a decision by people, with what was measured before their eyes",
            Form.WAIT,
            Lane.PLAN,
            inputs(GateInputs.class),
            false,
            false,
            Duration.ofDays(365),
            1,
            Optional.empty()));
    for (Class<?> contract : CONTRACTS) {
      List<Method> methods =
          Arrays.stream(contract.getMethods())
              .sorted(Comparator.comparing(Method::getName))
              .toList();
      List<String> types = methods.stream().flatMap(Executors::temporalType).toList();
      for (Method method : methods) {
        Step step = method.getAnnotation(Step.class);
        if (step != null) {
          executors.add(executor(method, step, types));
        }
      }
    }
    return executors;
  }

  private static Executor executor(Method method, Step step, List<String> types) {
    String name = temporalType(method).findFirst().orElseThrow();
    return new Executor(
        name,
        step.does(),
        method.isAnnotationPresent(WorkflowMethod.class) ? Form.WORKFLOW : Form.ACTIVITY,
        step.lane(),
        inputs(method.getParameterTypes()[1]),
        step.effect(),
        types.contains(name + ".undo"),
        Duration.parse(step.timeout()),
        step.attempts(),
        step.heartbeats() ? Optional.of(Duration.ofSeconds(10)) : Optional.empty(),
        List.of(step.measures()));
  }

  private static Stream<String> temporalType(Method method) {
    return Stream.concat(
        Stream.ofNullable(method.getAnnotation(ActivityMethod.class)).map(ActivityMethod::name),
        Stream.ofNullable(method.getAnnotation(WorkflowMethod.class)).map(WorkflowMethod::name));
  }

  private static List<Input> inputs(Class<?> record) {
    return Stream.concat(
            Arrays.stream(record.getRecordComponents()).map(Executors::input), SHARED.stream())
        .toList();
  }

  private static Input input(RecordComponent component) {
    In in = component.getAnnotation(In.class);
    if (in == null) {
      throw new IllegalStateException(component + " needs @In");
    }
    Class<?> type = component.getType();
    boolean optional = type == Optional.class;
    if (optional) {
      type =
          (Class<?>) ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[0];
    }
    Type kind = type(component, type);
    return new Input(
        component.getName(),
        kind,
        !optional && in.or().isEmpty(),
        in.or().isEmpty() ? Optional.empty() : Optional.of(fallback(kind, in.or())),
        in.value());
  }

  private static Type type(RecordComponent component, Class<?> type) {
    if (type == String.class) {
      return Type.TEXT;
    } else if (type == int.class || type == Integer.class || type == long.class) {
      return Type.INTEGER;
    } else if (type == double.class) {
      return Type.NUMBER;
    } else if (type == boolean.class) {
      return Type.FLAG;
    } else if (type == Duration.class) {
      return Type.DURATION;
    } else if (type == ArtifactRef.class) {
      return Type.ARTIFACT;
    } else if (type == List.class) {
      Class<?> item =
          (Class<?>) ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[0];
      return item == Integer.class ? Type.INTEGERS : Type.TEXTS;
    }
    throw new IllegalStateException("no input type for " + component);
  }

  private static Object fallback(Type type, String text) {
    return switch (type) {
      case INTEGER -> Long.valueOf(text);
      case NUMBER -> Double.valueOf(text);
      case FLAG -> Boolean.valueOf(text);
      case INTEGERS -> items(text).map(Long::valueOf).toList();
      case TEXTS -> items(text).toList();
      case TEXT, DURATION -> text;
      case ARTIFACT -> throw new IllegalStateException("an artifact has no default");
    };
  }

  private static Stream<String> items(String list) {
    return Arrays.stream(list.substring(1, list.length() - 1).split(","))
        .map(String::strip)
        .filter(item -> !item.isEmpty());
  }
}
