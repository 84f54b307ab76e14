package io.planwright.cli.stack;

import io.planwright.cli.output.ShownAddress;
import io.planwright.cli.stack.Stack.Database;
import io.planwright.cli.stack.Stack.Llm;
import io.planwright.cli.stack.Stack.Origin;
import io.planwright.cli.stack.Stack.Redis;
import io.planwright.cli.stack.Stack.Temporal;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** What of a stack the environment names. */
record External(Map<String, String> environment, Path state) {
  Optional<Temporal> temporal() {
    return variable("TEMPORAL_ADDRESS")
        .map(
            address ->
                new Temporal(
                    address,
                    namespace(),
                    Optional.empty(),
                    Origin.EXTERNAL,
                    "Temporal at " + ShownAddress.of(address) + ", as TEMPORAL_ADDRESS says"));
  }

  String namespace() {
    return variable("TEMPORAL_NAMESPACE").orElse("default");
  }

  Optional<Database> database() {
    return variable("PLANWRIGHT_DB_URL")
        .map(
            url ->
                new Database(
                    url,
                    variable("PLANWRIGHT_DB_USER").orElse("planwright"),
                    variable("PLANWRIGHT_DB_PASSWORD").orElse(""),
                    Origin.EXTERNAL,
                    "PostgreSQL as PLANWRIGHT_DB_URL says"));
  }

  Optional<Redis> redis() {
    return variable("REDIS_URI")
        .map(uri -> new Redis(uri, Origin.EXTERNAL, "Redis as REDIS_URI says"));
  }

  Optional<Llm> llm() {
    return variable("OLLAMA_URL")
        .map(
            url ->
                new Llm(
                    Optional.of(url),
                    Origin.EXTERNAL,
                    "Ollama at " + ShownAddress.of(url) + ", as OLLAMA_URL says"));
  }

  Optional<String> artifacts() {
    return variable("PLANWRIGHT_ARTIFACTS");
  }

  /** A stack of what is named here, and of another for the rest. */
  Stack over(Optional<Stack> other) {
    return new Stack(
        temporal().or(() -> other.map(Stack::temporal)).orElseThrow(),
        database().or(() -> other.map(Stack::database)).orElseThrow(),
        redis().or(() -> other.map(Stack::redis)).orElseThrow(),
        llm().or(() -> other.map(Stack::llm)).orElseGet(LocalOllama::detect),
        artifacts()
            .or(() -> other.map(Stack::artifacts))
            .orElseGet(() -> state.toAbsolutePath().normalize().resolve("artifacts").toString()),
        other.flatMap(Stack::owner));
  }

  private Optional<String> variable(String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
  }
}
