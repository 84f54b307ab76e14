package io.planwright.temporal.wanted;

import static org.assertj.core.api.Assertions.assertThat;

import io.planwright.temporal.wanted.Wanted.Namespace;
import io.planwright.workflows.SearchKeys;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class WantedTest {
  @Test
  void declaresTheSearchAttributesThatRunsSet() {
    assertThat(
            List.of(
                    SearchKeys.PLAN_ID,
                    SearchKeys.RUN_STATE,
                    SearchKeys.PHASE,
                    SearchKeys.TEAM,
                    SearchKeys.OWNER,
                    SearchKeys.PRIORITY)
                .stream()
                .map(key -> key.getName())
                .toList())
        .allSatisfy(
            name ->
                assertThat(Wanted.declared().searchAttributes()).containsEntry(name, "Keyword"));
    assertThat(Wanted.declared().searchAttributes())
        .containsEntry(SearchKeys.GATE_DUE.getName(), "Datetime");
  }

  @Test
  void declaresWhatPrioritiesNeedOfTheServer() {
    assertThat(Wanted.declared().dynamicConfig())
        .containsEntry("matching.useNewMatcher", true)
        .containsEntry("matching.enableFairness", true)
        .containsEntry("matching.numTaskqueueReadPartitions", 1)
        .containsEntry("matching.numTaskqueueWritePartitions", 1);
  }

  @Test
  void wantsOfAnyOtherNamespaceWhatTheDefaultHas() {
    assertThat(Wanted.declared().namespace("team-a"))
        .isEqualTo(new Namespace("Runs of plans", Duration.ofDays(30)));
  }
}
