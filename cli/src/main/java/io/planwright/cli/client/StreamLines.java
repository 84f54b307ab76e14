package io.planwright.cli.client;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Lines of an open response, pulled one by one; a silence that is too long ends them. */
final class StreamLines implements Flow.Subscriber<String> {
  private sealed interface Item {
    record Line(String text) implements Item {}

    record End(Optional<Throwable> why) implements Item {}
  }

  private final LinkedBlockingQueue<Item> items = new LinkedBlockingQueue<>();
  private final Duration longestSilence;
  private volatile Flow.@Nullable Subscription subscription;

  StreamLines(Duration longestSilence) {
    this.longestSilence = longestSilence;
  }

  /** The next line; absent when the stream was closed in order. */
  Optional<String> next() throws IOException, InterruptedException {
    Item item = items.poll(longestSilence.toMillis(), TimeUnit.MILLISECONDS);
    return switch (item) {
      case null -> throw new IOException("silent for " + longestSilence.toSeconds() + " s");
      case Item.Line line -> {
        Flow.Subscription source = subscription;
        if (source != null) {
          source.request(1);
        }
        yield Optional.of(line.text());
      }
      case Item.End end -> {
        if (end.why().isPresent()) {
          throw new IOException(String.valueOf(end.why().get().getMessage()), end.why().get());
        }
        yield Optional.empty();
      }
    };
  }

  /** No more will come. */
  void close(@Nullable Throwable why) {
    items.add(new Item.End(Optional.ofNullable(why)));
  }

  @Override
  public void onSubscribe(Flow.Subscription source) {
    subscription = source;
    source.request(64);
  }

  @Override
  public void onNext(String line) {
    items.add(new Item.Line(line));
  }

  @Override
  public void onError(Throwable thrown) {
    close(thrown);
  }

  @Override
  public void onComplete() {
    close(null);
  }
}
