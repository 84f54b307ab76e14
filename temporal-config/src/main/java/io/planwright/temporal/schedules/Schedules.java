package io.planwright.temporal.schedules;

import static io.planwright.workflows.SearchKeys.PLAN_ID;
import static io.planwright.workflows.SearchKeys.TEAM;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.planwright.temporal.schedules.ScheduleChange.Kind;
import io.planwright.workflows.PlanWorkflow;
import io.planwright.workflows.RunInput;
import io.planwright.workflows.RunOptions;
import io.planwright.workflows.plans.PlanChoice;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.schedules.Schedule;
import io.temporal.client.schedules.ScheduleActionExecutionStartWorkflow;
import io.temporal.client.schedules.ScheduleActionStartWorkflow;
import io.temporal.client.schedules.ScheduleAlreadyRunningException;
import io.temporal.client.schedules.ScheduleClient;
import io.temporal.client.schedules.ScheduleDescription;
import io.temporal.client.schedules.ScheduleException;
import io.temporal.client.schedules.ScheduleHandle;
import io.temporal.client.schedules.ScheduleIntervalSpec;
import io.temporal.client.schedules.ScheduleListActionStartWorkflow;
import io.temporal.client.schedules.ScheduleListDescription;
import io.temporal.client.schedules.ScheduleOptions;
import io.temporal.client.schedules.SchedulePolicy;
import io.temporal.client.schedules.ScheduleSpec;
import io.temporal.client.schedules.ScheduleState;
import io.temporal.client.schedules.ScheduleUpdate;
import io.temporal.common.SearchAttributes;
import io.temporal.common.converter.EncodedValues;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Schedules of plans on the Temporal server, which alone keeps them. */
public final class Schedules {
  /**
   * Where an action keeps what was asked for: the server rewrites cron expressions, and what is in
   * the action is replaced together with it.
   */
  private static final String MEMO = "schedule";

  private final ScheduleClient client;

  public Schedules(ScheduleClient client) {
    this.client = client;
  }

  /**
   * Creates a schedule, or finds that it exists just so.
   *
   * @param team whose plan it runs
   * @param hash of the plan version that the specification names
   * @throws ScheduleDiffers if one of that id exists and is another
   */
  public Scheduled create(String team, ScheduleSpecification specification, Optional<String> hash) {
    DeclaredSchedule asked = new DeclaredSchedule(team, specification, hash);
    checkPinned(asked);
    try {
      client.createSchedule(
          specification.id(),
          schedule(asked, specification.paused(), ""),
          ScheduleOptions.newBuilder().setTypedSearchAttributes(attributes(asked)).build());
    } catch (ScheduleAlreadyRunningException e) {
      Scheduled existing = get(specification.id());
      List<String> differences = differences(existing, asked);
      if (!differences.isEmpty()) {
        throw new ScheduleDiffers(specification.id(), differences);
      }
      return existing;
    }
    return get(specification.id());
  }

  /**
   * Changes a schedule to what is asked for; its history stays, and so does whether it is paused.
   *
   * @throws ScheduleNotFound if there is none of that id
   */
  public Scheduled update(String team, ScheduleSpecification specification, Optional<String> hash) {
    DeclaredSchedule asked = new DeclaredSchedule(team, specification, hash);
    checkPinned(asked);
    update(asked);
    return get(specification.id());
  }

  /** Every schedule of plans; one created a moment ago may be missing still. */
  public List<Scheduled> list() {
    try (Stream<ScheduleListDescription> schedules = client.listSchedules()) {
      return schedules
          .filter(Schedules::runsPlans)
          .map(ScheduleListDescription::getScheduleId)
          .sorted()
          .flatMap(id -> find(id).stream())
          .toList();
    }
  }

  private static boolean runsPlans(ScheduleListDescription schedule) {
    return schedule.getSchedule().getAction() instanceof ScheduleListActionStartWorkflow start
        && start.getWorkflow().equals(PlanWorkflow.class.getSimpleName());
  }

