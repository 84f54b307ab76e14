package io.planwright.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CellsTest {

  @ParameterizedTest
  @CsvSource({
    "abc, 3",
    "Größe, 5",
    "任务, 4",
    "タスク, 6",
    "ﾀｽｸ, 3",
    "작업, 4",
    "Ｔ１：, 6",
    "e\u0301, 1",
    "✅, 2",
    "⚠, 1",
    "⚠\uFE0F, 2",
    "👍🏽, 2",
    "🇩🇪, 2",
    "𠀀, 2",
    "→, 1"
  })
  void countsTheCellsOfATerminal(String text, int cells) {
    assertThat(Cells.width(text)).isEqualTo(cells);
  }

  @Test
  void cutsNoWideLetterInTwo() {
    assertThat(Lines.cut("任务分解", 6)).isEqualTo("任务…");
    assertThat(Lines.tail("任务分解", 6)).isEqualTo("…分解");
    assertThat(Lines.cut("任务分解", 8)).isEqualTo("任务分解");
  }

  @Test
  void wrapsAtSpacesAndBetweenWideLetters() {
    assertThat(Cells.wrap("write the tests", 9)).isEqualTo(List.of("write the", "tests"));
    assertThat(Cells.wrap("编写全部测试。", 8)).isEqualTo(List.of("编写全部", "测试。"));
    assertThat(Cells.wrap("unbreakable", 4)).isEqualTo(List.of("unbr", "eaka", "ble"));
    assertThat(Cells.wrap("", 4)).isEqualTo(List.of(""));
  }

  @Test
  void padsATableByCells() {
    assertThat(new Table("任务", "B").row("ab", "c").lines()).isEqualTo(List.of("任务  B", "ab    c"));
  }
}
