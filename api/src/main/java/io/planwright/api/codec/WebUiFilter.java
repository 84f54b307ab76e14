package io.planwright.api.codec;

import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.planwright.api.problem.ProblemKind;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lets pages of the Web UI, and of no other site, use the codec. A browser asks first and without a
 * key, so this comes before access is checked.
 */
@ServerFilter("/codec/**")
final class WebUiFilter implements Ordered {
  private final WebUiOrigins origins;

  WebUiFilter(WebUiOrigins origins) {
    this.origins = origins;
  }

  @Override
  public int getOrder() {
    return -1000;
  }

  @RequestFilter
  @Nullable HttpResponse<?> check(HttpRequest<?> request) {
    Optional<String> origin = request.getHeaders().getOrigin();
    if (origin.isEmpty()) {
      return null;
    }
    if (!origins.contains(origin.get())) {
      throw ProblemKind.FORBIDDEN.problem(
          "the codec is for pages of " + origins + ", not of " + origin.get());
    }
    return request.getMethod() == HttpMethod.OPTIONS ? preflight(origin.get()) : null;
  }

  private static HttpResponse<?> preflight(String origin) {
    return allow(HttpResponse.noContent(), origin)
        .header(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, "POST, OPTIONS")
        .header(
            HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS,
            "Authorization, Content-Type, X-API-Key, X-Namespace")
        .header(HttpHeaders.ACCESS_CONTROL_MAX_AGE, "600");
  }

  /** Also what is refused later, so that the page can say why. */
  @ResponseFilter
  void allow(HttpRequest<?> request, MutableHttpResponse<?> response) {
    request
        .getHeaders()
        .getOrigin()
        .filter(origins::contains)
        .ifPresent(origin -> allow(response, origin));
  }

  private static <T> MutableHttpResponse<T> allow(MutableHttpResponse<T> response, String origin) {
    return response
        .header(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin)
        .header(HttpHeaders.VARY, HttpHeaders.ORIGIN);
  }
}
