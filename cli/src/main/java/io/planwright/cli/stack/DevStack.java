package io.planwright.cli.stack;

import io.planwright.cli.stack.Stack.Database;
import io.planwright.cli.stack.Stack.Origin;
import io.planwright.cli.stack.Stack.Redis;
import io.planwright.cli.stack.Stack.Temporal;
import io.planwright.temporal.TemporalConnection;
import io.planwright.temporal.dev.DevServer;
import io.planwright.temporal.dev.InMemoryServer;
import io.planwright.temporal.dev.TemporalCli;
import io.planwright.temporal.payload.PayloadFormat;
import io.planwright.temporal.wanted.Change;
import io.planwright.temporal.wanted.Reconciler;
import io.planwright.temporal.wanted.Wanted;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * The servers a run needs: those that the environment names are used, the others are started, in
 * parallel, with their data in a folder that this stack owns until it is closed. They are stopped
 * too when the JVM ends by a signal; after {@code kill -9} the next start stops them.
 */
public final class DevStack implements AutoCloseable {
  private static final String TEMPORAL_DATA = "temporal.db";
  private static final int ATTEMPTS = 3;

  private final Stack stack;
  private final List<Change> changes;
  private final Stop stop;

  private DevStack(Stack stack, List<Change> changes, Stop stop) {
    this.stack = stack;
    this.changes = changes;
    this.stop = stop;
  }

  /**
   * Starts what is missing.
   *
   * @param folder usually {@code .planwright}
   * @param ports of the servers that are started; 0 lets the stack choose
   * @param progress gets a line whenever something takes its time
   * @throws StackUnavailable if another stack owns the folder or a port is taken
   */
  public static DevStack start(
      Path folder, Map<String, String> environment, Ports ports, Consumer<String> progress) {
    return start(folder, environment, ports, Optional.empty(), progress);
  }

  /**
   * @param codec where Temporal's Web UI has payloads decoded
   */
  public static DevStack start(
      Path folder,
      Map<String, String> environment,
      Ports ports,
      Optional<URI> codec,
      Consumer<String> progress) {
    // A key ring that cannot be used is found before servers are started.
    PayloadFormat.of(environment);
    StateFolder state = StateFolder.take(folder);
    Stop stop = new Stop(state);
    Runtime.getRuntime().addShutdownHook(stop.hook);
    try {
      state.stopLeftovers();
      return new Start(state, environment, ports, codec, progress, stop).run();
    } catch (RuntimeException e) {
      stop.now();
      throw e;
    }
  }

  public Stack stack() {
    return stack;
  }

  /** What was changed on the Temporal server to bring it to the declared state. */
  public List<Change> changes() {
    return changes;
  }

  /** Has something that uses the servers closed before them, also on a signal. */
  public void closeFirst(AutoCloseable user) {
    stop.user(user);
  }

  /** Stops what was started; once. */
  @Override
  public void close() {
    stop.now();
  }

  /** What is to be stopped, and its stopping, by whoever comes first. */
  private static final class Stop {
    private final StateFolder state;
    private final List<AutoCloseable> servers = new ArrayList<>();
    private final List<AutoCloseable> users = new ArrayList<>();
    private final Thread hook = Thread.ofPlatform().name("stack-stop").unstarted(this::end);
    private boolean ended;

    Stop(StateFolder state) {
      this.state = state;
    }

    void user(AutoCloseable user) {
      synchronized (servers) {
        users.add(user);
      }
    }

    private void users() {
      List<AutoCloseable> using;
      synchronized (servers) {
        using = List.copyOf(users);
        users.clear();
      }
      for (AutoCloseable user : using) {
        try {
          user.close();
        } catch (Exception e) {
          System.err.println("could not close " + user + ": " + e);
        }
      }
    }

    <T extends AutoCloseable> T add(T server) {
      synchronized (servers) {
        servers.add(server);
      }
      return server;
    }

    void now() {
      end();
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException endingAlready) {
        // Then the hook finds nothing to do.
      }
    }

    private synchronized void end() {
      if (ended) {
        return;
      }
      ended = true;
      try {
        users();
        servers();
        // A server that was still starting is in no list.
        state.stopLeftovers();
      } finally {
        state.close();
      }
    }

