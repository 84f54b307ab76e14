package io.planwright.workflows;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Answers to commands by their ids, so that one that is delivered again gets the first's. A command
 * is settled in the store soon after, and then never delivered again: the latest are enough.
 */
final class Handled {
  static final int MOST = 500;

  /** Of all ids and answers. */
  static final int MOST_CHARACTERS = Weight.MOST;

  private final SequencedMap<String, String> answers = new LinkedHashMap<>();
  private int characters;

  Optional<String> answer(String command) {
    return Optional.ofNullable(answers.get(command));
  }

  void add(String command, String answer) {
    answers.put(command, answer);
    characters += command.length() + answer.length();
    while (answers.size() > MOST || (characters > MOST_CHARACTERS && answers.size() > 1)) {
      Map.Entry<String, String> oldest = answers.pollFirstEntry();
      characters -= oldest.getKey().length() + oldest.getValue().length();
    }
  }

  void addAll(SequencedMap<String, String> before) {
    before.forEach(this::add);
  }

  SequencedMap<String, String> all() {
    return answers;
  }
}
