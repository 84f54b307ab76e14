package io.planwright.api.access;

import io.micronaut.http.HttpAttributes;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.planwright.api.problem.ProblemKind;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Lets a request in, or not: who calls, and whether they may read or change. */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class AccessFilter {
  private static final Set<String> OPEN =
      Set.of("/health", "/health/liveness", "/health/readiness", "/openapi.yaml");
  private static final Set<HttpMethod> READS =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  private final ApiKeys keys;

  AccessFilter(ApiKeys keys) {
    this.keys = keys;
  }

  @RequestFilter
  void check(HttpRequest<?> request) {
    if (OPEN.contains(request.getPath())) {
      // Health shows its details to those whom it knows.
      identify(request).ifPresent(caller -> request.setAttribute(HttpAttributes.PRINCIPAL, caller));
      return;
    }
    if (!keys.configured()) {
      refuseOtherSites(request);
    }
    Principal caller =
        identify(request)
            .orElseThrow(
                () ->
                    ProblemKind.UNAUTHENTICATED.problem(
                        "expected a known key as Authorization: Bearer <key> or X-API-Key"));
    Role needed = READS.contains(request.getMethod()) ? Role.VIEWER : Role.OPERATOR;
    if (!caller.may(needed)) {
      throw ProblemKind.FORBIDDEN.problem(
          "expected the role "
              + needed.name().toLowerCase(Locale.ROOT)
              + ", "
              + caller.name()
              + " does not have it");
    }
    request.setAttribute(HttpAttributes.PRINCIPAL, caller);
  }

  private Optional<Principal> identify(HttpRequest<?> request) {
    return keys.configured()
        ? presented(request.getHeaders()).flatMap(keys::find)
        : Optional.of(Principal.LOCAL);
  }

  private static Optional<String> presented(HttpHeaders headers) {
    Optional<String> authorization = headers.findFirst(HttpHeaders.AUTHORIZATION);
    if (authorization.isPresent()) {
      return authorization
          .filter(value -> value.regionMatches(true, 0, "Bearer ", 0, 7))
          .map(value -> value.substring(7).strip());
    }
    return headers.findFirst("X-API-Key").map(String::strip);
  }

  /** A page of another site, open in this machine's browser, could otherwise use the open API. */
  private static void refuseOtherSites(HttpRequest<?> request) {
    List<String> hosts = request.getHeaders().getAll(HttpHeaders.HOST);
    boolean here =
        hosts.stream().allMatch(host -> isLoopback("http://" + host))
            && request.getHeaders().getAll(HttpHeaders.ORIGIN).stream()
                .allMatch(AccessFilter::isLoopback);
    if (!here) {
      throw ProblemKind.FORBIDDEN.problem(
          "without API keys only requests to and from this machine's own addresses are taken");
    }
  }

  private static boolean isLoopback(String origin) {
    try {
      String host = URI.create(origin).getHost();
      return host != null && LOOPBACK.contains(host.toLowerCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
