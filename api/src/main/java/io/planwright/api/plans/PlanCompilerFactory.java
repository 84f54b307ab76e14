package io.planwright.api.plans;

import io.micronaut.context.annotation.Factory;
import io.planwright.plan.compile.PlanCompiler;
import io.planwright.workflows.Executors;
import jakarta.inject.Singleton;

/** The compiler with the executors that the workflows know. */
@Factory
final class PlanCompilerFactory {
  @Singleton
  PlanCompiler planCompiler() {
    return new PlanCompiler(Executors.catalogue());
  }
}
