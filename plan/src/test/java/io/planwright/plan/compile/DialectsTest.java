package io.planwright.plan.compile;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A small document of each style, and one of the style with something varied. */
final class DialectsTest {

  @Test
  void readsKiroTasksThatAreIndented() {
    assertThat(
            PlanSketch.of(
                """
                # Implementation Plan

                - [x] 1. Lay out the bakery's ordering service
                  - [x] 1.1 Create the module
                    - Gradle build with two source sets
                    - _Requirements: 1.1, 1.2_
                  - [-] 1.2 Store orders
                    - _Requirements: 2.1_
                - [ ] 2. Bake on time
                  - [ ] 2.1 Plan the ovens
                    - _Requirements: 3.4_
                  - [ ]* 2.2 Write property tests for the oven plan
                """))
        .isEqualTo(
            """
            Implementation Plan
              x 1 Lay out the bakery's ordering service {x~}
              o 2 Bake on time {oo}
            """);
  }

  @Test
  void readsFlatKiroTasksOfASpanishPlan() {
    assertThat(
            PlanSketch.of(
                """
                # Plan de implementación

                - [x] 1. Preparar el proyecto
                - [x] 1.1 Crear el módulo
                - [ ] 1.2 Guardar los pedidos
                - [ ] 2. Hornear a tiempo
                - [ ] 2.1 Planificar los hornos
                  - _Requirements: 3.4_
                """))
        .isEqualTo(
            """
            Plan de implementación
              x 1 Preparar el proyecto {xo}
              o 2 Hornear a tiempo {o}
            """);
  }

  @Test
  void readsDependsLinesBetweenGroupsOfCcSdd() {
    assertThat(
            PlanSketch.of(
                """
                # Implementation Plan

                - [ ] 1. Foundation
                - [x] 1.1 (P) Read the meter
                  - _Requirements: 1.1_
                  - _Boundary: MeterReader_
                - [ ] 1.2 (P) Keep readings
                  - _Depends: 1.1_
                - [ ] 2. Billing
                - [ ] 2.1 Price a reading
                  - _Depends: 1.1, 1.2_
                """))
        .isEqualTo(
            """
            Implementation Plan
              o 1 Foundation {xo}
              o 2 Billing {o} <- implementation-plan~1 field
            """);
  }

  @Test
  void readsCcSddInJapanese() {
    assertThat(
            PlanSketch.of(
                """
                # 実装計画

                - [ ] 1. 基盤
                - [x] 1.1 (P) メーターを読む
                  - _Requirements: 1.1_
                - [ ] 1.2 計測値を保存する
                  - _Depends: 1.1_
                """))
        .isEqualTo(
            """
            実装計画
              o 1 基盤 {xo}
            """);
  }

  @Test
  void readsSpecKitWithItsBarriers() {
    assertThat(
            PlanSketch.of(
                """
                # Tasks: Library loans

                ## Phase 1: Setup (Shared Infrastructure)

                - [x] T001 Create the project structure
                - [x] T002 [P] Configure the formatter in build/format.toml

                ## Phase 2: Foundational (Blocking Prerequisites)

                - [ ] T003 Create the schema (depends on T001)

                **Checkpoint**: Foundation ready

                ## Phase 3: User Story 1 - Borrow a book (Priority: P1)

                - [ ] T004 [P] [US1] Loan model in src/models/loan.py
                - [ ] T005 [US1] Loan service in src/services/loans.py (depends on T004)
                """))
        .isEqualTo(
            """
            Phase 1: Setup (Shared Infrastructure)
              x T001 Create the project structure
              x T002 Configure the formatter in build/format.toml [parallel]
            Phase 2: Foundational (Blocking Prerequisites) <- phase-1? order
              o T003 Create the schema <- t001 field
            Phase 3: User Story 1 - Borrow a book (Priority: P1) <- phase-2? order
              o T004 Loan model in src/models/loan.py [parallel]
              o T005 Loan service in src/services/loans.py <- t004 field
            """);
  }

