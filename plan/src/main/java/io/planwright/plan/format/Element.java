package io.planwright.plan.format;

import io.planwright.plan.Source;
import io.planwright.plan.format.Tree.Items;
import io.planwright.plan.format.Tree.Member;
import io.planwright.plan.format.Tree.Members;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is being read under one heading of canonical Markdown, as the members of its record. */
final class Element {
  /** What a heading begins. */
  enum Kind {
    PLAN,
    PHASE,
    TASK
  }

  final Kind kind;
  final Source at;
  final List<String> prose = new ArrayList<>();
  private final Findings findings;
  private final Map<String, Member> members = new LinkedHashMap<>();
  private final Map<String, Member> details = new LinkedHashMap<>();
  private final Map<String, Member> estimate = new LinkedHashMap<>();

  Element(Kind kind, Source at, Findings findings) {
    this.kind = kind;
    this.at = at;
    this.findings = findings;
  }

  void put(String name, Tree value) {
    put(members, name, value);
  }

  void putDetail(String name, Tree value) {
    put(details, name, value);
  }

  void putEstimate(String name, Tree value) {
    put(estimate, name, value);
  }

  private void put(Map<String, Member> into, String name, Tree value) {
    Member first = into.putIfAbsent(name, new Member(name, value.at(), value));
    if (first != null) {
      findings.error(
          "field-duplicate",
          value.at(),
          name + " must stand here once, it also stands in line " + first.at().line(),
          "remove one of the two");
    }
  }

  /** Lists may be written in parts. */
  void add(String name, List<Tree> items, Source where) {
    add(members, name, items, where);
  }

  void addDetails(String name, List<Tree> items, Source where) {
    add(details, name, items, where);
  }

  private static void add(Map<String, Member> into, String name, List<Tree> items, Source where) {
    List<Tree> all = new ArrayList<>();
    Member before = into.get(name);
    if (before != null && before.value() instanceof Items list) {
      all.addAll(list.items());
    }
    all.addAll(items);
    into.put(name, new Member(name, where, new Items(all, where)));
  }

  Members tree() {
    String text = text(prose);
    if (!text.isEmpty() && kind == Kind.TASK) {
      putDetail("description", Tree.text(text, at));
    }
    if (!details.isEmpty()) {
      put("details", new Members(List.copyOf(details.values()), at));
    }
    if (!estimate.isEmpty()) {
      Source where = estimate.values().iterator().next().at();
      put("estimate", new Members(List.copyOf(estimate.values()), where));
    }
    return new Members(List.copyOf(members.values()), at);
  }

  /** Lines without the empty ones around them. */
  static String text(List<String> lines) {
    int start = 0;
    int end = lines.size();
    while (start < end && lines.get(start).isEmpty()) {
      start++;
    }
    while (end > start && lines.get(end - 1).isEmpty()) {
      end--;
    }
    return String.join("\n", lines.subList(start, end));
  }
}
