package io.planwright.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Judges routing on titles of documents that no training saw. */
final class RoutingEvaluationTest {
  private static final String COMMITTED =
      "4c718d7b180bcd22c8285400ceb9037d1bd79fe4032e38c36c81833b5e315ad0";

  private record Judged(Label label, Choice choice) {
    boolean bound() {
      return !choice.executor().equals(Router.MANUAL);
    }

    boolean right() {
      return choice.executor().equals(label.executor());
    }

    boolean doable() {
      return !label.executor().equals(Router.MANUAL);
    }
  }

  @Test
  void bindsRightOftenEnoughOnUnseenDocuments() throws IOException {
    Router router = Router.load();
    List<Judged> judged =
        Label.test().stream()
            .map(l -> new Judged(l, router.route(l.title(), l.context())))
            .toList();

    double accuracy = share(judged.stream().filter(Judged::bound).toList());
    List<Judged> doable = judged.stream().filter(Judged::doable).toList();
    double coverage = (double) doable.stream().filter(Judged::bound).count() / doable.size();
    Map<String, double[]> figures = figures(judged);
    double macro = figures.values().stream().mapToDouble(f -> f[2]).average().orElseThrow();

    report(judged, accuracy, coverage, figures, macro);
    assertThat(accuracy).isGreaterThanOrEqualTo(0.85);
    assertThat(coverage).isGreaterThanOrEqualTo(0.60);
    assertThat(macro).isGreaterThanOrEqualTo(0.70);
  }

  @Test
  void isJudgedByTheLabelsThatWereCommittedFirst() throws Exception {
    try (InputStream in = Resources.open("test-labels.tsv")) {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(in.readAllBytes());
      assertThat(HexFormat.of().formatHex(digest)).isEqualTo(COMMITTED);
    }
  }

  @Test
  void splitsByDocument() {
    Set<String> training =
        Label.training().stream().map(Label::document).collect(Collectors.toSet());

    assertThat(Label.test()).noneMatch(label -> training.contains(label.document()));
    Set<String> titles =
        Label.training().stream()
            .map(label -> label.title().toLowerCase(Locale.ROOT))
            .collect(Collectors.toSet());
    assertThat(Label.test())
        .noneMatch(label -> titles.contains(label.title().toLowerCase(Locale.ROOT)));
  }

  @Test
  void everyExecutorHasEnoughLabels() {
    Map<String, Long> training = counts(Label.training());
    Map<String, Long> test = counts(Label.test());

    assertThat(training).hasSize(26).allSatisfy((_, n) -> assertThat(n).isGreaterThanOrEqualTo(15));
    assertThat(test).hasSize(26).allSatisfy((_, n) -> assertThat(n).isGreaterThanOrEqualTo(6));
  }

  private static Map<String, Long> counts(List<Label> labels) {
    return labels.stream().collect(Collectors.groupingBy(Label::executor, Collectors.counting()));
  }

  private static double share(List<Judged> judged) {
    return (double) judged.stream().filter(Judged::right).count() / judged.size();
  }

  /** Precision, recall, F1 of each executor. */
  private static Map<String, double[]> figures(List<Judged> judged) {
    Map<String, double[]> figures = new TreeMap<>();
    for (String executor :
        judged.stream().map(j -> j.label().executor()).collect(Collectors.toSet())) {
      double chosen = judged.stream().filter(j -> j.choice().executor().equals(executor)).count();
      double meant = judged.stream().filter(j -> j.label().executor().equals(executor)).count();
      double both =
          judged.stream().filter(j -> j.right() && j.label().executor().equals(executor)).count();
      figures.put(
          executor,
          new double[] {
            chosen == 0 ? 0 : both / chosen, both / meant, 2 * both / (chosen + meant), meant
          });
    }
    return figures;
  }

  private static void report(
      List<Judged> judged,
      double accuracy,
      double coverage,
      Map<String, double[]> figures,
      double macro)
      throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add(
        "titles %d, right where bound %.3f, coverage %.3f, macro F1 %.3f, accuracy of all %.3f"
            .formatted(judged.size(), accuracy, coverage, macro, share(judged)));
    lines.add("");
    lines.add("executor            precision  recall    F1  titles");
    figures.forEach(
        (executor, f) ->
            lines.add(
                "%-18s %10.2f %7.2f %5.2f %7.0f".formatted(executor, f[0], f[1], f[2], f[3])));
    lines.add("");
    lines.add("meant -> chosen, how often");
    Map<String, Map<String, Long>> confusion =
        judged.stream()
            .collect(
                Collectors.groupingBy(
                    j -> j.label().executor(),
                    TreeMap::new,
                    Collectors.groupingBy(
                        j -> j.choice().executor(), TreeMap::new, Collectors.counting())));
    confusion.forEach((meant, chosen) -> lines.add("%-18s %s".formatted(meant, chosen)));
    lines.add("");
    lines.add("confidence, how often right, titles (where bound)");
    for (double from : new double[] {0.4, 0.5, 0.6, 0.7, 0.8, 0.9}) {
      List<Judged> bin =
          judged.stream()
              .filter(Judged::bound)
              .filter(
                  j ->
                      j.choice().confidence() >= from
                          && (j.choice().confidence() < from + 0.1 || from == 0.9))
              .toList();
      lines.add("%.1f  %.2f  %d".formatted(from, bin.isEmpty() ? 0 : share(bin), bin.size()));
    }
    lines.add("");
    lines.add("wrong: meant, chosen, confidence, title");
    judged.stream()
        .filter(j -> !j.right())
        .forEach(
            j ->
                lines.add(
                    "%-18s %-18s %.2f  %s"
                        .formatted(
                            j.label().executor(),
                            j.choice().executor(),
                            j.choice().confidence(),
                            j.label().title())));
    Files.createDirectories(Path.of("target"));
    Files.write(Path.of("target", "routing-confusion.txt"), lines);
  }
}
