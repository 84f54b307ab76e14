package io.planwright.temporal;

import com.uber.m3.tally.NoopScope;
import com.uber.m3.tally.RootScopeBuilder;
import com.uber.m3.tally.Scope;
import com.uber.m3.tally.ScopeCloseException;
import io.grpc.ClientInterceptor;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import io.planwright.temporal.payload.PayloadFormat;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.schedules.ScheduleClient;
import io.temporal.client.schedules.ScheduleClientOptions;
import io.temporal.common.reporter.MicrometerClientStatsReporter;
import io.temporal.envconfig.ClientConfigProfile;
import io.temporal.envconfig.LoadClientConfigProfileOptions;
import io.temporal.serviceclient.GrpcCompression;
import io.temporal.serviceclient.OperatorServiceStubs;
import io.temporal.serviceclient.OperatorServiceStubsOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The one way to Temporal: clients of one server and namespace, found as {@code TEMPORAL_*}
 * environment variables and {@code temporal.toml} say. Opening it does not wait for the server.
 */
public final class TemporalConnection implements AutoCloseable {
  /** gRPC's own pauses between attempts to connect grow to two minutes. */
  private static final Duration RECONNECT_EVERY = Duration.ofSeconds(2);

  private final WorkflowServiceStubs service;
  private final OperatorServiceStubs operator;
  private final WorkflowClient client;
  private final ScheduleClient schedules;
  private final PayloadFormat payloads;
  private final Scope metrics;

  private TemporalConnection(
      WorkflowServiceStubsOptions serviceOptions,
      WorkflowClientOptions.Builder clientOptions,
      PayloadFormat payloads,
      Scope metrics) {
    this.payloads = payloads;
    this.metrics = metrics;
    service = WorkflowServiceStubs.newServiceStubs(serviceOptions);
    operator =
        OperatorServiceStubs.newServiceStubs(
            OperatorServiceStubsOptions.newBuilder()
                .setChannel(service.getRawChannel())
                .validateAndBuildWithDefaults());
    client =
        WorkflowClient.newInstance(
            service, clientOptions.setDataConverter(payloads.converter()).build());
    schedules =
        ScheduleClient.newInstance(
            service,
            ScheduleClientOptions.newBuilder()
                .setNamespace(client.getOptions().getNamespace())
                .setDataConverter(payloads.converter())
                .build());
  }

  /**
   * @param environment where the {@code TEMPORAL_*} variables and the key ring's file are looked up
   */
  public static TemporalConnection open(Map<String, String> environment) {
    return open(environment, Optional.empty());
  }

  /**
   * @param registry that gets the SDK's metrics; it stays its owner's to close
   */
  public static TemporalConnection open(
      Map<String, String> environment, Optional<MeterRegistry> registry) {
    PayloadFormat payloads = PayloadFormat.of(environment);
    ClientConfigProfile profile;
    try {
      profile =
          ClientConfigProfile.load(
              LoadClientConfigProfileOptions.newBuilder().setEnvOverrides(environment).build());
    } catch (IOException e) {
      throw new UncheckedIOException("temporal.toml can't be read: " + e.getMessage(), e);
    }
    Scope metrics =
        registry
            .map(
                r ->
                    new RootScopeBuilder()
                        .reporter(new BorrowedRegistry(r))
                        .reportEvery(com.uber.m3.util.Duration.ofSeconds(10)))
            .orElseGet(NoopScope::new);
    return new TemporalConnection(
        patient(profile.toWorkflowServiceStubsOptions())
            .setMetricsScope(metrics)
            .validateAndBuildWithDefaults(),
        profile.toWorkflowClientOptions().toBuilder(),
        payloads,
        metrics);
  }

  /** Back within seconds when the server is: neither the connection nor a poll pauses for long. */
  private static WorkflowServiceStubsOptions.Builder patient(WorkflowServiceStubsOptions options) {
    List<ClientInterceptor> interceptors =
        new ArrayList<>(Optional.ofNullable(options.getGrpcClientInterceptors()).orElse(List.of()));
    interceptors.add(new WaitingPolls());
    return uncompressedHere(WorkflowServiceStubsOptions.newBuilder(options), options.getTarget())
        .setConnectionBackoffResetFrequency(RECONNECT_EVERY)
        .setGrpcClientInterceptors(interceptors);
  }

  /** Within one machine, gzip takes a twentieth of a worker's processor time and gives nothing. */
  private static WorkflowServiceStubsOptions.Builder uncompressedHere(
      WorkflowServiceStubsOptions.Builder options, @Nullable String target) {
    // Without an address, the SDK's own is local.
    boolean here =
        target == null
            || List.of("127.", "localhost:", "[::1]:").stream().anyMatch(target::startsWith);
    return here ? options.setGrpcCompression(GrpcCompression.NONE) : options;
  }

  public WorkflowClient client() {
    return client;
  }

  /** How its clients' values travel. */
  public PayloadFormat payloads() {
    return payloads;
  }

  public ScheduleClient schedules() {
    return schedules;
  }

  public WorkflowServiceStubs service() {
    return service;
  }

  public OperatorServiceStubs operator() {
    return operator;
  }

  public String namespace() {
    return client.getOptions().getNamespace();
  }

  /** As {@code host:port}. */
  public String address() {
    return service.getOptions().getTarget();
  }

  @Override
  public void close() {
    service.shutdown();
    if (!service.awaitTermination(5, TimeUnit.SECONDS)) {
      service.shutdownNow();
    }
    try {
      metrics.close();
    } catch (ScopeCloseException e) {
      throw new IllegalStateException("the last metrics could not be reported", e);
    }
  }

  /**
   * The SDK's reporter closes the registry when its scope is closed, and looks each timer up anew
   * by its name and tags, which took a thirtieth of a busy worker's processor time.
   */
  private static final class BorrowedRegistry extends MicrometerClientStatsReporter {
    private final MeterRegistry registry;
    private final Map<String, Map<Map<String, String>, Timer>> timers = new ConcurrentHashMap<>();

    BorrowedRegistry(MeterRegistry registry) {
      super(registry);
      this.registry = registry;
    }

    @Override
    public void reportTimer(
        String name, Map<String, String> tags, com.uber.m3.util.Duration interval) {
      timers
          .computeIfAbsent(name, _ -> new ConcurrentHashMap<>())
          .computeIfAbsent(tags, _ -> timer(name, tags))
          .record(interval.getNanos(), TimeUnit.NANOSECONDS);
    }

    private Timer timer(String name, Map<String, String> tags) {
      List<Tag> all =
          tags.entrySet().stream().map(tag -> Tag.of(tag.getKey(), tag.getValue())).toList();
      return Timer.builder(name).tags(all).publishPercentileHistogram(true).register(registry);
    }

    @Override
    public void close() {}
  }
}
