package io.planwright.plan.format;

import io.planwright.plan.Catalogue;
import io.planwright.plan.Executor;
import io.planwright.plan.Executor.Input;
import io.planwright.plan.Executor.Type;
import io.planwright.plan.Source;
import io.planwright.plan.format.Tree.Items;
import io.planwright.plan.format.Tree.Member;
import io.planwright.plan.format.Tree.Members;
import io.planwright.plan.format.Tree.Scalar;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Reads what an executor is given: by the types of the catalogue where it knows the executor, else
 * a value is what it looks like.
 */
final class Inputs {
  private static final Pattern WHOLE = Pattern.compile("-?(0|[1-9]\\d{0,18})");

  private final Catalogue catalogue;
  private final Findings findings;

  Inputs(Catalogue catalogue, Findings findings) {
    this.catalogue = catalogue;
    this.findings = findings;
  }

  /**
   * @param at of the executor's name
   */
  SortedMap<String, Object> read(String executor, Optional<Tree> given, Source at) {
    SortedMap<String, Object> inputs = new TreeMap<>();
    Optional<Executor> known = catalogue.find(executor);
    if (known.isEmpty()) {
      findings.unknown(
          "unknown-executor",
          at,
          "expected the name of an executor, came " + executor,
          executor,
          catalogue.byName().keySet());
    }
    given.ifPresent(tree -> add(known, tree, inputs));
    known.ifPresent(found -> complete(found, inputs, at));
    return inputs;
  }

  private void add(Optional<Executor> executor, Tree given, SortedMap<String, Object> inputs) {
    if (!(given instanceof Members members)) {
      findings.error(
          "value-type", given.at(), "inputs must be a map, came " + Tree.came(given), "");
      return;
    }
    for (Member member : members.members()) {
      Optional<Type> type = executor.flatMap(found -> type(found, member));
      Optional<Object> value =
          type.map(of -> typed(of, member.value())).orElseGet(() -> untyped(member.value()));
      if (value.isEmpty()) {
        findings.error(
            "input-type",
            member.value().at(),
            member.name()
                + " must be "
                + type.map(Inputs::expected).orElse("a value")
                + ", came "
                + Tree.came(member.value()),
            "");
      }
      value.ifPresent(found -> inputs.put(member.name(), found));
    }
  }

  private Optional<Type> type(Executor executor, Member member) {
    Optional<Type> type =
        executor.inputs().stream()
            .filter(input -> input.name().equals(member.name()))
            .map(Input::type)
            .findFirst();
    if (type.isEmpty()) {
      findings.unknown(
          "input-unknown",
          member.at(),
          "expected an input of " + executor.name() + ", came " + member.name(),
          member.name(),
          executor.inputs().stream().map(Input::name).toList());
    }
    return type;
  }

  private void complete(Executor executor, SortedMap<String, Object> inputs, Source at) {
    for (Input input : executor.inputs()) {
      if (!inputs.containsKey(input.name())) {
        if (input.written().isPresent()) {
          inputs.put(input.name(), input.written().get());
        } else if (input.required()) {
          findings.error(
              "input-missing",
              at,
              executor.name() + " needs the input " + input.name() + ": " + input.does(),
              "add " + input.name() + " under inputs, " + expected(input.type()));
        }
      }
    }
  }

  private static Optional<Object> typed(Type type, Tree value) {
    return switch (type) {
      case TEXT, ARTIFACT -> text(value).map(text -> text);
      case INTEGER -> Fields.whole(value).map(number -> number);
      case NUMBER -> Fields.number(value).map(number -> number);
      case FLAG -> Fields.truth(value).map(flag -> flag);
      case DURATION -> text(value).flatMap(DurationText::parse).map(Duration::toString);
      case TEXTS -> each(value, item -> typed(Type.TEXT, item));
      case INTEGERS -> each(value, item -> typed(Type.INTEGER, item));
    };
  }

  private static Optional<Object> untyped(Tree value) {
    return switch (value) {
      case Scalar scalar when scalar.nothing() -> Optional.empty();
      case Scalar scalar when scalar.plain() -> Optional.of(looked(scalar));
      case Scalar scalar -> Optional.of(scalar.text());
      case Items list -> each(list, Inputs::untyped);
      case Members map -> {
        SortedMap<String, Object> members = new TreeMap<>();
        for (Member member : map.members()) {
          Optional<Object> read = untyped(member.value());
          if (read.isEmpty()) {
            yield Optional.empty();
          }
          members.put(member.name(), read.get());
        }
        yield Optional.of(members);
      }
    };
  }

  private static Object looked(Scalar scalar) {
    if (WHOLE.matcher(scalar.text()).matches()) {
      try {
        return Long.parseLong(scalar.text());
      } catch (NumberFormatException e) {
        return Double.parseDouble(scalar.text());
      }
    }
    // Of 02 the characters count: it is no number in YAML 1.2.
    boolean zeros = scalar.text().matches("[+-]?0\\d.*|\\+.*");
    Optional<Object> number = zeros ? Optional.empty() : Fields.number(scalar).map(found -> found);
    return number.or(() -> Fields.truth(scalar).map(flag -> flag)).orElse(scalar.text());
  }

  private static Optional<String> text(Tree value) {
    return value instanceof Scalar scalar && !scalar.nothing()
        ? Optional.of(scalar.text())
        : Optional.empty();
  }

  private static Optional<Object> each(Tree value, Function<Tree, Optional<Object>> reading) {
    if (!(value instanceof Items list)) {
      return Optional.empty();
    }
    List<Object> values = new ArrayList<>();
    for (Tree item : list.items()) {
      Optional<Object> read = reading.apply(item);
      if (read.isEmpty()) {
        return Optional.empty();
      }
      values.add(read.get());
    }
    return Optional.of(List.copyOf(values));
  }

  private static String expected(Type type) {
    return switch (type) {
      case TEXT -> "text";
      case INTEGER -> "a whole number";
      case NUMBER -> "a number";
      case FLAG -> "true or false";
      case DURATION -> DurationText.FORMS;
      case TEXTS -> "a list of texts such as [a, b]";
      case INTEGERS -> "a list of whole numbers such as [1, 2]";
      case ARTIFACT -> "one reference such as ${task} or ${task:output}";
    };
  }
}
