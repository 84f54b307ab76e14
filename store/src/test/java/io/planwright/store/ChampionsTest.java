package io.planwright.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.context.ApplicationContext;
import io.planwright.plan.run.StepRef;
import io.planwright.store.testing.TestingServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChampionsTest {
  private static ApplicationContext context;
  private static Champions champions;
  private static String a;
  private static String b;
  private static String c;

  @BeforeAll
  static void start(@TempDir Path folder) throws IOException {
    context = TestingServers.get().context();
    champions = context.getBean(Champions.class);
    a = model(folder, "a");
    b = model(folder, "b");
    c = model(folder, "c");
  }

  @AfterAll
  static void stop() {
    context.close();
  }

  @Test
  void aPromotionRemembersTheModelBefore() {
    champions.promote(step("1"), "remembers", a, Optional.empty());
    Champion second = champions.promote(step("2"), "remembers", b, Optional.of(a));

    assertThat(second.model()).contains(b);
    assertThat(second.previous()).contains(a);
    assertThat(second.revision()).isEqualTo(2);
    assertThat(second.step()).isEqualTo(step("2").id());
    assertThat(champions.find(TestingRuns.TEAM, "remembers")).contains(second);
  }

  @Test
  void anotherChampionThanExpectedIsAConflict() {
    assertThatThrownBy(() -> champions.promote(step("1"), "conflict", b, Optional.of(a)))
        .isInstanceOf(ChampionChanged.class)
        .hasMessageContaining("is none");
    assertThat(champions.find(TestingRuns.TEAM, "conflict")).isEmpty();

    champions.promote(step("1"), "conflict", a, Optional.empty());
    assertThatThrownBy(() -> champions.promote(step("2"), "conflict", c, Optional.of(b)))
        .isInstanceOf(ChampionChanged.class)
        .hasMessageContaining(a);
  }

  @Test
  void aRepeatedStepGivesWhatItsFirstAttemptDid() {
    Champion first = champions.promote(step("1"), "repeat", a, Optional.empty());
    champions.promote(step("2"), "repeat", b, Optional.empty());

    assertThat(champions.promote(step("1"), "repeat", a, Optional.empty())).isEqualTo(first);
    assertThat(champions.find(TestingRuns.TEAM, "repeat").orElseThrow().model()).contains(b);
  }

  @Test
  void aRollbackGivesTheNameBack() {
    champions.promote(step("1"), "rollback", a, Optional.empty());
    assertThatThrownBy(() -> champions.rollback(step("2"), "rollback"))
        .isInstanceOf(ChampionChanged.class);
    champions.promote(step("3"), "rollback", b, Optional.empty());

    Champion back = champions.rollback(step("4"), "rollback");

    assertThat(back.model()).contains(a);
    assertThat(back.previous()).contains(b);
    assertThat(champions.rollback(step("4"), "rollback")).isEqualTo(back);
    assertThat(champions.undo(step("4"), "rollback").orElseThrow().model()).contains(b);
  }

  @Test
  void aRollbackOfANameThatNobodyPromotedLeavesNothing() {
    assertThatThrownBy(() -> champions.rollback(step("1"), "nobody"))
        .isInstanceOf(ChampionChanged.class);
    assertThat(champions.find(TestingRuns.TEAM, "nobody")).isEmpty();
  }

  @Test
  void theFirstPromotionTakenBackLeavesNoModel() {
    champions.promote(step("1"), "first", a, Optional.empty());

    Champion none = champions.undo(step("1"), "first").orElseThrow();

    assertThat(none.model()).isEmpty();
    assertThat(none.revision()).isEqualTo(2);
    assertThat(champions.undo(step("1"), "first")).isEmpty();
    champions.promote(step("1"), "first", a, Optional.empty());
    assertThat(champions.find(TestingRuns.TEAM, "first")).contains(none);
  }

  @Test
  void changesAreUndoneInReverse() {
    champions.promote(step("1"), "reverse", a, Optional.empty());
    champions.promote(step("2"), "reverse", b, Optional.empty());
    champions.promote(step("3"), "reverse", c, Optional.empty());

    assertThatThrownBy(() -> champions.undo(step("2"), "reverse"))
        .isInstanceOf(ChampionChanged.class)
        .hasMessageContaining(step("3").id());
    champions.undo(step("3"), "reverse");
    Champion back = champions.undo(step("2"), "reverse").orElseThrow();

    assertThat(back.model()).contains(a);
    assertThat(back.previous()).isEmpty();
  }

  @Test
  void aStepThatChangedNothingHasNothingToUndo() {
    assertThat(champions.undo(step("1"), "unknown")).isEmpty();
    champions.promote(step("2"), "known", a, Optional.empty());
    assertThat(champions.undo(step("3"), "known")).isEmpty();
    assertThat(champions.find(TestingRuns.TEAM, "known").orElseThrow().model()).contains(a);
  }

  @Test
  void teamsHaveTheirOwnChampions() {
    StepRef others = new StepRef("run", "data", "theirs", 1, "others");
    champions.promote(others, "shared-name", a, Optional.empty());
    champions.promote(step("ours"), "shared-name", b, Optional.empty());

    assertThat(champions.find("others", "shared-name").orElseThrow().model()).contains(a);
    assertThat(champions.list("others")).extracting(Champion::name).containsExactly("shared-name");
  }

  @Test
  void ofManyWhoExpectTheSameOneWins() throws Exception {
    champions.promote(step("start"), "race", a, Optional.empty());
    List<Callable<Boolean>> racers =
        IntStream.range(0, 8)
            .<Callable<Boolean>>mapToObj(
                i ->
                    () -> {
                      try {
                        champions.promote(step("race-" + i), "race", b, Optional.of(a));
                        return true;
                      } catch (ChampionChanged e) {
                        return false;
                      }
                    })
            .toList();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      assertThat(threads.invokeAll(racers).stream().map(Future::resultNow).filter(won -> won))
          .hasSize(1);
    }
    assertThat(champions.find(TestingRuns.TEAM, "race").orElseThrow().revision()).isEqualTo(2);
  }

  private static StepRef step(String task) {
    return TestingRuns.step("run", task);
  }

  private static String model(Path folder, String text) throws IOException {
    Path file = Files.writeString(folder.resolve(text), text);
    return context
        .getBean(Artifacts.class)
        .put(step("train"), "model", "application/octet-stream", file, new TreeMap<>())
        .sha256();
  }
}
