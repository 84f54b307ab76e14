package io.planwright.workers;

import io.micrometer.core.instrument.config.MeterFilter;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;

/** The SDK gives some of its meters a tag that others of the same name lack; Prometheus refuses. */
@Factory
final class MetricNames {
  @Singleton
  MeterFilter sameTags() {
    return MeterFilter.ignoreTags("update_name");
  }
}