    /** Stops what was started so far, in parallel. */
    void servers() {
      List<AutoCloseable> started;
      synchronized (servers) {
        started = List.copyOf(servers);
        servers.clear();
      }
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        List<Future<AutoCloseable>> stops = new ArrayList<>();
        for (AutoCloseable server : started) {
          stops.add(
              threads.submit(
                  () -> {
                    server.close();
                    return server;
                  }));
        }
        stops.forEach(DevStack::result);
      }
    }
  }

  private static <T> T result(Future<T> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StackUnavailable("interrupted", e);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw cause instanceof StackUnavailable unavailable
          ? unavailable
          : new StackUnavailable(
              "the development stack did not come up: " + cause.getMessage(), cause);
    }
  }

  /** One start, tried again when somebody takes a port first. */
  private static final class Start {
    private final StateFolder state;
    private final Map<String, String> environment;
    private final External external;
    private final Ports asked;
    private final Optional<URI> codec;
    private final Consumer<String> progress;
    private final Path cache;
    private final Stop stop;
    private final Wanted wanted = Wanted.declared();

    Start(
        StateFolder state,
        Map<String, String> environment,
        Ports asked,
        Optional<URI> codec,
        Consumer<String> progress,
        Stop stop) {
      this.state = state;
      this.environment = environment;
      this.external = new External(environment, state.resolve(""));
      this.asked = asked;
      this.codec = codec;
      this.progress = progress;
      this.stop = stop;
      this.cache = TemporalCli.cacheFolder(environment);
    }

    DevStack run() {
      Optional<Path> cli =
          external.temporal().isPresent()
              ? Optional.empty()
              : new TemporalCli(environment, progress).find();
      for (int attempt = 1; ; attempt++) {
        Ports ports = asked.choose(state.ports());
        try {
          DevStack stack = run(cli, ports);
          state.remember(ports);
          return stack;
        } catch (RuntimeException e) {
          stop.servers();
          if (attempt == ATTEMPTS || !lostPort(ports)) {
            throw e;
          }
        }
      }
    }

    /** Whether somebody took a chosen port before its server did. */
    private boolean lostPort(Ports ports) {
      return !asked.allFixed()
          && !(Ports.isFree(ports.temporal())
              && Ports.isFree(ports.ui())
              && Ports.isFree(ports.postgres())
              && Ports.isFree(ports.redis()));
    }

    private DevStack run(Optional<Path> cli, Ports ports) {
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        Future<Temporal> temporal =
            submit(threads, external.temporal(), () -> temporal(cli, ports));
        Future<Database> database =
            submit(
                threads,
                external.database(),
                () -> stop.add(PostgresServer.start(state, cache, ports.postgres())).address());
        Future<Redis> redis =
            submit(
                threads,
                external.redis(),
                () -> stop.add(RedisServer.start(state, cache, ports.redis())).address());
        Future<Stack.Llm> llm = submit(threads, external.llm(), LocalOllama::detect);
        Stack stack =
            new Stack(
                result(temporal),
                result(database),
                result(redis),
                result(llm),
                external.artifacts().orElse(state.resolve("artifacts").toString()),
                Optional.of(Stack.Owner.current()));
        DevStack running = new DevStack(stack, reconcile(stack), stop);
        state.publish(stack);
        return running;
      }
    }

    private static <T> Future<T> submit(
        ExecutorService threads, Optional<T> external, Callable<T> start) {
      return threads.submit(() -> external.isPresent() ? external.get() : start.call());
    }

    private Temporal temporal(Optional<Path> cli, Ports ports) throws IOException {
      if (cli.isEmpty()) {
        InMemoryServer server = stop.add(InMemoryServer.start(ports.temporal(), wanted));
        return new Temporal(
            server.address(),
            "default",
            Optional.empty(),
            Origin.FALLBACK,
            "Temporal's test server inside this process on "
                + server.address()
                + ", because there is neither the temporal command nor Go to build it: no Web UI,"
                + " no schedules, no search, and runs are lost when it stops");
      }
      DevServer server =
          stop.add(
              DevServer.start(
                  cli.get(),
                  state.resolve(TEMPORAL_DATA),
                  state.resolve("temporal.log"),
                  ports.temporal(),
                  ports.ui(),
                  codec,
                  wanted,
                  pid -> state.started(TEMPORAL_DATA, pid)));
      return new Temporal(
          server.address(),
          external.namespace(),
          Optional.of(server.ui()),
          Origin.EMBEDDED,
          "Temporal started on "
              + server.address()
              + ", its data in "
              + state.resolve(TEMPORAL_DATA));
    }

    private List<Change> reconcile(Stack stack) {
      if (stack.temporal().origin() == Origin.FALLBACK) {
        return List.of();
      }
      try (TemporalConnection connection =
          TemporalConnection.open(stack.environment(environment))) {
        return new Reconciler(connection, wanted).apply();
      }
    }
  }
}
