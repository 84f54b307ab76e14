package io.planwright.activities.notice;

import io.planwright.plan.run.Outcome;
import io.planwright.plan.run.StepRef;
import io.planwright.store.Outbox;
import io.planwright.workflows.FailureKind;
import io.planwright.workflows.notice.NotifyInputs;
import io.planwright.workflows.notice.NotifySteps;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.SortedSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells people. A message is noted in the outbox before it is sent and marked after: a repeated
 * attempt sends only what may not have gone out, under the same id.
 */
public final class NotifyActivities implements NotifySteps {
  static final String LOG = "log";

  private static final Logger log = LoggerFactory.getLogger(NotifyActivities.class);
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final String SEND = "send";
  private static final String WITHDRAW = "withdraw";

  private final Webhooks webhooks;
  private final Outbox outbox;

  /**
   * @param webhooks where each channel's messages go: https, or http on a loopback host
   */
  public NotifyActivities(Map<String, URI> webhooks, Outbox outbox) {
    this.webhooks = new Webhooks(webhooks, TIMEOUT);
    this.outbox = outbox;
  }

  @Override
  public Outcome send(StepRef step, NotifyInputs inputs) {
    check(inputs);
    deliver(step, SEND, inputs.channel(), Message.of(step, inputs));
    return Outcome.NONE.fact("delivered", inputs.channel());
  }

  @Override
  public void undoSend(StepRef step, NotifyInputs inputs) {
    if (outbox.wasSent(step, SEND)) {
      check(inputs);
      deliver(step, WITHDRAW, inputs.channel(), Message.withdrawing(step, inputs));
    }
  }

  @Override
  public boolean isSendUndone(StepRef step, NotifyInputs inputs) {
    return !outbox.wasSent(step, SEND) || outbox.wasSent(step, WITHDRAW);
  }

  private void deliver(StepRef step, String purpose, String channel, Message message) {
    if (channel.equals(LOG)) {
      outbox.send(
          step,
          purpose,
          channel,
          message.text(),
          () -> log.info("{}: {}", message.id(), oneLine(message.text())));
    } else if (outbox.open(step, purpose, channel, message.text())) {
      webhooks.deliver(channel, message);
      outbox.sent(step, purpose);
    }
  }

  private void check(NotifyInputs inputs) {
    if (inputs.message().isBlank()) {
      throw FailureKind.INPUT_INVALID.failure("message must say something, was empty");
    }
    if (!inputs.channel().equals(LOG) && !webhooks.has(inputs.channel())) {
      SortedSet<String> known = webhooks.names();
      known.add(LOG);
      throw FailureKind.CHANNEL_UNKNOWN.failure(
          "channel must be one of " + String.join(", ", known) + ", was " + inputs.channel());
    }
  }

  /** So that a message cannot pass for another line of the log. */
  private static String oneLine(String text) {
    return text.replaceAll("\\R", " | ").replaceAll("\\p{Cntrl}", "");
  }
}