  @Test
  void readsSpecKitWithBoldIdsAndAProseSection() {
    assertThat(
            PlanSketch.of(
                """
                # Tasks: Library loans

                ## Phase 3.1: Setup

                - [ ] **T001** Create the project structure
                - [ ] **T002** [P] Configure the formatter

                ## Phase 3.2: Tests First

                - [ ] **T003** [P] Contract test of POST /loans

                ## Dependencies

                - T001 blocks T003
                """))
        .isEqualTo(
            """
            Phase 3.1: Setup
              o T001 Create the project structure
              o T002 Configure the formatter [parallel]
            Phase 3.2: Tests First
              o T003 Contract test of POST /loans [parallel] <- t001 prose
            """);
  }

  @Test
  void readsAgentOsTasks() {
    assertThat(
            PlanSketch.of(
                """
                # Spec Tasks

                ## Tasks

                - [ ] 1. Quiet hours
                  - [x] 1.1 Write tests for quiet hours
                  - [ ] 1.2 Keep quiet hours of each user
                  - [ ] 1.3 Verify all tests pass

                - [ ] 2. Digest mail
                  - [ ] 2.1 Write tests for the digest
                  - [ ] 2.2 Send the digest
                """))
        .isEqualTo(
            """
            Tasks
              o 1 Quiet hours {xoo}
              o 2 Digest mail {oo}
            """);
  }

  @Test
  void countsDeeperAgentOsItemsAsSubtasksOfTheTop() {
    assertThat(
            PlanSketch.of(
                """
                # Spec Tasks

                ## Tasks

                - [ ] 1. Quiet hours
                  - [ ] 1.1 Keep quiet hours
                    - [x] 1.1.1 Migrate the table
                    - [ ] 1.1.2 Read them back
                """))
        .isEqualTo(
            """
            Tasks
              o 1 Quiet hours {oxo}
            """);
  }

  @Test
  void readsOpenSpecSectionsAsPhases() {
    assertThat(
            PlanSketch.of(
                """
                ## 1. Implementation
                - [x] 1.1 Add the rate limiter
                - [ ] 1.2 Wire it into the gateway

                ## 2. Validation
                - [ ] 2.1 Load test the gateway
                - [ ] 2.2 Run `openspec validate add-rate-limit --strict`
                """))
        .isEqualTo(
            """
            1. Implementation
              x 1.1 Add the rate limiter
              o 1.2 Wire it into the gateway
            2. Validation <- 1.-implementation? order
              o 2.1 Load test the gateway
              o 2.2 Run `openspec validate add-rate-limit --strict`
            """);
  }

  @Test
  void readsOpenSpecInChinese() {
    assertThat(
            PlanSketch.of(
                """
                ## 1. 实现
                - [x] 1.1 添加限流器
                - [ ] 1.2 接入网关

                ## 2. 验证
                - [ ] 2.1 压力测试
                """))
        .isEqualTo(
            """
            1. 实现
              x 1.1 添加限流器
              o 1.2 接入网关
            2. 验证 <- 1.-实现? order
              o 2.1 压力测试
            """);
  }

  @Test
  void readsSuperpowersStepsAsSubtasks() {
    assertThat(
            PlanSketch.of(
                """
                # Tide Clock Implementation Plan

                > **For Claude:** REQUIRED SUB-SKILL: Use superpowers:executing-plans to implement this plan task-by-task.

                **Goal:** Show the tide on a small display.

                ---

                ### Task 1: Tide table

                **Files:**
                - Create: `src/tide.py`
                - Test: `tests/test_tide.py`

                **Step 1: Write the failing test**

                ```python
                def test_tide():
                    assert tide(0) == 0
                ```

                **Step 2: Run it to see it fail**

                **Step 3: Commit**

                ### Task 2: Display

                **Files:**
                - Modify: `src/display.py`

                **Step 1: Draw the dial**
                """))
        .isEqualTo(
            """
            Tide Clock Implementation Plan
              o 1 Tide table {ooo}
              o 2 Display {o}
            """);
  }

