package io.planwright.plan.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.planwright.plan.Catalogue;
import io.planwright.plan.Diagnostic;
import io.planwright.plan.Plan;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The published schema and the readers know the same documents. */
final class SchemaTest {
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .registerModules(new Jdk8Module(), new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS);
  private static final JsonSchema SCHEMA = schema();

  @Provide
  Arbitrary<Plan> plans() {
    return RandomPlans.arbitrary();
  }

  @Property(tries = 300)
  void writtenYamlIsValid(@ForAll("plans") Plan plan) {
    assertThat(SCHEMA.validate(tree(NativeYaml.write(plan)))).isEmpty();
  }

  @Property(tries = 300)
  void theRecordsJsonIsValid(@ForAll("plans") Plan plan) {
    assertThat(SCHEMA.validate(JSON.valueToTree(plan))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{phases: []}",
        "{title: t}",
        "{title: t, phases: [], titel: x}",
        "{planwright: 2, title: t, phases: []}",
        "{title: t, phases: [{tasks: []}]}",
        "{title: t, phases: [{title: p, tasks: [{title: a, state: finished}]}]}",
        "{title: t, phases: [{title: p, tasks: [{title: a, binding: {}}]}]}",
        "{title: t, phases: [{title: p, key: a b}]}",
        "{title: t, phases: [], criteria: [{text: a, measure: {value: 1}}]}"
      })
  void whatTheSchemaRefusesIsAnErrorToTheReader(String document) {
    assertThat(SCHEMA.validate(tree(document))).isNotEmpty();
    assertThat(NativeYaml.read(document, new Catalogue(List.of())).diagnostics())
        .anyMatch(said -> said.severity() == Diagnostic.Severity.ERROR);
  }

  @Test
  void aShortDocumentIsValid() {
    String document =
        "{title: t, phases: [{title: p, tasks: [{title: a}, {id: 1.1, title: b, dependsOn: [a]}]}]}";
    assertThat(SCHEMA.validate(tree(document))).isEmpty();
    assertThat(NativeYaml.read(document, new Catalogue(List.of())).diagnostics()).isEmpty();
  }

  private static JsonNode tree(String yaml) {
    Object loaded = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
    return JSON.valueToTree(loaded);
  }

  private static JsonSchema schema() {
    try (InputStream schema =
        Objects.requireNonNull(Plan.class.getResourceAsStream("plan.schema.json"))) {
      return JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(schema);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
