package io.planwright.plan.compile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A document for each way to write a plan, and those of the examples. */
final class Constructs {
  private static final String BOXES =
      """
      # Plan
      ## Phase 1: A
      - [ ] T001 [P1] One (2 days)
        - Owner: Ann
        - Depends on: T009, All, Nothing known
        ```planwright
        executer: data.fetsh
        executor: model.trian
        ```
      - [ ] T002 Two (depends on T001)
        ```planwright
        executor: model.train
        inputs: {features: "${T001:x}", rouns: 3}
        ```
      ## Phase 2: B
      - [ ] T003 Three
      """;

  private static final String HEADINGS =
      """
      # Plan

      ## Phase 1: Foundations

      **Owner**: Ann | **Priority**: P1

      ### Task 1.1: Load bars

      **Owner**: Bo
      **Estimate**: 2-3 days
      **Depends on**: None

      Bars of five years.

      **Acceptance Criteria**:

      - [ ] Coverage ≥ 95%
      - [x] No gaps

      ### Task 1.2: Check bars

      **Depends on**: Task 1.1

      ## Dependencies

      - **Phase 2**: Depends on Phase 1 - needs the bars

      ## Phase 2: Models

      1. **Train** the model: first
      2. **Compare** it

      ### Task 2.1: Train

      - [ ] split
      - [ ] fit

      ## Risks

      | Risk | Impact | Mitigation |
      |---|---|---|
      | Late | High | second vendor |
      """;

  private static final String TABLES =
      """
      # Plan

      ## Phase 1: Data

      | ID | Task | Owner | Estimate | Depends on | Status |
      |----|------|-------|----------|------------|--------|
      | 1.1 | Load bars | Ann | 2 days | - | ✅ Done |
      | 1.2 | Check bars | Bo, Cy | 1d | 1.1 | In progress |

      ## Phase 2: Models

      | ID | Task | Owner | Estimate | Depends on | Status |
      |----|------|-------|----------|------------|--------|
      | 2.1 | Train | Ann | 3 days | 1.1, 1.2 | Todo |
      """;

  private static final String YAML =
      """
      # Plan

      ## Phase 1: Setup

      ```yaml
      tasks:
        - id: P1-T01
          title: Load bars
          agent: data-engineer
          estimate: 4h
          depends_on: []
        - id: P1-T02
          title: Check bars
          priority: P1
          depends_on: [P1-T01]
      ```
      """;

  private static final String MERMAID =
      """
      # Plan

      - [ ] T1 Load bars
      - [ ] T2 Check bars
      - [ ] T3 Train

      ## Dependencies

      ```mermaid
      graph TD
        T1[Load bars] --> T2[Check bars]
        T2 --> T3
      ```
      """;

  private static final String GANTT =
      """
      # Plan

      ```mermaid
      gantt
        dateFormat YYYY-MM-DD
        section Data
        Load bars :done, a1, 2026-01-01, 5d
        Check bars :active, a2, after a1, 3d
        section Models
        Train :a3, after a2, 1w
      ```
      """;

  private static final String XML =
      """
      # Plan

      <tasks>

      <task type="auto">
        <name>Task 1: Load bars</name>
        <files>a.py, b.py</files>
        <action>Load them.</action>
        <verify>pytest</verify>
        <done>All bars are there</done>
      </task>

      <task type="auto">
        <name>Task 2: Check bars</name>
        <action>Check them.</action>
      </task>

      </tasks>
      """;

  private static final String ART =
      """
      # Plan

      ## Phase 1: Data
      - [ ] T001 Load bars
      ## Phase 2: Models
      - [ ] T002 Train
      ## Phase 3: Launch
      - [ ] T003 Go

      ## Dependencies

      ```
      ┌─────────┐     ┌─────────┐
      │ Phase 1 │────▶│ Phase 2 │
      └─────────┘     └────┬────┘
                           │
                           ▼
                      ┌─────────┐
                      │ Phase 3 │
                      └─────────┘
      ```

      T001 → T002 → T003
      """;

  private static final Path EXAMPLES = Path.of("..", "examples");

  private Constructs() {}

  /** Documents by a name. */
  static Map<String, String> documents() {
    Map<String, String> documents = new LinkedHashMap<>();
    documents.put("boxes", BOXES);
    documents.put("headings", HEADINGS);
    documents.put("tables", TABLES);
    documents.put("yaml", YAML);
    documents.put("mermaid", MERMAID);
    documents.put("gantt", GANTT);
    documents.put("xml", XML);
    documents.put("art", ART);
    return documents;
  }

  static List<String> withExamples() {
    try (Stream<Path> examples = Files.list(EXAMPLES)) {
      List<Path> plans = examples.filter(file -> file.toString().endsWith(".md")).sorted().toList();
      return Stream.concat(documents().values().stream(), plans.stream().map(Constructs::read))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
