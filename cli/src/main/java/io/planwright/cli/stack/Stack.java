package io.planwright.cli.stack;

import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The servers that roles and commands work with.
 *
 * @param artifacts folder that all roles share
 * @param owner who keeps what is embedded running
 */
public record Stack(
    Temporal temporal,
    Database database,
    Redis redis,
    Llm llm,
    String artifacts,
    Optional<Owner> owner) {

  /** Where a server comes from. */
  public enum Origin {
    /** The environment names it; the stack neither starts nor stops it. */
    EXTERNAL,
    /** The stack starts and stops it. */
    EMBEDDED,
    /** A lesser thing stands in for it. */
    FALLBACK
  }

  /**
   * @param ui address of the Web UI, where there is one
   * @param note where it comes from and what is missing, as a sentence
   */
  public record Temporal(
      String address, String namespace, Optional<String> ui, Origin origin, String note) {}

  /** PostgreSQL. */
  public record Database(String url, String user, String password, Origin origin, String note) {
    @Override
    public String toString() {
      return "Database[url=" + url + ", user=" + user + ", origin=" + origin + "]";
    }
  }

  /** Redis; its address holds its password. */
  public record Redis(String uri, Origin origin, String note) {
    @Override
    public String toString() {
      return "Redis[origin=" + origin + "]";
    }
  }

  /** A language model's server, or none. */
  public record Llm(Optional<String> url, Origin origin, String note) {}

  /** The process that started the stack, known again by its start. */
  public record Owner(long pid, Instant startedAt) {
    static Owner current() {
      return of(ProcessHandle.current());
    }

    private static Owner of(ProcessHandle process) {
      return new Owner(process.pid(), process.info().startInstant().orElse(Instant.EPOCH));
    }

    boolean isAlive() {
      return ProcessHandle.of(pid).filter(p -> p.isAlive() && of(p).equals(this)).isPresent();
    }
  }

  /**
   * The stack to work with: what the environment names, the rest from the stack that runs in the
   * folder.
   */
  public static Stack find(Map<String, String> environment, Path state) {
    External external = new External(environment, state);
    if (external.temporal().isPresent()
        && external.database().isPresent()
        && external.redis().isPresent()) {
      return external.over(Optional.empty());
    }
    Stack running =
        StateFolder.published(state)
            .filter(stack -> stack.owner().filter(Owner::isAlive).isPresent())
            .orElseThrow(
                () ->
                    new StackUnavailable(
                        "no development stack runs in "
                            + state.toAbsolutePath().normalize()
                            + ": start one with `planwright dev --stack-only`, or set"
                            + " TEMPORAL_ADDRESS, PLANWRIGHT_DB_URL and REDIS_URI"));
    return external.over(Optional.of(running));
  }

  /** The properties by which a Micronaut context uses this stack. */
  public Map<String, Object> properties() {
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("datasources.default.url", database.url());
    properties.put("datasources.default.username", database.user());
    properties.put("datasources.default.password", database.password());
    properties.put("redis.uri", redis.uri());
    properties.put("planwright.artifacts", artifacts);
    llm.url().ifPresent(url -> properties.put("planwright.ollama.url", url));
    return properties;
  }

  /** An environment in which another process, or the Temporal SDK, uses this stack. */
  public Map<String, String> environment(Map<String, String> inherited) {
    Map<String, String> environment = new LinkedHashMap<>(inherited);
    environment.put("TEMPORAL_ADDRESS", temporal.address());
    environment.put("TEMPORAL_NAMESPACE", temporal.namespace());
    environment.put("PLANWRIGHT_DB_URL", database.url());
    environment.put("PLANWRIGHT_DB_USER", database.user());
    environment.put("PLANWRIGHT_DB_PASSWORD", database.password());
    environment.put("REDIS_URI", redis.uri());
    environment.put("PLANWRIGHT_ARTIFACTS", artifacts);
    llm.url().ifPresent(url -> environment.put("OLLAMA_URL", url));
    return environment;
  }
}
