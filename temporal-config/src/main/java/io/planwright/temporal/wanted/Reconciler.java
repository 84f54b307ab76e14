package io.planwright.temporal.wanted;

import com.google.protobuf.util.Durations;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.planwright.temporal.TemporalConnection;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.api.namespace.v1.NamespaceConfig;
import io.temporal.api.namespace.v1.UpdateNamespaceInfo;
import io.temporal.api.operatorservice.v1.AddSearchAttributesRequest;
import io.temporal.api.operatorservice.v1.ListSearchAttributesRequest;
import io.temporal.api.workflowservice.v1.CountWorkflowExecutionsRequest;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.api.workflowservice.v1.RegisterNamespaceRequest;
import io.temporal.api.workflowservice.v1.UpdateNamespaceRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Brings the namespace of a connection and its search attributes to the declared state. */
public final class Reconciler {
  private static final Duration VISIBLE_WITHIN = Duration.ofSeconds(60);

  private final TemporalConnection connection;
  private final Wanted wanted;

  public Reconciler(TemporalConnection connection, Wanted wanted) {
    this.connection = connection;
    this.wanted = wanted;
  }

  /** What {@link #apply} would change. */
  public List<Change> plan() {
    List<Change> changes = new ArrayList<>();
    namespaceChange().ifPresent(changes::add);
    changes.addAll(added(missingAttributes()));
    return changes;
  }

  /** Changes what differs, waits until the server uses it, and says what was changed. */
  public List<Change> apply() {
    List<Change> changes = new ArrayList<>();
    namespaceChange()
        .ifPresent(
            change -> {
              applyNamespace();
              changes.add(change);
            });
    changes.addAll(applySearchAttributes());
    await("search attributes " + wanted.searchAttributes().keySet(), this::query);
    return changes;
  }

  /** Adds all search attributes to a new server that can't list them, as the test server can't. */
  public void register() {
    add(wanted.searchAttributes());
  }

  private List<Change> applySearchAttributes() {
    // A new namespace takes a while to reach every part of the server.
    Map<String, String> missing = await("namespace " + namespace(), this::missingAttributes);
    if (!missing.isEmpty()) {
      add(missing);
    }
    return added(missing);
  }

  private void add(Map<String, String> attributes) {
    AddSearchAttributesRequest.Builder request =
        AddSearchAttributesRequest.newBuilder().setNamespace(namespace());
    attributes.forEach((name, type) -> request.putSearchAttributes(name, type(name, type)));
    await(
        "namespace " + namespace(),
        () -> connection.operator().blockingStub().addSearchAttributes(request.build()));
  }

  private static List<Change> added(Map<String, String> missing) {
    return missing.entrySet().stream()
        .map(e -> new Change("search attribute " + e.getKey(), "added as " + e.getValue()))
        .toList();
  }

  private Optional<Change> namespaceChange() {
    Wanted.Namespace should = wanted.namespace(namespace());
    String subject = "namespace " + namespace();
    return retention()
        .map(
            is ->
                is.equals(should.retention())
                    ? Optional.<Change>empty()
                    : Optional.of(
                        new Change(
                            subject,
                            "retention " + days(is) + " becomes " + days(should.retention()))))
        .orElseGet(
            () ->
                Optional.of(
                    new Change(subject, "created with retention " + days(should.retention()))));
  }

  private Optional<Duration> retention() {
    try {
      NamespaceConfig config =
          connection
              .service()
              .blockingStub()
              .describeNamespace(
                  DescribeNamespaceRequest.newBuilder().setNamespace(namespace()).build())
              .getConfig();
      return Optional.of(
          Duration.ofMillis(Durations.toMillis(config.getWorkflowExecutionRetentionTtl())));
    } catch (StatusRuntimeException e) {
      if (e.getStatus().getCode() == Status.Code.NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private void applyNamespace() {
    Wanted.Namespace should = wanted.namespace(namespace());
    com.google.protobuf.Duration retention = Durations.fromMillis(should.retention().toMillis());
    if (retention().isPresent()) {
      connection
          .service()
          .blockingStub()
          .updateNamespace(
              UpdateNamespaceRequest.newBuilder()
                  .setNamespace(namespace())
                  .setUpdateInfo(
                      UpdateNamespaceInfo.newBuilder().setDescription(should.description()))
                  .setConfig(
                      NamespaceConfig.newBuilder().setWorkflowExecutionRetentionTtl(retention))
                  .build());
    } else {
      connection
          .service()
          .blockingStub()
          .registerNamespace(
              RegisterNamespaceRequest.newBuilder()
                  .setNamespace(namespace())
                  .setDescription(should.description())
                  .setWorkflowExecutionRetentionPeriod(retention)
                  .build());
    }
  }

  private SortedMap<String, String> missingAttributes() {
    Map<String, IndexedValueType> present;
    try {
      present =
          connection
              .operator()
              .blockingStub()
              .listSearchAttributes(
                  ListSearchAttributesRequest.newBuilder().setNamespace(namespace()).build())
              .getCustomAttributesMap();
    } catch (StatusRuntimeException e) {
      if (e.getStatus().getCode() == Status.Code.NOT_FOUND && retention().isEmpty()) {
        return wanted.searchAttributes();
      }
      throw e;
    }
    SortedMap<String, String> missing = new TreeMap<>();
    wanted
        .searchAttributes()
        .forEach(
            (name, type) -> {
              IndexedValueType is = present.get(name);
              if (is == null) {
                missing.put(name, type);
              } else if (is != type(name, type)) {
                throw new IllegalStateException(
                    "search attribute %s must be %s, namespace %s has it as %s; Temporal can't change a type: remove it there first"
                        .formatted(name, type, namespace(), is));
              }
            });
    return missing;
  }

  private static IndexedValueType type(String name, String type) {
    try {
      return IndexedValueType.valueOf(
          "INDEXED_VALUE_TYPE_"
              + type.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "search attribute "
              + name
              + " must be Text, Keyword, Int, Double, Bool, Datetime or KeywordList, was "
              + type,
          e);
    }
  }

  /** A search by every attribute: it fails until the server knows them all. */
  private long query() {
    return connection
        .service()
        .blockingStub()
        .countWorkflowExecutions(
            CountWorkflowExecutionsRequest.newBuilder()
                .setNamespace(namespace())
                .setQuery(
                    wanted.searchAttributes().keySet().stream()
                        .map(name -> name + " IS NOT NULL")
                        .collect(Collectors.joining(" AND ")))
                .build())
        .getCount();
  }

  private <T> T await(String what, java.util.function.Supplier<T> call) {
    long deadline = System.nanoTime() + VISIBLE_WITHIN.toNanos();
    while (true) {
      try {
        return call.get();
      } catch (StatusRuntimeException e) {
        boolean comes =
            switch (e.getStatus().getCode()) {
              case NOT_FOUND, INVALID_ARGUMENT, UNAVAILABLE -> true;
              default -> false;
            };
        if (!comes || System.nanoTime() > deadline) {
          throw new IllegalStateException(
              what
                  + " must be usable within "
                  + VISIBLE_WITHIN.toSeconds()
                  + " s, the server says: "
                  + e.getStatus(),
              e);
        }
        pause();
      }
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(100);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for the server", e);
    }
  }

  private String namespace() {
    return connection.namespace();
  }

  private static String days(Duration retention) {
    return retention.toDays() + (retention.toDays() == 1 ? " day" : " days");
  }
}
