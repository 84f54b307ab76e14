package io.planwright.routing;

import io.planwright.plan.Catalogue;
import io.planwright.plan.Compiled;
import io.planwright.plan.Diagnostic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Routing that loads its router when the first task asks for it, once. Where the sentence model
 * can't be loaded, as on a machine that its native library does not know, tasks stay with people
 * and the plan says so.
 */
public final class LazyRouting {
  private final Supplier<Router> load;
  private final Catalogue catalogue;
  private Optional<Routing> routing = Optional.empty();
  private Optional<String> unavailable = Optional.empty();

  public LazyRouting(Catalogue catalogue) {
    this(Router::load, catalogue);
  }

  LazyRouting(Supplier<Router> load, Catalogue catalogue) {
    this.load = load;
    this.catalogue = catalogue;
  }

  public Compiled bind(Compiled compiled) {
    if (!Routing.wanted(compiled)) {
      return compiled;
    }
    Optional<Routing> loaded = routing();
    return loaded.isPresent() ? loaded.get().bind(compiled) : unrouted(compiled);
  }

  private synchronized Optional<Routing> routing() {
    if (routing.isEmpty() && unavailable.isEmpty()) {
      try {
        routing = Optional.of(new Routing(load.get(), catalogue));
      } catch (LinkageError | RuntimeException e) {
        unavailable = Optional.of(cause(e).toString());
      }
    }
    return routing;
  }

  private static Throwable cause(Throwable thrown) {
    Throwable cause = thrown;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  private synchronized Compiled unrouted(Compiled compiled) {
    List<Diagnostic> diagnostics = new ArrayList<>(compiled.diagnostics());
    diagnostics.add(
        new Diagnostic(
            "routing-unavailable",
            Diagnostic.Severity.INFO,
            "unbound tasks stay with people, since the sentence model can't be loaded: "
                + unavailable.orElse(""),
            "bind them with planwright blocks or rules",
            1,
            1));
    return new Compiled(compiled.plan(), diagnostics);
  }
}
