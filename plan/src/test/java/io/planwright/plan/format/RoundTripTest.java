package io.planwright.plan.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.planwright.plan.Catalogue;
import io.planwright.plan.Compiled;
import io.planwright.plan.Diagnostic;
import io.planwright.plan.Plan;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Every format gives back the plan that was written. */
final class RoundTripTest {
  private static final Catalogue NOTHING = new Catalogue(List.of());
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .registerModules(new Jdk8Module(), new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS);
  private static final ObjectMapper SPARSE_JSON =
      JSON.copy().setSerializationInclusion(JsonInclude.Include.NON_ABSENT);

  @Provide
  Arbitrary<Plan> plans() {
    return RandomPlans.arbitrary();
  }

  @Property(tries = 2_000)
  void canonicalMarkdownKeepsThePlan(@ForAll("plans") Plan plan) {
    same(plan, CanonicalMarkdown.read(CanonicalMarkdown.write(plan), NOTHING));
  }

  @Property(tries = 1_000)
  void canonicalMarkdownIsWrittenTheSameAgain(@ForAll("plans") Plan plan) {
    String once = CanonicalMarkdown.write(plan);
    assertThat(CanonicalMarkdown.write(CanonicalMarkdown.read(once, NOTHING).plan()))
        .isEqualTo(once);
  }

  @Property(tries = 1_000)
  void windowsLineEndsChangeNothing(@ForAll("plans") Plan plan) {
    String document = CanonicalMarkdown.write(plan).replace("\n", "\r\n");
    same(plan, CanonicalMarkdown.read(document, NOTHING));
  }

  @Property(tries = 2_000)
  void yamlKeepsThePlan(@ForAll("plans") Plan plan) {
    same(plan, NativeYaml.read(NativeYaml.write(plan), NOTHING));
  }

  @Property(tries = 2_000)
  void jsonKeepsThePlan(@ForAll("plans") Plan plan) throws JsonProcessingException {
    same(plan, PlanJson.read(JSON.writeValueAsString(plan), NOTHING));
    same(plan, PlanJson.read(SPARSE_JSON.writeValueAsString(plan), NOTHING));
  }

  @Property(tries = 500)
  void everyFormatIsRecognised(@ForAll("plans") Plan plan) {
    assertThat(Format.of(CanonicalMarkdown.write(plan))).contains(Format.MARKDOWN);
    assertThat(Format.of(NativeYaml.write(plan))).contains(Format.YAML);
  }

  private static void same(Plan plan, Compiled read) {
    assertThat(read.diagnostics())
        .filteredOn(said -> said.severity() == Diagnostic.Severity.ERROR)
        .filteredOn(said -> !said.code().equals("unknown-executor"))
        .isEmpty();
    assertThat(placeless(read.plan())).isEqualTo(placeless(plan));
    assertThat(read.plan().hash()).isEqualTo(plan.hash());
  }

  /** So that a difference is shown, not only two hashes. */
  private static String placeless(Plan plan) {
    try {
      return JSON.writerWithDefaultPrettyPrinter()
          .writeValueAsString(plan)
          .replaceAll("\"source\" : \\{\\s*\"line\" : \\d+,\\s*\"column\" : \\d+\\s*}", "")
          .replaceAll("\"form\" : \"\\w+\"", "");
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