  @Test
  void readsSuperpowersStepsWithBoxes() {
    assertThat(
            PlanSketch.of(
                """
                # Tide Clock Implementation Plan

                ### Task 1: Tide table

                - [x] **Step 1: Write the failing test**
                - [ ] **Step 2: Make it pass**

                ### Task 2: Display

                **Depends on:** Task 1

                - [ ] **Step 1: Draw the dial**
                """))
        .isEqualTo(
            """
            Tide Clock Implementation Plan
              ~ 1 Tide table {xo}
              o 2 Display {o} <- tide-clock-implementation-plan~1 field
            """);
  }

  @Test
  void readsBmadEpicsAndStories() {
    assertThat(
            PlanSketch.of(
                """
                # Ferry booking - Epics and Stories

                ## Epic 1: Timetable

                Passengers see when ferries leave.

                ### Story 1.1: Show departures

                As a passenger,
                I want the departures of a day,
                So that I can choose one.

                **Acceptance Criteria:**

                **Given** a date
                **When** I open the page
                **Then** I see all departures

                ### Story 1.2: Filter by harbour

                **Prerequisites:** Story 1.1

                ## Epic 2: Booking

                ### Story 2.1: Book a seat

                **Prerequisites:** Story 1.2
                """))
        .isEqualTo(
            """
            Epic 1: Timetable
              o 1.1 Show departures
              o 1.2 Filter by harbour <- 1.1 field
            Epic 2: Booking <- epic-1? order
              o 2.1 Book a seat <- 1.2 field
            """);
  }

  @Test
  void readsABmadStoryOfItsOwnFile() {
    assertThat(
            PlanSketch.of(
                """
                # Story 1.2: Filter by harbour

                Status: ready-for-dev

                ## Acceptance Criteria

                1. The list shrinks as I type

                ## Tasks / Subtasks

                - [ ] Task 1: Add the field (AC: 1)
                  - [x] Subtask 1.1: Markup
                  - [ ] Subtask 1.2: Style
                - [ ] Task 2: Filter the list (AC: 1)
                """))
        .isEqualTo(
            """
            Tasks
              o 1.2 Filter by harbour {oxoo} 1c
            """);
  }

  @Test
  void readsSprintTables() {
    assertThat(
            PlanSketch.of(
                """
                # Sprint plan

                ## Sprint 1: Harbour

                | ID | Task | Owner | Points | Priority | Status | Depends on |
                |----|------|-------|--------|----------|--------|------------|
                | H-1 | Survey the quay | Ann | 3 | High | ✅ Done | - |
                | H-2 | Draw the quay | Bo | 5 | Medium | In progress | H-1 |

                ## Sprint 2: Crane

                | ID | Task | Owner | Points | Priority | Status | Depends on |
                |----|------|-------|--------|----------|--------|------------|
                | C-1 | Order the crane | Ann | 2 | High | Todo | H-2 |
                | C-2 | Mount the crane | Bo | 8 | Low | Blocked | C-1 |
                """))
        .isEqualTo(
            """
            Sprint 1: Harbour
              x H-1 Survey the quay @Ann P1 (3)
              ~ H-2 Draw the quay @Bo P2 (5) <- h-1 table
            Sprint 2: Crane <- sprint-1? order
              o C-1 Order the crane @Ann P1 (2) <- h-2 table
              # C-2 Mount the crane @Bo P3 (8) <- c-1 table
            """);
  }

  @Test
  void readsAWbsTableInSpanish() {
    assertThat(
            PlanSketch.of(
                """
                # Plan del puerto

                ## Fase 1: Muelle

                | ID | Tarea | Responsable | Duración | Prioridad | Estado | Dependencias |
                |---|---|---|---|---|---|---|
                | 1.1 | Medir el muelle | Ann | 2 días | Alta | Completado | Ninguna |
                | 1.2 | Dibujar el muelle | Bo | 2 días | Media | En progreso | 1.1 |
                """))
        .isEqualTo(
            """
            Fase 1: Muelle
              x 1.1 Medir el muelle @Ann P1 (2 días)
              ~ 1.2 Dibujar el muelle @Bo P2 (2 días) <- 1.1 table
            """);
  }

