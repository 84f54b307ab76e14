package io.planwright.plan.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.planwright.plan.Estimate;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EstimateTextTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "30 minutes | PT30M",
        "45min | PT45M",
        "1.5h | PT1H30M",
        "1,5 h | PT1H30M",
        "1,000 hours | PT1000H",
        "1h 30m | PT1H30M",
        "1h30m | PT1H30M",
        "2 weeks and 3 days | PT104H",
        "half a day | PT4H",
        "a day | PT8H",
        "an hour | PT1H",
        "one and a half days | PT12H",
        "2½ days | PT20H",
        "1/2 day | PT4H",
        "two weeks | PT80H",
        "1w | PT40H",
        "3-day effort | PT24H",
        "5 person-days | PT40H",
        "5 working days | PT40H",
        "1 month | PT160H",
        "1 quarter | PT480H",
        "1 day per phase | PT8H",
        "~10 days (2 weeks) | PT80H",
        "⏱️ 4 hours | PT4H",
        "2 developers, 3 days | PT24H",
        "medio día | PT4H",
        "3 días hábiles | PT24H",
        "2 horas | PT2H",
        "meio dia | PT4H",
        "2 semanas | PT80H",
        "une demi-journée | PT4H",
        "2 jours | PT16H",
        "3 heures | PT3H",
        "1 semaine | PT40H",
        "3 Personentage | PT24H",
        "einen halben Tag | PT4H",
        "2 Wochen | PT80H",
        "4 Stunden | PT4H",
        "5 дней | PT40H",
        "2 дня | PT16H",
        "1 день | PT8H",
        "3 часа | PT3H",
        "полдня | PT4H",
        "2 рабочих дня | PT16H",
        "2 недели | PT80H",
        "预计3天 | PT24H",
        "半天 | PT4H",
        "2个小时 | PT2H",
        "3个工作日 | PT24H",
        "2周 | PT80H",
        "5人天 | PT40H",
        "３日 | PT24H",
        "約2時間 | PT2H",
        "5人日 | PT40H",
        "2週間 | PT80H",
        "1ヶ月 | PT160H",
        "3시간 | PT3H",
        "2일 | PT16H",
        "1주 | PT40H"
      })
  void readsEffort(String text, Duration effort) {
    assertThat(EstimateText.of("Estimate", text))
        .contains(new Estimate(text, Optional.of(effort), Optional.empty(), Optional.empty()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2-3 days | PT16H | PT24H",
        "2–3 days | PT16H | PT24H",
        "~8-10 days (with parallelization) | PT64H | PT80H",
        "2 to 3 days | PT16H | PT24H",
        "2 or 3 days | PT16H | PT24H",
        "30m - 1h | PT30M | PT1H",
        "1 day - 2 weeks | PT8H | PT80H",
        "between 2 and 3 weeks | PT80H | PT120H",
        "de 2 a 3 días | PT16H | PT24H",
        "2 bis 3 Tage | PT16H | PT24H",
        "2 à 3 jours | PT16H | PT24H",
        "от 2 до 3 дней | PT16H | PT24H",
        "2至3天 | PT16H | PT24H",
        "2～3日 | PT16H | PT24H",
        "2~3시간 | PT2H | PT3H",
        "1-1.5 weeks | PT40H | PT60H"
      })
  void readsBothEndsOfARange(String text, Duration least, Duration most) {
    assertThat(EstimateText.of("Estimate", text))
        .contains(new Estimate(text, Optional.of(most), Optional.of(least), Optional.empty()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Estimate | 3 SP | 3",
        "Estimate | 5 story points | 5",
        "Story Points | 8 | 8",
        "Points | 3-5 | 5",
        "Puntos | 13 | 13",
        "Estimate | 5故事点 | 5",
        "Estimate | 8 ポイント | 8"
      })
  void readsPoints(String label, String text, double points) {
    assertThat(EstimateText.of(label, text))
        .contains(new Estimate(text, Optional.empty(), Optional.empty(), Optional.of(points)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Estimated Hours | 4 | PT4H",
        "Effort (days) | 2 | PT16H",
        "工数（人日） | 3 | PT24H",
        "Estimación en horas | 6 | PT6H",
        "Estimated Hours | 2 days | PT16H"
      })
  void takesTheUnitOfABareFigureFromItsLabel(String label, String text, Duration effort) {
    assertThat(EstimateText.of(label, text).flatMap(Estimate::effort)).contains(effort);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "XL",
        "M",
        "5",
        "Medium",
        "8h/day",
        "100% (8h/day)",
        "4 hours per day",
        "2026-01-15",
        "Week 3",
        "Weeks 1-2",
        "Day 2",
        "3月15日",
        "第3天",
        "T12 d",
        "v1.5 d",
        "3 tasks",
        "10:30 h",
        "a m",
        "Q2",
        "1234567 days",
        "soon"
      })
  void keepsTextThatIsNoAmountOfWork(String text) {
    assertThat(EstimateText.of("Estimate", text))
        .contains(new Estimate(text, Optional.empty(), Optional.empty(), Optional.empty()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "-", "None", "N/A"})
  void readsNoEstimateWhereNoneIs(String text) {
    assertThat(EstimateText.of("Estimate", text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Write it (2 days) | Write it | 2 days",
        "Write it (est: 2-3h) | Write it | 2-3h",
        "Write it [5 SP] | Write it | 5 SP",
        "Write it (~1h 30m) | Write it | ~1h 30m",
        "Write it (half a day) | Write it | half a day",
        "作成する (2日) | 作成する | 2日"
      })
  void takesAnEstimateOffATitle(String title, String rest, String estimate) {
    assertThat(EstimateText.suffix(title))
        .hasValueSatisfying(
            cut -> {
              assertThat(cut.title()).isEqualTo(rest);
              assertThat(cut.estimate().text()).isEqualTo(estimate);
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(2 days)",
        "Keep logs (30 days of them)",
        "Run (in 2 days)",
        "Call f(3)",
        "Poll (8h/day)",
        "List [x]",
        "Title (",
        "Title )",
        "Week (3)"
      })
  void leavesOtherEndsOfATitleAlone(String title) {
    assertThat(EstimateText.suffix(title)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "1 ", "1-", "a ", "1h ", "half ", "(", "week ", "1 to ", "半", "1,"})
  @Timeout(value = 5, unit = TimeUnit.SECONDS)
  void readsHostileTextInTime(String piece) {
    String text = piece.repeat(10_000 / piece.length());
    for (int i = 0; i < 200; i++) {
      EstimateText.of("Estimate", text);
      EstimateText.suffix("x (" + text + ")");
    }
  }

  @Test
  void survivesAnyText() {
    Random random = new Random(11);
    String alphabet = "012.,½/-–~ ahdwmSP半天日月第個(à)\u00A0😀";
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder("(");
      for (int j = random.nextInt(25); j >= 0; j--) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      EstimateText.of("Days", text.toString());
      EstimateText.suffix("x " + text + ")");
    }
  }
}
