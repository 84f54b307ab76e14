package io.planwright.bench.chaos;

import io.planwright.bench.chaos.Part.Kind;
import java.util.Map;

/**
 * When the product does again what a lost part did: for the API an answer, for Redis its clients,
 * for Temporal and PostgreSQL the next line of a journal; for a worker, that all of its lane's
 * steps, or its runs, that were under way at the loss have gone on.
 */
final class Recovery {
  static final String OPEN =
      "select id, stream from run where state not in ('succeeded', 'failed', 'cancelled')";
  private static final String UNDER_WAY =
      "select run_id || '/' || task || '#' || execution, 1 from run_step"
          + " where state = 'running' and task <> ''";
  private static final String TRAINING = " and task in ('3.1', '3.2')";

  private final Ledger ledger;
  private final Caller caller;
  private final Parts parts;

  Recovery(Ledger ledger, Caller caller, Parts parts) {
    this.ledger = ledger;
    this.caller = caller;
    this.parts = parts;
  }

  /** Asked at the loss for what must happen. */
  interface Sign {
    boolean seen() throws InterruptedException;
  }

  Sign afterLossOf(Kind kind) throws InterruptedException {
    return switch (kind) {
      case API -> () -> caller.get("/v1/runs?pageSize=1").status() == 200;
      case REDIS -> () -> parts.clientsOfRedis() > 0;
      case PLAN_WORKER -> {
        Map<String, Long> before = ledger.numbers(OPEN);
        yield () -> goneOn(before);
      }
      case CPU_WORKER, TRAIN_WORKER -> {
        Map<String, Long> before = ledger.numbers(underWay(kind));
        yield () -> {
          Map<String, Long> now = ledger.numbers(underWay(kind));
          return before.keySet().stream().noneMatch(now::containsKey);
        };
      }
      case POSTGRES, TEMPORAL -> () -> true;
    };
  }

  /** Of a server: asked when it was started again. */
  Sign afterReturnOf(Kind kind, Sign sinceLoss) throws InterruptedException {
    return switch (kind) {
      case POSTGRES, TEMPORAL -> {
        Map<String, Long> before =
            ledger.numbers("select 'all', coalesce(sum(stream), 0) from run");
        yield () ->
            ledger.numbers(OPEN).isEmpty()
                || !ledger
                    .numbers("select 'all', coalesce(sum(stream), 0) from run")
                    .equals(before);
      }
      case API, REDIS, PLAN_WORKER, CPU_WORKER, TRAIN_WORKER -> sinceLoss;
    };
  }

  /** Whether there is something that the loss of the part would hit. */
  boolean worthwhile(Kind kind) throws InterruptedException {
    return switch (kind) {
      case CPU_WORKER, TRAIN_WORKER -> !ledger.numbers(underWay(kind)).isEmpty();
      case PLAN_WORKER, POSTGRES, TEMPORAL, API, REDIS -> !ledger.numbers(OPEN).isEmpty();
    };
  }

  private static String underWay(Kind kind) {
    return UNDER_WAY + (kind == Kind.TRAIN_WORKER ? TRAINING : TRAINING.replace("in", "not in"));
  }

  private boolean goneOn(Map<String, Long> before) throws InterruptedException {
    Map<String, Long> now = ledger.numbers(OPEN);
    return before.entrySet().stream()
        .allMatch(run -> !run.getValue().equals(now.getOrDefault(run.getKey(), -1L)));
  }
}