  @Test
  void readsAWbsTableInPortuguese() {
    assertThat(
            PlanSketch.of(
                """
                # Plano do porto

                ## Fase 1: Cais

                | ID | Tarefa | Responsável | Duração | Prioridade | Status | Dependências |
                |---|---|---|---|---|---|---|
                | 1.1 | Medir o cais | Ann | 2 dias | Alta | Concluído | Nenhuma |
                | 1.2 | Desenhar o cais | Bo | 2 dias | Média | Em andamento | 1.1 |
                """))
        .isEqualTo(
            """
            Fase 1: Cais
              x 1.1 Medir o cais @Ann P1 (2 dias)
              ~ 1.2 Desenhar o cais @Bo P2 (2 dias) <- 1.1 table
            """);
  }

  @Test
  void readsAWbsTableInFrench() {
    assertThat(
            PlanSketch.of(
                """
                # Plan du port

                ## Phase 1 : Quai

                | ID | Tâche | Responsable | Durée | Priorité | Statut | Dépendances |
                |---|---|---|---|---|---|---|
                | 1.1 | Mesurer le quai | Ann | 2 jours | Haute | Terminé | Aucune |
                | 1.2 | Dessiner le quai | Bo | 2 jours | Moyenne | En cours | 1.1 |
                """))
        .isEqualTo(
            """
            Phase 1 : Quai
              x 1.1 Mesurer le quai @Ann P1 (2 jours)
              ~ 1.2 Dessiner le quai @Bo P2 (2 jours) <- 1.1 table
            """);
  }

  @Test
  void readsAWbsTableInGerman() {
    assertThat(
            PlanSketch.of(
                """
                # Hafenplan

                ## Phase 1: Kai

                | ID | Aufgabe | Verantwortlich | Dauer | Priorität | Status | Abhängigkeiten |
                |---|---|---|---|---|---|---|
                | 1.1 | Kai vermessen | Ann | 2 Tage | Hoch | Erledigt | Keine |
                | 1.2 | Kai zeichnen | Bo | 2 Tage | Mittel | In Arbeit | 1.1 |
                """))
        .isEqualTo(
            """
            Phase 1: Kai
              x 1.1 Kai vermessen @Ann P1 (2 Tage)
              ~ 1.2 Kai zeichnen @Bo P2 (2 Tage) <- 1.1 table
            """);
  }

  @Test
  void readsAWbsTableInRussian() {
    assertThat(
            PlanSketch.of(
                """
                # План порта

                ## Этап 1: Причал

                | ID | Задача | Ответственный | Срок | Приоритет | Статус | Зависимости |
                |---|---|---|---|---|---|---|
                | 1.1 | Измерить причал | Ann | 2 дня | Высокий | Готово | Нет |
                | 1.2 | Начертить причал | Bo | 2 дня | Средний | В работе | 1.1 |
                """))
        .isEqualTo(
            """
            Этап 1: Причал
              x 1.1 Измерить причал @Ann P1 (2 дня)
              ~ 1.2 Начертить причал @Bo P2 (2 дня) <- 1.1 table
            """);
  }

  @Test
  void readsAWbsTableInChinese() {
    assertThat(
            PlanSketch.of(
                """
                # 港口计划

                ## 阶段1：码头

                | 编号 | 任务 | 负责人 | 工期 | 优先级 | 状态 | 依赖 |
                |---|---|---|---|---|---|---|
                | 1.1 | 测量码头 | Ann | 2天 | 高 | 已完成 | 无 |
                | 1.2 | 绘制码头 | Bo | 2天 | 中 | 进行中 | 1.1 |
                """))
        .isEqualTo(
            """
            阶段1：码头
              x 1.1 测量码头 @Ann P1 (2天)
              ~ 1.2 绘制码头 @Bo P2 (2天) <- 1.1 table
            """);
  }

  @Test
  void readsAWbsTableInJapanese() {
    assertThat(
            PlanSketch.of(
                """
                # 港の計画

                ## フェーズ1：岸壁

                | ID | タスク | 担当 | 工数 | 優先度 | ステータス | 依存 |
                |---|---|---|---|---|---|---|
                | 1.1 | 岸壁を測る | Ann | 2日 | 高 | 完了 | なし |
                | 1.2 | 岸壁を描く | Bo | 2日 | 中 | 進行中 | 1.1 |
                """))
        .isEqualTo(
            """
            フェーズ1：岸壁
              x 1.1 岸壁を測る @Ann P1 (2日)
              ~ 1.2 岸壁を描く @Bo P2 (2日) <- 1.1 table
            """);
  }

