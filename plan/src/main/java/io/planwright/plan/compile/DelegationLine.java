package io.planwright.plan.compile;

import io.planwright.plan.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line that hands work to an agent: {@code Task agent "…"}, {@code claude-code task --agent x
 * "…"}, {@code @agent: …}, {@code Use agent to …}.
 *
 * @param agent as written, without {@code @}
 * @param text what it is to do
 * @param id that the line gives the task; empty without one
 * @param dependsOn as written after {@code --depends}; empty without it
 * @param comment the comment line above it in the same paragraph; empty without one
 */
record DelegationLine(
    Form form,
    String agent,
    String text,
    String id,
    String dependsOn,
    String comment,
    Source source) {
  static final int MOST_LINES = 2_000;
  private static final int LONGEST_CALL = 4_000;
  private static final int MOST_CALL_ROWS = 20;
  private static final Set<String> LANGUAGES =
      Set.of("", "bash", "sh", "shell", "zsh", "console", "text", "txt", "plaintext", "prompt");
  private static final String AGENT = "@?([\\p{L}][\\w-]{1,60})";
  private static final String QUOTED =
      "(?:\"((?:[^\"\\\\]|\\\\.){1,2000}+)\"|'([^']{1,2000}+)'|“([^”]{1,2000}+)”)";
  private static final Pattern TASK =
      Pattern.compile(
          "(?:[$>]\\s{1,5})?[Tt]ask\\s{1,20}(?:agent\\s{1,20}(?=[\"'“]))?(?:"
              + AGENT
              + "\\s{0,5}[:,]?\\s{1,20})?"
              + QUOTED
              + "(.*)");
  private static final Pattern AGENT_FIRST =
      Pattern.compile(AGENT + "\\s{0,5}:\\s{1,5}(\\S.*)", Pattern.DOTALL);
  private static final Pattern MENTION =
      Pattern.compile("@([\\p{L}][\\w-]{1,60})(?:\\s{0,5}[:,–—-]\\s{1,5}|\\s{1,5})(\\S.*)");
  private static final Pattern USE =
      Pattern.compile(
          "(?:Use|Ask|Have|Delegate to|Deploy|Launch)\\s{1,5}(?:the\\s{1,5})?[`@]?"
              + "([\\p{L}][\\w-]{1,60})`?(?:\\s{1,5}(?:sub)?agent)?(?:\\s{1,5}to\\s{1,5}|:\\s{1,5})(\\S.*)");
  private static final Pattern COMMAND =
      Pattern.compile("(?:[$>]\\s{1,5})?(?:npx\\s{1,5})?[a-z][\\w@./-]{0,60}\\s.*");
  private static final Pattern CALL = Pattern.compile("(?:await\\s{1,5})?Task\\s{0,3}\\(.*");
  private static final Pattern ARGUMENT =
      Pattern.compile("(?:\\b([A-Za-z_]{1,30})\\s{0,3}[=:]\\s{0,3})?" + QUOTED);

  /** {@code Task T002: "…"} repeats a task and names nobody. */
  private static final Pattern TASK_ID = Pattern.compile("[A-Z]{1,6}[-_]?\\d[\\w.-]*");

  private static final Pattern OPTION =
      Pattern.compile(
          "--([a-z][a-z-]{1,30})(?:=|\\s{1,5})(?:" + QUOTED + "|([^\\s\"'-][^\\s\"']*))");

  /** How it is written. */
  enum Form {
    /** A call of an agent. */
    CALL,
    /** A line that starts with the agent's name. */
    MENTION,
    /** A sentence of a prompt. */
    SENTENCE
  }

  static List<DelegationLine> read(Block.Fence fence) {
    if (!LANGUAGES.contains(fence.language().toLowerCase(Locale.ROOT))) {
      return List.of();
    }
    Places places = Places.of(fence);
    List<Places.Row> rows = places.rows();
    List<DelegationLine> lines = new ArrayList<>();
    String comment = "";
    for (int i = 0; i < rows.size() && lines.size() < MOST_LINES; i++) {
      String text = rows.get(i).text().strip();
      if (text.isEmpty() || text.startsWith("#") || text.length() > LONGEST_CALL) {
        comment = text.startsWith("#") ? text.replaceFirst("^#+\\s*", "") : "";
        continue;
      }
      Source source = places.at(rows.get(i).offset() + rows.get(i).text().indexOf(text));
      Whole whole = Whole.of(rows, i, text);
      line(whole.text(), comment, source).ifPresent(lines::add);
      i = whole.last();
    }
    return lines;
  }

  /**
   * A line with those that go on from it, after a backslash or an open bracket.
   *
   * @param last the row where it ends
   */
  private record Whole(String text, int last) {

    static Whole of(List<Places.Row> rows, int first, String text) {
      StringBuilder whole = new StringBuilder(text);
      boolean call = CALL.matcher(text).matches() && text.indexOf(')') < 0;
      int last = first;
      while (last + 1 < rows.size() && last - first < MOST_CALL_ROWS) {
        boolean goesOn = !whole.isEmpty() && whole.charAt(whole.length() - 1) == '\\';
        if (!(goesOn || call) || whole.length() > LONGEST_CALL) {
          break;
        }
        if (goesOn) {
          whole.setLength(whole.length() - 1);
        }
        String next = rows.get(++last).text().strip();
        whole.append(' ').append(next, 0, Math.min(next.length(), LONGEST_CALL));
        call = call && next.indexOf(')') < 0;
      }
      return new Whole(whole.toString(), last);
    }
  }

  private static Optional<DelegationLine> line(String text, String comment, Source source) {
    Matcher task = TASK.matcher(text);
    if (task.matches()) {
      return task(task, comment, source);
    }
    if (CALL.matcher(text).matches()) {
      return call(text, comment, source);
    }
    Matcher mention = MENTION.matcher(text);
    if (mention.matches()) {
      String does = unquoted(mention.group(2));
      return made(Form.MENTION, mention.group(1), does, "", "", comment, source);
    }
    Matcher use = USE.matcher(text);
    if (use.matches() && agentLike(use.group(1))) {
      return made(Form.SENTENCE, use.group(1), use.group(2), "", "", comment, source);
    }
    return COMMAND.matcher(text).matches() ? command(text, comment, source) : Optional.empty();
  }

  /** A sentence names an agent where the word could be nothing else. */
  private static boolean agentLike(String word) {
    return word.indexOf('-') > 0 || word.indexOf('_') > 0 || word.endsWith("agent");
  }

  private static Optional<DelegationLine> task(Matcher task, String comment, Source source) {
    String text = quoted(task, 2);
    String rest = task.group(5);
    String agent = task.group(1) == null ? "" : task.group(1);
    if (agent.isEmpty()) {
      Matcher first = AGENT_FIRST.matcher(text);
      agent = first.matches() ? first.group(1) : option(rest, "agent", "to");
      text = first.matches() ? first.group(2) : text;
    }
    return made(
        Form.CALL,
        agent,
        text,
        option(rest, "id"),
        option(rest, "depends", "depends-on", "after", "deps"),
        comment,
        source);
  }

  /** {@code Task(subagent_type="x", description="…")} or {@code Task("x", "…")}. */
  private static Optional<DelegationLine> call(String text, String comment, Source source) {
    String agent = "";
    String does = "";
    String prompt = "";
    List<String> bare = new ArrayList<>();
    Matcher argument = ARGUMENT.matcher(text);
    while (argument.find()) {
      String value = quoted(argument, 2);
      switch (argument.group(1) == null ? "" : argument.group(1).toLowerCase(Locale.ROOT)) {
        case "subagent_type", "agent", "subagent" -> agent = value;
        case "description", "title", "task" -> does = value;
        case "prompt" -> prompt = value;
        case "" -> bare.add(value);
        default -> {
          // How it runs.
        }
      }
    }
    if (agent.isEmpty() && bare.size() > 1) {
      agent = bare.getFirst();
      bare.removeFirst();
    }
    String rest = bare.isEmpty() ? prompt : bare.getFirst();
    return made(Form.CALL, agent, does.isEmpty() ? rest : does, "", "", comment, source);
  }

  /** {@code claude-code task --agent x "…" --depends a,b}. */
  private static Optional<DelegationLine> command(String text, String comment, Source source) {
    String agent = option(text, "agent", "subagent");
    String does = option(text, "prompt", "task", "description", "message");
    if (does.isEmpty()) {
      String bare = OPTION.matcher(text).replaceAll(" ");
      Matcher quoted = ARGUMENT.matcher(bare);
      does = quoted.find() ? quoted(quoted, 2) : "";
    }
    return agent.isEmpty()
        ? Optional.empty()
        : made(
            Form.CALL,
            agent,
            does,
            option(text, "id"),
            option(text, "depends", "depends-on", "after", "deps"),
            comment,
            source);
  }

  private static String option(String text, String... names) {
    Matcher option = OPTION.matcher(text);
    List<String> wanted = List.of(names);
    while (option.find()) {
      if (wanted.contains(option.group(1))) {
        return option.group(5) == null ? quoted(option, 2) : option.group(5);
      }
    }
    return "";
  }

  private static Optional<DelegationLine> made(
      Form form,
      String agent,
      String text,
      String id,
      String dependsOn,
      String comment,
      Source source) {
    String does = text.replace("\\\"", "\"").strip();
    return agent.isBlank() || does.isEmpty() || TASK_ID.matcher(agent.strip()).matches()
        ? Optional.empty()
        : Optional.of(
            new DelegationLine(
                form, agent.strip(), does, id.strip(), dependsOn.strip(), comment, source));
  }

  private static String unquoted(String text) {
    String bare = text.strip();
    boolean quoted = bare.length() > 2 && bare.startsWith("\"") && bare.endsWith("\"");
    return quoted ? bare.substring(1, bare.length() - 1) : bare;
  }

  /** Of the three forms of quotes, the one that is there. */
  private static String quoted(Matcher matcher, int group) {
    for (int i = group; i < group + 3; i++) {
      if (matcher.group(i) != null) {
        return matcher.group(i);
      }
    }
    return "";
  }
}
