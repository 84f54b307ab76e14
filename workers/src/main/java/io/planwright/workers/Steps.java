package io.planwright.workers;

import io.micronaut.context.annotation.Property;
import io.micronaut.context.env.Environment;
import io.planwright.activities.data.DataActivities;
import io.planwright.activities.experiment.ExperimentActivities;
import io.planwright.activities.features.FeatureActivities;
import io.planwright.activities.journal.JournalActivities;
import io.planwright.activities.model.ModelActivities;
import io.planwright.activities.notice.NotifyActivities;
import io.planwright.activities.plans.PhaseActivities;
import io.planwright.activities.plans.PlanActivities;
import io.planwright.activities.plans.UndoActivities;
import io.planwright.activities.shares.Reaper;
import io.planwright.activities.shares.ShareActivities;
import io.planwright.gpu.llm.AssistActivities;
import io.planwright.gpu.llm.LlmActivities;
import io.planwright.gpu.llm.LlmSettings;
import io.planwright.gpu.train.TrainActivities;
import io.planwright.plan.Lane;
import io.planwright.store.Artifacts;
import io.planwright.store.Champions;
import io.planwright.store.Journal;
import io.planwright.store.Leases;
import io.planwright.store.Outbox;
import io.planwright.store.Plans;
import io.planwright.store.Runs;
import io.planwright.workflows.TeamWeights;
import io.temporal.client.WorkflowClient;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Which implementations a lane's worker runs. */
@Singleton
final class Steps {
  private final Plans plans;
  private final Runs runs;
  private final Journal journal;
  private final Artifacts artifacts;
  private final Champions champions;
  private final Outbox outbox;
  private final WorkflowClient client;
  private final Optional<Path> data;
  private final Map<String, URI> webhooks = new TreeMap<>();
  private final LlmSettings llm;
  private final TeamWeights weights;
  private final Leases leases;
  private final Reaper reaper;

  Steps(
      Plans plans,
      Runs runs,
      Journal journal,
      Artifacts artifacts,
      Champions champions,
      Outbox outbox,
      TeamWeights weights,
      Leases leases,
      Reaper reaper,
      WorkflowClient client,
      Environment environment,
      @Property(name = "planwright.data") @Nullable String data,
      @Property(name = "planwright.ollama.url") @Nullable String ollama,
      @Property(name = "planwright.ollama.model") @Nullable String model) {
    this.plans = plans;
    this.runs = runs;
    this.journal = journal;
    this.artifacts = artifacts;
    this.champions = champions;
    this.outbox = outbox;
    this.weights = weights;
    this.leases = leases;
    this.reaper = reaper;
    this.client = client;
    this.data = Optional.ofNullable(data).map(Path::of);
    this.llm =
        new LlmSettings(Optional.ofNullable(ollama).map(URI::create), Optional.ofNullable(model));
    environment
        .getProperties("planwright.webhooks")
        .forEach((name, url) -> webhooks.put(name, URI.create(url.toString())));
  }

  Object[] of(Lane lane) {
    return switch (lane) {
      case PLAN ->
          new Object[] {
            new PlanActivities(plans, runs, leases, weights),
            new PhaseActivities(client),
            new JournalActivities(journal),
            new UndoActivities(artifacts),
            new ShareActivities(leases, reaper)
          };
      case CPU ->
          new Object[] {
            new DataActivities(artifacts, data, Clock.systemUTC()),
            new FeatureActivities(artifacts),
            new ModelActivities(artifacts, champions),
            new ExperimentActivities(artifacts),
            new NotifyActivities(webhooks, outbox)
          };
      case GPU_TRAIN -> new Object[] {new TrainActivities(artifacts, journal, Clock.systemUTC())};
      case GPU_LLM ->
          new Object[] {new LlmActivities(llm, journal, artifacts), new AssistActivities(llm)};
    };
  }
}