  @Test
  void readsAWbsTableInKorean() {
    assertThat(
            PlanSketch.of(
                """
                # 항구 계획

                ## 1단계: 부두

                | ID | 작업 | 담당자 | 기간 | 우선순위 | 상태 | 의존성 |
                |---|---|---|---|---|---|---|
                | 1.1 | 부두 측량 | Ann | 2일 | 높음 | 완료 | 없음 |
                | 1.2 | 부두 그리기 | Bo | 2일 | 보통 | 진행 중 | 1.1 |
                """))
        .isEqualTo(
            """
            1단계: 부두
              x 1.1 부두 측량 @Ann P1 (2일)
              ~ 1.2 부두 그리기 @Bo P2 (2일) <- 1.1 table
            """);
  }

  @Test
  void letsEmptyCellsInheritThePhase() {
    assertThat(
            PlanSketch.of(
                """
                # Port

                | Phase | ID | Task | Predecessors | Assignee |
                |---|---|---|---|---|
                | Quay | Q1 | Survey | None | Ann |
                |  | Q2 | Draw | Q1 | |
                | Crane | C1 | Order | Q1, Q2 | Bo |
                """))
        .isEqualTo(
            """
            Quay
              o Q1 Survey @Ann
              o Q2 Draw <- q1 table
            Crane
              o C1 Order @Bo <- q1 table, q2 table
            """);
  }

  @Test
  void readsWorkPackagesByLetters() {
    assertThat(
            PlanSketch.of(
                """
                # Observatory

                | WP | Title | Owner | Depends on |
                |----|-------|-------|------------|
                | A | Foundations | Ann | - |
                | B | Dome | Bo | A |
                | C | Telescope | Cy | A, B |
                """))
        .isEqualTo(
            """
            Observatory
              o A Foundations @Ann
              o B Dome @Bo <- a table
              o C Telescope @Cy <- a table, b table
            """);
  }

  @Test
  void readsADependencyTableOfWorkPackages() {
    assertThat(
            PlanSketch.of(
                """
                # Observatory

                ### WP1 - Foundations

                ### WP2 - Dome

                ### WP3A - Telescope

                ## Dependencies

                | WP | Depends on |
                |----|-------|
                | WP2 | WP1 |
                | WP3A | WP1, WP2 |
                """))
        .isEqualTo(
            """
            Observatory
              o WP1 Foundations
              o WP2 Dome <- wp1 table
              o WP3A Telescope <- wp1 table, wp2 table
            """);
  }

  @Test
  void readsADelegationGuideWithYamlAndMermaid() {
    assertThat(
            PlanSketch.of(
                """
                # Delegation guide

                ### Phase 1: Weather station

                #### 1.1 Sensor board

                **Primary Agent**: Hardware Engineer
                **Supporting Agents**: Test Engineer

                ```yaml
                Tasks:
                  Hardware_Engineer:
                    - Solder the board
                    - Flash the firmware
                  Test_Engineer:
                    - Measure the drift

                Deliverables:
                  - Drift < 1% a month
                ```

                #### 1.2 Radio link

                **Primary Agent**: Radio Engineer

                ```yaml
                Tasks:
                  Radio_Engineer:
                    - Choose the antenna
                ```

                ### Phase 2: Forecast

                #### 2.1 Rain model

                **Primary Agent**: ML Engineer

                ## Dependencies

                ```mermaid
                graph TD
                    A[Sensor board] --> C[Rain model]
                    B[Radio link] --> C
                ```
                """))
        .isEqualTo(
            """
            Phase 1: Weather station
              o 1.1 Sensor board @Hardware Engineer +Test Engineer {ooo} 1c
              o 1.2 Radio link @Radio Engineer {o}
            Phase 2: Forecast <- phase-1? order
              o 2.1 Rain model @ML Engineer <- 1.1 mermaid, 1.2 mermaid
            """);
  }

