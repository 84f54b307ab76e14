package io.planwright.activities.notice;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.planwright.workflows.FailureKind;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The webhooks that a message may go to: plans name them, only the configuration knows where. */
final class Webhooks {
  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_ABSENT, JsonInclude.Include.NON_ABSENT))
          .build();

  private final SortedMap<String, URI> targets;
  private final Duration timeout;
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(CONNECT).followRedirects(Redirect.NEVER).build();

  /**
   * @param timeout for a whole delivery
   */
  Webhooks(Map<String, URI> targets, Duration timeout) {
    targets.forEach(Webhooks::check);
    this.targets = Collections.unmodifiableSortedMap(new TreeMap<>(targets));
    this.timeout = timeout;
  }

  SortedSet<String> names() {
    return new TreeSet<>(targets.keySet());
  }

  boolean has(String name) {
    return targets.containsKey(name);
  }

  void deliver(String name, Message message) {
    URI target = targets.get(name);
    if (target == null) {
      throw new IllegalArgumentException("webhook must be one of " + names() + ", was " + name);
    }
    int status = post(name, target, message);
    if (status / 100 == 2) {
      return;
    }
    String problem = "webhook " + name + " must answer with a status of 2xx, was " + status;
    throw status / 100 == 4 && status != 408 && status != 429
        ? FailureKind.INPUT_INVALID.failure(problem)
        : FailureKind.UNAVAILABLE.failure(problem);
  }

  private int post(String name, URI target, Message message) {
    HttpRequest request =
        HttpRequest.newBuilder(target)
            .timeout(timeout)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", asHeader(message.id()))
            .POST(BodyPublishers.ofString(body(message)))
            .build();
    // The request's own timeout ends with the headers; a body that drips would outlast it.
    CompletableFuture<HttpResponse<Void>> answer =
        http.sendAsync(request, BodyHandlers.discarding());
    try {
      return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS).statusCode();
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw FailureKind.UNAVAILABLE.failure(
          "webhook " + name + " must answer within " + timeout, e);
    } catch (ExecutionException e) {
      throw FailureKind.UNAVAILABLE.failure(
          "webhook " + name + " did not answer: " + e.getCause(), e);
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw FailureKind.UNAVAILABLE.failure("the worker stopped before the message was sent", e);
    }
  }

  private static String body(Message message) {
    try {
      return JSON.writeValueAsString(message);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a message of texts must be JSON", e);
    }
  }

  /** Task keys may hold any letters, headers only printable ASCII. */
  private static String asHeader(String id) {
    StringBuilder header = new StringBuilder(id.length());
    for (byte b : id.getBytes(StandardCharsets.UTF_8)) {
      if (b > ' ' && b < 0x7f && b != '%') {
        header.append((char) b);
      } else {
        header.append(String.format("%%%02X", b));
      }
    }
    return header.toString();
  }

  private static void check(String name, URI target) {
    // Micronaut reads PLANWRIGHT_WEBHOOKS_RISK_DESK as risk-desk and as risk.desk.
    if (!name.matches("[a-z0-9][a-z0-9.-]*") || name.equals(NotifyActivities.LOG)) {
      throw new IllegalArgumentException(
          "a webhook's name must be of a-z, 0-9, - and . and not be log, was " + name);
    }
    String scheme = String.valueOf(target.getScheme());
    String host = target.getHost();
    if (host == null || !(scheme.equals("https") || scheme.equals("http") && isLoopback(host))) {
      throw new IllegalArgumentException(
          "webhook "
              + name
              + " must be an https:// URL, or http:// on a loopback host, was "
              + scheme
              + "://"
              + host);
    }
  }

  /** By its spelling: a name that resolves to a loopback address today may not tomorrow. */
  private static boolean isLoopback(String host) {
    return host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.\\d{1,3}){3}");
  }
}
