package io.planwright.workers;

import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Property;
import io.planwright.activities.plans.LostRuns;
import io.planwright.activities.shares.Reaper;
import io.planwright.store.Journal;
import io.planwright.store.Leases;
import io.planwright.store.Runs;
import io.planwright.temporal.TemporalConnection;
import io.planwright.temporal.payload.PayloadFormat;
import io.planwright.temporal.schedules.Schedules;
import io.planwright.temporal.versions.Release;
import io.planwright.workflows.TeamWeights;
import io.temporal.client.WorkflowClient;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The one connection to Temporal. API and workflow workers of a process share its client: that is
 * what lets a run start eagerly.
 */
@Factory
final class TemporalBeans {
  @Singleton
  @Bean(preDestroy = "close")
  TemporalConnection connection(
      @Property(name = "planwright.temporal.address") @Nullable String address,
      @Property(name = "planwright.temporal.namespace") @Nullable String namespace,
      @Property(name = "planwright.keys-file") @Nullable String keysFile,
      @Nullable MeterRegistry registry) {
    Map<String, String> environment = new LinkedHashMap<>(System.getenv());
    if (address != null) {
      environment.put("TEMPORAL_ADDRESS", address);
    }
    if (namespace != null) {
      environment.put("TEMPORAL_NAMESPACE", namespace);
    }
    if (keysFile != null) {
      environment.put(PayloadFormat.KEYS_FILE, keysFile);
    }
    return TemporalConnection.open(environment, Optional.ofNullable(registry));
  }

  @Singleton
  WorkflowClient client(TemporalConnection connection) {
    return connection.client();
  }

  @Singleton
  Reaper reaper(Leases leases, WorkflowClient client) {
    return new Reaper(leases, client);
  }

  @Singleton
  LostRuns lostRuns(Runs runs, Journal journal, WorkflowClient client) {
    return new LostRuns(runs, journal, client);
  }

  @Singleton
  PayloadFormat payloads(TemporalConnection connection) {
    return connection.payloads();
  }

  @Singleton
  TeamWeights teamWeights(
      @Property(name = "planwright.team-weights", defaultValue = "") String weights) {
    return TeamWeights.parse(weights);
  }

  @Singleton
  Schedules schedules(TemporalConnection connection) {
    return new Schedules(connection.schedules());
  }

  @Singleton
  Release release() {
    return Release.of(System.getenv());
  }
}