  @Test
  void readsADelegationGuideWithLetterIds() {
    assertThat(
            PlanSketch.of(
                """
                # Delegation guide

                ### Phase A: Weather station

                #### A1: Sensor board

                **Primary Agent**: Hardware Engineer

                #### A2: Rain model

                **Primary Agent**: ML Engineer

                ```mermaid
                flowchart LR
                    A1 --> A2
                ```
                """))
        .isEqualTo(
            """
            Phase A: Weather station
              o A1 Sensor board @Hardware Engineer
              o A2 Rain model @ML Engineer <- a1 mermaid
            """);
  }

  @Test
  void readsAnOrderList() {
    assertThat(
            PlanSketch.of(
                """
                # Sprint of the greenhouse

                ### Task 1: Heater (1 day)
                **Agent**: plumber

                ### Task 2: Sensors (2 days)
                **Agent**: electrician

                ### Task 3: Controller (1 day)
                **Agent**: programmer

                ## Order of work

                1. Task 1
                2. Task 2 (after Task 1)
                3. Task 3 (after Task 2)
                """))
        .isEqualTo(
            """
            Sprint of the greenhouse
              o 1 Heater @plumber (1 day)
              o 2 Sensors @electrician (2 days) <- sprint-of-the-greenhouse~1 prose
              o 3 Controller @programmer (1 day) <- sprint-of-the-greenhouse~2 prose
            """);
  }

  @Test
  void readsDaysAsPhases() {
    assertThat(
            PlanSketch.of(
                """
                # Greenhouse week

                ## Day 1: Water

                - [x] Lay the pipes
                - [ ] Mount the heater

                ## Day 2: Power

                - [ ] Lay the cables
                """))
        .isEqualTo(
            """
            Day 1: Water
              x Lay the pipes
              o Mount the heater
            Day 2: Power <- day-1? order
              o Lay the cables
            """);
  }

  @Test
  void readsAGanttAlone() {
    assertThat(
            PlanSketch.of(
                """
                # Orchard

                ```mermaid
                gantt
                    title Orchard
                    dateFormat YYYY-MM-DD
                    section Ground
                    Test the soil :done, soil, 2026-03-01, 3d
                    Add compost   :active, comp, after soil, 2d
                    section Trees
                    Plant apples  :trees, after comp, 5d
                ```
                """))
        .isEqualTo(
            """
            Ground
              x soil Test the soil (3d)
              ~ comp Add compost (2d) <- soil mermaid
            Trees
              o trees Plant apples (5d) <- comp mermaid
            """);
  }

  @Test
  void readsAGermanGantt() {
    assertThat(
            PlanSketch.of(
                """
                # Obstgarten

                ```mermaid
                gantt
                    dateFormat YYYY-MM-DD
                    section Boden
                    Boden prüfen :crit, done, a1, 2026-03-01, 3d
                    section Bäume
                    Äpfel pflanzen :a2, after a1, 1w
                ```
                """))
        .isEqualTo(
            """
            Boden
              x a1 Boden prüfen (3d)
            Bäume
              o a2 Äpfel pflanzen (1w) <- a1 mermaid
            """);
  }

  @Test
  void readsGsdTasksInXml() {
    assertThat(
            PlanSketch.of(
                """
                ---
                phase: 01-harbour
                plan: 02
                type: execute
                wave: 1
                depends_on: []
                ---

                <objective>
                Light the harbour.
                </objective>

                <tasks>

                <task type="auto">
                  <name>Task 1: Set the lamps</name>
                  <files>src/lamps.ts</files>
                  <action>Set a lamp on each pile.</action>
                  <verify>npm test</verify>
                  <done>Every pile has a lamp</done>
                </task>

                <task type="checkpoint:human-verify" gate="blocking">
                  <name>Task 2: Look at the lamps</name>
                  <what-built>Lamps</what-built>
                </task>

                </tasks>
                """))
        .isEqualTo(
            """
            01-harbour / plan 02
              o 1 Set the lamps 2c
              o 2 Look at the lamps [gate]
            """);
  }

