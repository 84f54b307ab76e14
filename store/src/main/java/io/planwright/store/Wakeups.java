package io.planwright.store;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.lettuce.core.resource.Delay;
import io.micronaut.context.annotation.Property;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells watchers in other processes that a run's journal has grown. Through Redis, which may lose a
 * call: watchers also look on their own from time to time.
 */
@Singleton
public class Wakeups {
  private static final Logger log = LoggerFactory.getLogger(Wakeups.class);
  private static final String CHANNEL = "planwright:run:";

  private static final Duration RECONNECT = Duration.ofSeconds(1);

  private final RedisURI uri;
  private final ClientResources resources =
      DefaultClientResources.builder().reconnectDelay(Delay.constant(RECONNECT)).build();
  private final RedisClient client = RedisClient.create(resources);
  private final AtomicBoolean lost = new AtomicBoolean();
  private final Map<String, List<Listener>> listeners = new LinkedHashMap<>();
  private @Nullable CompletableFuture<StatefulRedisConnection<String, String>> publisher;
  private @Nullable StatefulRedisPubSubConnection<String, String> subscriber;
  private boolean subscribing;
  private volatile boolean closed;

  Wakeups(@Property(name = "redis.uri") String uri) {
    this.uri = RedisURI.create(uri);
  }

  /** Neither waits for Redis nor fails without it. */
  public void wake(String run) {
    try {
      publisher().thenAccept(redis -> publish(redis, CHANNEL + run));
    } catch (RuntimeException e) {
      lost(e.toString());
    }
  }

  /**
   * Calls back, on a thread of its own, each time the run's journal may have grown: also when the
   * connection to Redis comes, since calls may have been missed before.
   */
  public AutoCloseable listen(String run, Runnable wakened) {
    String channel = CHANNEL + run;
    Listener listener = new Listener(wakened);
    add(channel, listener);
    return () -> remove(channel, listener);
  }

  @PreDestroy
  void close() {
    synchronized (this) {
      closed = true;
    }
    client.shutdown();
    resources.shutdown(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  private void publish(StatefulRedisConnection<String, String> redis, String channel) {
    if (!redis.isOpen()) {
      lost("the connection is lost");
      return;
    }
    redis
        .async()
        .publish(channel, "")
        .whenComplete(
            (count, failure) -> {
              if (failure != null) {
                lost(failure.toString());
              } else {
                found();
              }
            });
  }

  private synchronized CompletableFuture<StatefulRedisConnection<String, String>> publisher() {
    if (publisher == null) {
      publisher =
          closed
              ? new CompletableFuture<>()
              : client.connectAsync(StringCodec.UTF8, uri).toCompletableFuture();
      publisher.whenComplete(
          (redis, failure) -> {
            if (failure != null) {
              lost(failure.toString());
              later(this::forgetPublisher);
            }
          });
    }
    return publisher;
  }

  private synchronized void forgetPublisher() {
    publisher = null;
  }

  private synchronized void add(String channel, Listener listener) {
    List<Listener> ofChannel = listeners.computeIfAbsent(channel, c -> new ArrayList<>());
    ofChannel.add(listener);
    if (subscriber == null) {
      subscribe();
    } else if (ofChannel.size() == 1) {
      subscriber.async().subscribe(channel);
    } else {
      listener.wake();
    }
  }

  private synchronized void remove(String channel, Listener listener) {
    List<Listener> ofChannel = listeners.getOrDefault(channel, List.of());
    if (ofChannel.remove(listener) && ofChannel.isEmpty()) {
      listeners.remove(channel);
      if (subscriber != null && !closed) {
        subscriber.async().unsubscribe(channel);
      }
    }
  }

  private synchronized void subscribe() {
    if (!subscribing && !closed && !listeners.isEmpty()) {
      subscribing = true;
      client.connectPubSubAsync(StringCodec.UTF8, uri).whenComplete(this::subscribed);
    }
  }

  private synchronized void subscribed(
      @Nullable StatefulRedisPubSubConnection<String, String> redis, @Nullable Throwable failure) {
    subscribing = false;
    if (redis == null) {
      lost(String.valueOf(failure));
      later(this::subscribe);
      return;
    }
    found();
    subscriber = redis;
    redis.addListener(
        new RedisPubSubAdapter<>() {
          @Override
          public void message(String channel, String message) {
            wakeAll(channel);
          }

          @Override
          public void subscribed(String channel, long count) {
            wakeAll(channel);
          }
        });
    if (!listeners.isEmpty()) {
      redis.async().subscribe(listeners.keySet().toArray(String[]::new));
    }
  }

  private synchronized void wakeAll(String channel) {
    listeners.getOrDefault(channel, List.of()).forEach(Listener::wake);
  }

  /** Lettuce renews a connection that it had, but not one that it never got. */
  private synchronized void later(Runnable again) {
    if (!closed) {
      var unused =
          resources
              .eventExecutorGroup()
              .schedule(again, RECONNECT.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void lost(String why) {
    if (!closed && lost.compareAndSet(false, true)) {
      log.warn("Redis does not answer, watchers look by themselves meanwhile: {}", why);
    }
  }

  private void found() {
    if (lost.compareAndSet(true, false)) {
      log.info("Redis answers again");
    }
  }

  /** Calls that come while one is being answered are answered by one more. */
  private static final class Listener {
    private final Runnable wakened;
    private final AtomicInteger calls = new AtomicInteger();

    Listener(Runnable wakened) {
      this.wakened = wakened;
    }

    void wake() {
      if (calls.getAndIncrement() == 0) {
        Thread.ofVirtual().name("wakeup").start(this::answer);
      }
    }

    private void answer() {
      int answered;
      do {
        answered = calls.get();
        wakened.run();
      } while (calls.addAndGet(-answered) > 0);
    }
  }
}
