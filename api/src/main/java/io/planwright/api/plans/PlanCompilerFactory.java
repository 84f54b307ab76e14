package io.planwright.api.plans;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.exceptions.ConfigurationException;
import io.planwright.plan.compile.PlanCompiler;
import io.planwright.plan.compile.Rules;
import io.planwright.routing.LazyRouting;
import io.planwright.workflows.Executors;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The compiler with the executors that the workflows know, and what binds tasks after it. */
@Factory
final class PlanCompilerFactory {
  /** Made at start, so that a broken rules file is no surprise of the first plan. */
  @Context
  PlanCompiler planCompiler(@Property(name = "planwright.bindings") @Nullable String bindings) {
    return new PlanCompiler(
        Executors.catalogue(),
        bindings == null || bindings.isBlank() ? Rules.NONE : rules(Path.of(bindings)));
  }

  @Singleton
  LazyRouting routing() {
    return new LazyRouting(Executors.catalogue());
  }

  private static Rules rules(Path file) {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(file);
    } catch (IOException e) {
      throw new ConfigurationException("cannot read the rules of bindings in " + file, e);
    }
    Rules.Reading reading = Rules.read(bytes, Executors.catalogue());
    if (!reading.valid()) {
      throw new ConfigurationException(
          reading.diagnostics().stream()
              .map(
                  said ->
                      "%s:%d:%d: %s: %s"
                          .formatted(file, said.line(), said.column(), said.code(), said.message()))
              .collect(Collectors.joining("; ", "the rules of bindings are not valid: ", "")));
    }
    return reading.rules();
  }
}