  @Test
  void readsXmlTasksWithoutFrontMatter() {
    assertThat(
            PlanSketch.of(
                """
                <tasks>
                <task type="auto">
                  <name>Lampen setzen</name>
                  <files>src/lamps.ts</files>
                  <action>Eine Lampe je Pfahl.</action>
                </task>
                <task type="auto">
                  <name>Kabel ziehen</name>
                  <action>Von Pfahl zu Pfahl.</action>
                </task>
                </tasks>
                """))
        .isEqualTo(
            """
            Untitled plan
              o Lampen setzen
              o Kabel ziehen
            """);
  }

  @Test
  void readsTaskMasterText() {
    assertThat(
            PlanSketch.of(
                """
                # Task ID: 1
                # Title: Read the barcode
                # Status: done
                # Dependencies: None
                # Priority: high
                # Description: Read it with the camera.
                # Details:
                Use the camera of the phone.

                # Test Strategy:
                Ten codes.

                # Task ID: 2
                # Title: Look up the product
                # Status: pending
                # Dependencies: 1
                # Priority: medium
                # Description: Ask the catalogue.

                # Subtasks:
                ## 1. Cache [pending]
                ### Dependencies: None
                ### Description: Keep answers for a day.
                """))
        .isEqualTo(
            """
            Tasks
              x 1 Read the barcode P1
              o 2 Look up the product P2 {o} <- tasks~1 field
            """);
  }

  @Test
  void reportsWhatATaskMasterFileRefersToElsewhere() {
    assertThat(
            PlanSketch.of(
                """
                # Task ID: 7
                # Title: Print the label
                # Status: in-progress
                # Dependencies: 5, 6
                # Priority: low
                # Description: On the small printer.
                """))
        .isEqualTo(
            """
            Tasks
              ~ 7 Print the label P3
            ! dangling-reference 4
            ! dangling-reference 4
            """);
  }

  @Test
  void readsCcpmFrontMatter() {
    assertThat(
            PlanSketch.of(
                """
                ---
                name: Sort the mail
                status: open
                created: 2026-01-05T10:00:00Z
                depends_on: []
                parallel: true
                conflicts_with: []
                ---

                # Task: Sort the mail

                ## Description
                Sort incoming mail by street.

                ## Acceptance Criteria
                - [ ] Every street has a box
                - [ ] Unknown streets go to a person
                """))
        .isEqualTo(
            """
            Tasks
              o Sort the mail [parallel]
            """);
  }

  @Test
  void keepsCcpmIssuesOfOtherFilesAsOutside() {
    assertThat(
            PlanSketch.of(
                """
                ---
                name: Carry the mail
                status: closed
                depends_on: [001, 002]
                parallel: false
                ---

                # Task: Carry the mail

                ## Acceptance Criteria
                - [x] Every house is reached
                """))
        .isEqualTo(
            """
            Tasks
              x Carry the mail outside [001, 002]
            """);
  }

  @Test
  void readsNumberedBoldItems() {
    assertThat(
            PlanSketch.of(
                """
                # Moving house

                ## Phase 1: Pack

                1. **Buy boxes** - fifty of them
                2. **Pack the books** - heaviest at the bottom

                ## Phase 2: Move

                1. **Hire a van** - for a day
                2. **Drive** - twice
                """))
        .isEqualTo(
            """
            Phase 1: Pack
              o Buy boxes
              o Pack the books
            Phase 2: Move <- phase-1? order
              o Hire a van
              o Drive
            """);
  }

  @Test
  void readsNumberedBoldItemsInFrench() {
    assertThat(
            PlanSketch.of(
                """
                # Déménagement

                ## Phase 1 : Emballer

                1. **Acheter des cartons** : cinquante
                2. **Emballer les livres** : les plus lourds en bas

                ## Phase 2 : Partir

                1. **Louer un camion** : une journée
                """))
        .isEqualTo(
            """
            Phase 1 : Emballer
              o Acheter des cartons
              o Emballer les livres
            Phase 2 : Partir <- phase-1? order
              o Louer un camion
            """);
  }

