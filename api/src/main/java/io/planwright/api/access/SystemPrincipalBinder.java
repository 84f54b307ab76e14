package io.planwright.api.access;

import io.micronaut.core.convert.ArgumentConversionContext;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpAttributes;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.bind.binders.TypedRequestArgumentBinder;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Gives the health endpoint its caller, if there is one: details are shown to callers only. */
@Singleton
final class SystemPrincipalBinder implements TypedRequestArgumentBinder<java.security.Principal> {
  @Override
  public Argument<java.security.Principal> argumentType() {
    return Argument.of(java.security.Principal.class);
  }

  @Override
  public BindingResult<java.security.Principal> bind(
      ArgumentConversionContext<java.security.Principal> context, HttpRequest<?> source) {
    Optional<java.security.Principal> caller =
        source.getAttribute(HttpAttributes.PRINCIPAL, java.security.Principal.class);
    return () -> caller;
  }
}
