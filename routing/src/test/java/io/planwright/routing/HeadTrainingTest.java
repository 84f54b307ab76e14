package io.planwright.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Makes {@code head.bin} of the training labels; about a minute. {@code mvn -pl routing -am test
 * -Dtest=HeadTrainingTest -Drouting.train=true -Dsurefire.failIfNoSpecifiedTests=false}
 */
@EnabledIfSystemProperty(named = "routing.train", matches = "true")
final class HeadTrainingTest {
  private static final Path HEAD = Path.of("src/main/resources/io/planwright/routing/head.bin");

  private final Glossary glossary = Glossary.load();
  private final Evidence evidence = Evidence.load();
  private final Sentences sentences = new Sentences();

  @Test
  void writesTheHeadThatTheTrainingLabelsGive() throws IOException {
    List<Label> labels = Label.training();
    List<String> executors = labels.stream().map(Label::executor).distinct().sorted().toList();

    Head head =
        new HeadTrainer(executors, HeadTrainer.Settings.CHOSEN)
            .train(
                labels.stream()
                    .map(l -> sample(l.title(), executors.indexOf(l.executor())))
                    .toList(),
                labels.stream()
                    .map(
                        l ->
                            Optional.of(l.context())
                                .filter(c -> !c.isBlank())
                                .map(c -> sample(c, 0)))
                    .toList(),
                System.out::println);

    try (OutputStream out = Files.newOutputStream(HEAD)) {
      head.write(out);
    }
    assertThat(executors).hasSize(26);
    assertThat(Files.size(HEAD)).isLessThan(1 << 20);
  }

  private HeadTrainer.Sample sample(String text, int executor) {
    String english = glossary.english(Wording.of(text));
    return new HeadTrainer.Sample(sentences.embed(english), evidence.in(english), executor);
  }
}