  @Test
  void readsArrowsOfAsciiArt() {
    assertThat(
            PlanSketch.of(
                """
                # Bridge

                ### Task 1: Survey
                ### Task 2: Piers
                ### Task 3: Deck
                ### Task 4: Railing

                ## Dependency graph

                ```
                Task 1 ──> Task 2 ──> Task 4
                              │
                              └────> Task 3
                ```
                """))
        .isEqualTo(
            """
            Bridge
              o 1 Survey
              o 2 Piers <- bridge~1 art 0.80
              o 3 Deck <- bridge~2 art 0.80
              o 4 Railing <- bridge~2 art 0.80
            """);
  }

  @Test
  void readsATreeOfAsciiArt() {
    assertThat(
            PlanSketch.of(
                """
                # Bridge

                - [ ] BR-1 Survey
                - [ ] BR-2 Piers
                - [ ] BR-3 Deck

                ## Dependencies

                ```
                BR-1 (Survey)
                 └── BR-2 (Piers)
                      └── BR-3 (Deck)
                ```
                """))
        .isEqualTo(
            """
            Bridge
              o BR-1 Survey
              o BR-2 Piers <- br-1 art 0.60
              o BR-3 Deck <- br-2 art 0.60
            """);
  }

  @Test
  void readsWavesOfDottedIds() {
    assertThat(
            PlanSketch.of(
                """
                # Choir

                - [ ] 1.1 Choose the songs
                - [ ] 1.2 Print the notes
                - [ ] 2.1 Rehearse

                ```json
                {"waves": [{"id": 0, "tasks": ["1.1"]}, {"id": 1, "tasks": ["1.2", "2.1"]}]}
                ```
                """))
        .isEqualTo(
            """
            Choir
              o 1.1 Choose the songs
              o 1.2 Print the notes <- 1.1? order
              o 2.1 Rehearse <- 1.1? order
            """);
  }

  @Test
  void readsWavesOfCodes() {
    assertThat(
            PlanSketch.of(
                """
                # Choir

                - [ ] T001 Choose the songs
                - [ ] T002 Print the notes
                - [ ] T003 Rehearse

                ```json
                {"waves": [{"id": 0, "tasks": ["T001", "T002"]}, {"id": 1, "tasks": ["T003"]}]}
                ```
                """))
        .isEqualTo(
            """
            Choir
              o T001 Choose the songs
              o T002 Print the notes
              o T003 Rehearse <- t001? order, t002? order
            """);
  }

  @Test
  void readsFullWidthIds() {
    assertThat(
            PlanSketch.of(
                """
                # 合唱団

                ## フェーズ１：準備

                - [x] Ｔ００１ 曲を選ぶ
                - [ ] Ｔ００２ 楽譜を印刷する
                """))
        .isEqualTo(
            """
            フェーズ1：準備
              x T001 曲を選ぶ
              o T002 楽譜を印刷する
            """);
  }

  @Test
  void readsATableInFullWidth() {
    assertThat(
            PlanSketch.of(
                """
                # 合唱団

                ## フェーズ１：準備

                | 番号 | タスク | 担当 | 依存 |
                |---|---|---|---|
                | Ｔ１ | 曲を選ぶ | 田中 | － |
                | Ｔ２ | 楽譜を印刷する | 鈴木 | Ｔ１ |
                """))
        .isEqualTo(
            """
            フェーズ1：準備
              o T1 曲を選ぶ @田中
              o T2 楽譜を印刷する @鈴木 <- t1 table
            """);
  }

  @Test
  void readsWhatWasEncodedTwice() {
    assertThat(
            PlanSketch.of(
                """
                # ðŸŽµ ChÅ“ur dâ€™Ã©tÃ©

                ## Phase 1 â€“ PrÃ©parer

                ### Task 1: Choisir lâ€™Ã©tÃ© ðŸŽ¼
                **Owner**: ZoÃ«

                ### Task 2: RÃ©pÃ©ter
                **Depends on**: Task 1
                """))
        .isEqualTo(
            """
            Phase 1 – Préparer
              o 1 Choisir l’été 🎼 @Zoë
              o 2 Répéter <- phase-1~1 field
            ! text-repaired 1
            """);
  }
}
