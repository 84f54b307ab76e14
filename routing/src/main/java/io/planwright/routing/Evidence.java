package io.planwright.routing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a title's words say by themselves: kinds of acts and things, which of them leads, which is
 * the head of the first noun phrase ("backtesting <em>framework</em>"), and who acts on what.
 */
final class Evidence {
  private static final Pattern CAMEL = Pattern.compile("(?<=[\\p{Ll}\\d])(?=\\p{Lu})");
  private static final Pattern TOKEN = Pattern.compile("[\\p{L}\\p{N}]+|[:;,()–—]");
  private static final Pattern CLOCK =
      Pattern.compile("\\b\\d{1,2}:\\d{2}\\b|\\b\\d{1,2} ?[ap]m\\b", Pattern.CASE_INSENSITIVE);
  private static final Pattern URL = Pattern.compile("https?://|(?<=\\s)/[a-z][\\w/-]+");
  private static final Pattern FILE =
      Pattern.compile("[\\w-]+/[\\w./-]+|\\.(?:java|py|ts|tsx|js|rs|json|md|yaml|yml|toml|sql)\\b");
  private static final Pattern IDENTIFIER =
      Pattern.compile("\\b\\p{Lu}?\\p{Ll}+\\p{Lu}\\w*|\\w_\\w|\\w\\(\\)");
  private static final Set<String> BREAKS =
      Set.of(
          "for", "with", "of", "on", "in", "to", "from", "at", "by", "using", "via", "against",
          "under", "over", "between", "into", "until", "if", "and", "per", "through", "before",
          "after", "during", ":", ";", ",", "(", ")", "–", "—");
  private static final Set<String> ARTICLES = Set.of("the", "a", "an", "our", "all", "new");
  private static final int LONGEST_PHRASE = 3;

  private final Map<String, List<String>> kindsOfWords = new LinkedHashMap<>();
  private final TreeMap<String, List<String>> kindsOfStems = new TreeMap<>();

  static Evidence load() {
    Evidence evidence = new Evidence();
    for (String[] line : Resources.lines("lexicon.tsv")) {
      for (String term : line[1].strip().split(" +")) {
        boolean stem = term.endsWith("*");
        String words = (stem ? term.substring(0, term.length() - 1) : term).replace('_', ' ');
        (stem ? evidence.kindsOfStems : evidence.kindsOfWords)
            .computeIfAbsent(words, _ -> new ArrayList<>())
            .add(line[0]);
      }
    }
    return evidence;
  }

  /** Names of all that was found, each once, in the order of the text. */
  Set<String> in(String english) {
    Set<String> found = new LinkedHashSet<>();
    shapes(english, found);
    List<String> tokens = tokens(english);
    List<String> words =
        tokens.stream().filter(t -> Character.isLetterOrDigit(t.charAt(0))).toList();
    Set<String> leads = new LinkedHashSet<>();
    Set<String> all = new LinkedHashSet<>();
    int lead = 0;
    while (lead < words.size() - 1 && ARTICLES.contains(words.get(lead))) {
      lead++;
    }
    for (int i = 0; i < words.size(); i++) {
      found.add("w:" + words.get(i));
      for (int length = Math.min(LONGEST_PHRASE, words.size() - i); length > 0; length--) {
        List<String> kinds = kinds(String.join(" ", words.subList(i, i + length)));
        all.addAll(kinds);
        if (i == lead) {
          leads.addAll(kinds);
        }
      }
    }
    all.forEach(kind -> found.add("has:" + kind));
    leads.forEach(kind -> found.add("lead:" + kind));
    if (!words.isEmpty()) {
      found.add("first:" + words.get(lead));
    }
    String head = head(tokens);
    if (!head.isEmpty()) {
      found.add("last:" + head);
      kinds(head).forEach(kind -> found.add("head:" + kind));
    }
    leads.forEach(
        act ->
            all.stream()
                .filter(thing -> !thing.equals(act))
                .forEach(thing -> found.add(act + "+" + thing)));
    kinds(head).forEach(thing -> leads.forEach(act -> found.add(act + ">" + thing)));
    if (words.size() <= 2) {
      found.add("short");
    }
    return found;
  }

  private static void shapes(String text, Set<String> found) {
    shape(CLOCK, text, "clock", found);
    shape(URL, text, "url", found);
    shape(FILE, text, "file", found);
    shape(IDENTIFIER, text, "identifier", found);
    if (text.indexOf('`') >= 0) {
      found.add("code");
    }
    if (text.endsWith("?")) {
      found.add("question");
    }
  }

  private static void shape(Pattern pattern, String text, String name, Set<String> found) {
    if (pattern.matcher(text).find()) {
      found.add(name);
    }
  }

  private static List<String> tokens(String text) {
    List<String> tokens = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(CAMEL.matcher(text).replaceAll(" ").toLowerCase(Locale.ROOT));
    while (matcher.find()) {
      tokens.add(matcher.group());
    }
    return tokens;
  }

  /** The last word of what comes before the first preposition or mark. */
  private static String head(List<String> tokens) {
    String head = "";
    for (int i = 0; i < tokens.size(); i++) {
      String token = tokens.get(i);
      if (BREAKS.contains(token)) {
        if (!head.isEmpty()) {
          return head;
        }
      } else {
        head = token;
      }
    }
    return head;
  }

  private List<String> kinds(String words) {
    List<String> kinds = new ArrayList<>(kindsOfWords.getOrDefault(words, List.of()));
    for (int end = 3; end <= words.length(); end++) {
      for (String kind : kindsOfStems.getOrDefault(words.substring(0, end), List.of())) {
        // A stem of one word must not swallow the word after it.
        if (!kinds.contains(kind) && words.indexOf(' ', end) < 0) {
          kinds.add(kind);
        }
      }
    }
    return kinds;
  }
}