  public Scheduled get(String id) {
    return find(id).orElseThrow(() -> new ScheduleNotFound(id));
  }

  /** The schedule of that id, if it is one of plans. */
  public Optional<Scheduled> find(String id) {
    try {
      return scheduled(client.getHandle(id).describe());
    } catch (ScheduleException e) {
      if (isNotFound(e)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  public void pause(String id, String note) {
    change(id, handle -> handle.pause(note));
  }

  public void resume(String id, String note) {
    change(id, handle -> handle.unpause(note));
  }

  /** Starts a run now, as the schedule's overlap policy allows. */
  public void trigger(String id) {
    change(id, ScheduleHandle::trigger);
  }

  /** Its runs go on. */
  public void delete(String id) {
    change(id, ScheduleHandle::delete);
  }

  /** What {@link #apply} would do, one change for each declared schedule. */
  public List<ScheduleChange> diff(List<DeclaredSchedule> declared) {
    return declared.stream().map(this::change).toList();
  }

  /**
   * Creates and updates schedules as they are declared. Others stay, and one that people paused or
   * resumed stays so.
   */
  public List<ScheduleChange> apply(List<DeclaredSchedule> declared) {
    List<ScheduleChange> changes = new ArrayList<>();
    for (DeclaredSchedule asked : declared) {
      ScheduleChange change = change(asked);
      switch (change.kind()) {
        case CREATE -> create(asked.team(), asked.specification(), asked.hash());
        case UPDATE -> update(asked);
        case UNCHANGED -> {}
      }
      changes.add(change);
    }
    return changes;
  }

  private ScheduleChange change(DeclaredSchedule asked) {
    checkPinned(asked);
    String id = asked.specification().id();
    return find(id)
        .map(
            existing -> {
              List<String> differences = differences(existing, asked);
              return new ScheduleChange(
                  id, differences.isEmpty() ? Kind.UNCHANGED : Kind.UPDATE, differences);
            })
        .orElseGet(() -> new ScheduleChange(id, Kind.CREATE, List.of()));
  }

  private void update(DeclaredSchedule asked) {
    change(
        asked.specification().id(),
        handle ->
            handle.update(
                input -> {
                  ScheduleState state = input.getDescription().getSchedule().getState();
                  return new ScheduleUpdate(
                      schedule(asked, state.isPaused(), state.getNote()), attributes(asked));
                }));
  }

  /** Only schedules of plans are touched. */
  private void change(String id, Consumer<ScheduleHandle> action) {
    get(id);
    try {
      action.accept(client.getHandle(id));
    } catch (ScheduleException e) {
      throw isNotFound(e) ? new ScheduleNotFound(id) : e;
    }
  }

  private static boolean isNotFound(ScheduleException e) {
    return e.getCause() instanceof StatusRuntimeException status
        && status.getStatus().getCode() == Status.Code.NOT_FOUND;
  }

  private static void checkPinned(DeclaredSchedule asked) {
    if (asked.specification().version().isPresent() != asked.hash().isPresent()) {
      throw new IllegalArgumentException(
          "schedule %s must have a hash where it names a version; version %s, hash %s"
              .formatted(
                  asked.specification().id(), asked.specification().version(), asked.hash()));
    }
  }

  private static List<String> differences(Scheduled existing, DeclaredSchedule asked) {
    ScheduleSpecification is = existing.specification();
    ScheduleSpecification should = asked.specification();
    List<String> differences = new ArrayList<>();
    compare("team", existing.team(), asked.team(), differences);
    compare("hash", existing.hash(), asked.hash(), differences);
    compare("plan", is.plan(), should.plan(), differences);
    compare("version", is.version(), should.version(), differences);
    compare("cron", is.cron(), should.cron(), differences);
    compare("every", is.every(), should.every(), differences);
    compare("timeZone", is.timeZone(), should.timeZone(), differences);
    compare("jitter", is.jitter(), should.jitter(), differences);
    compare("overlap", is.overlap(), should.overlap(), differences);
    compare("catchUp", is.catchUp(), should.catchUp(), differences);
    compare("priority", is.priority(), should.priority(), differences);
    return differences;
  }

  private static <T> void compare(String field, T is, T should, List<String> differences) {
    if (!is.equals(should)) {
      differences.add(field + ": " + text(is) + " → " + text(should));
    }
  }

  private static String text(Object value) {
    return value instanceof Optional<?> optional
        ? optional.map(Object::toString).orElse("none")
        : value.toString();
  }

  private static Schedule schedule(DeclaredSchedule asked, boolean paused, String note) {
    ScheduleSpecification specification = asked.specification();
    return Schedule.newBuilder()
        .setAction(action(asked))
        .setSpec(
            ScheduleSpec.newBuilder()
                .setCronExpressions(specification.cron().stream().toList())
                .setIntervals(
                    specification.every().map(ScheduleIntervalSpec::new).stream().toList())
                .setTimeZoneName(specification.timeZone())
                .setJitter(specification.jitter())
                .build())
        .setPolicy(
            SchedulePolicy.newBuilder()
                .setOverlap(specification.overlap().policy())
                .setCatchupWindow(specification.catchUp())
                .build())
        .setState(ScheduleState.newBuilder().setPaused(paused).setNote(note).build())
        .build();
  }

  private static ScheduleActionStartWorkflow action(DeclaredSchedule asked) {
    ScheduleSpecification specification = asked.specification();
    RunInput input =
        new RunInput(
            new PlanChoice(asked.team(), specification.plan(), asked.hash()),
            "schedule:" + specification.id(),
            specification.priority(),
            false,
            Optional.of(specification.id()));
    WorkflowOptions options =
        RunOptions.of(
                specification.plan() + "-" + specification.id(),
                specification.plan() + ", by schedule " + specification.id(),
                input)
            // The SDK can't read an action back that has a summary but no details.
            .setStaticDetails("Started by schedule `" + specification.id() + "`")
            .setMemo(Map.of(MEMO, asked))
            .build();
    return ScheduleActionStartWorkflow.newBuilder()
        .setWorkflowType(PlanWorkflow.class)
        .setArguments(input)
        .setOptions(options)
        .build();
  }

  private static SearchAttributes attributes(DeclaredSchedule asked) {
    return SearchAttributes.newBuilder()
        .set(PLAN_ID, asked.specification().plan())
        .set(TEAM, asked.team())
        .build();
  }

  private static Optional<Scheduled> scheduled(ScheduleDescription description) {
    return memo(description).map(asked -> scheduled(description, asked));
  }

  private static Scheduled scheduled(ScheduleDescription description, DeclaredSchedule asked) {
    ScheduleState state = description.getSchedule().getState();
    List<Scheduled.Start> recent =
        description.getInfo().getRecentActions().stream()
            .map(
                start ->
                    new Scheduled.Start(
                        ((ScheduleActionExecutionStartWorkflow) start.getAction()).getWorkflowId(),
                        start.getScheduledAt(),
                        start.getStartedAt()))
            .toList();
    List<Instant> next = state.isPaused() ? List.of() : description.getInfo().getNextActionTimes();
    return new Scheduled(
        asked.specification(),
        asked.team(),
        asked.hash(),
        state.isPaused(),
        Optional.ofNullable(state.getNote()).filter(note -> !note.isEmpty()),
        description.getInfo().getCreatedAt(),
        next,
        recent);
  }

  private static Optional<DeclaredSchedule> memo(ScheduleDescription description) {
    if (description.getSchedule().getAction() instanceof ScheduleActionStartWorkflow action
        && action.getOptions().getMemo() != null
        && action.getOptions().getMemo().get(MEMO) instanceof EncodedValues memo) {
      return Optional.of(memo.get(DeclaredSchedule.class));
    }
    return Optional.empty();
  }
}
