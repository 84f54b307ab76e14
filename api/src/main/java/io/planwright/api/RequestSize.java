package io.planwright.api;

import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.server.HttpServerConfiguration;
import jakarta.inject.Singleton;

/** Has the server refuse larger bodies, by their stated length or while it reads. */
@Singleton
final class RequestSize implements BeanCreatedEventListener<HttpServerConfiguration> {
  private final ApiLimits limits;

  RequestSize(ApiLimits limits) {
    this.limits = limits;
  }

  @Override
  public HttpServerConfiguration onCreated(BeanCreatedEvent<HttpServerConfiguration> event) {
    HttpServerConfiguration server = event.getBean();
    server.setMaxRequestSize(limits.bodyBytes());
    // Bodies are read whole.
    server.setMaxRequestBufferSize(limits.bodyBytes());
    return server;
  }
}
