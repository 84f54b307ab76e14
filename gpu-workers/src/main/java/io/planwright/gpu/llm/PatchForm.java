package io.planwright.gpu.llm;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.planwright.plan.Executor;
import io.planwright.plan.assist.PlanOutline;
import io.planwright.plan.assist.PlanPatch;
import io.planwright.plan.assist.Proposal;
import io.planwright.workflows.assist.AssistRequest;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The form of a patch: what a model is held to while it writes, and what its answer is held to
 * afterwards. A model's server may ignore the first.
 */
final class PatchForm {
  static final int LONGEST_REASON = 300;

  /** What a model may propose at once; a small one would not come to an end. */
  static final int MOST_ASKED = 20;

  private static final int LONGEST_WHY = 300;
  private static final int DEEPEST = 20;

  private static final ObjectMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
                  .build())
          .addModule(new Jdk8Module())
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final JsonSchema SCHEMA =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(PlanPatch.schema());

  private PatchForm() {}

  /** What became of an answer. */
  sealed interface Read {
    record Useful(PlanPatch patch) implements Read {}

    record Useless(String why) implements Read {}
  }

  static Read read(String answer) {
    try {
      JsonNode tree = JSON.readTree(bare(answer));
      Set<ValidationMessage> wrong = SCHEMA.validate(tree);
      if (!wrong.isEmpty()) {
        return useless(wrong.iterator().next().getMessage());
      }
      List<Proposal> proposals =
          JSON.treeToValue(tree, PlanPatch.class).proposals().stream()
              .map(
                  proposal ->
                      proposal.because(
                          Text.beginning(Text.oneLine(proposal.reason()), LONGEST_REASON)))
              .toList();
      return new Read.Useful(new PlanPatch(proposals));
    } catch (JsonProcessingException e) {
      return useless("no JSON: " + e.getOriginalMessage());
    }
  }

  private static Read useless(String why) {
    return new Read.Useless(
        "the answer must be a patch in JSON, was not: "
            + Text.beginning(Text.oneLine(why), LONGEST_WHY));
  }

  /** Without what models that know no form put around their JSON: thoughts, and a fence. */
  private static String bare(String answer) {
    String text = answer.strip();
    int thought = text.startsWith("<think>") ? text.indexOf("</think>") : -1;
    if (thought >= 0) {
      text = text.substring(thought + "</think>".length()).strip();
    }
    int body = text.indexOf('\n');
    return text.startsWith("```") && text.endsWith("```") && body > 0 && body < text.length() - 3
        ? text.substring(body, text.length() - 3)
        : text;
  }

  /**
   * The schema with the names of this plan and of these executors for the names that it leaves
   * open.
   */
  static String narrowed(AssistRequest request) {
    PlanOutline plan = request.plan();
    ObjectNode schema = tree(PlanPatch.schema());
    ObjectNode parts = (ObjectNode) schema.path("$defs");
    List<String> tasks = plan.tasks().stream().map(PlanOutline.Work::key).toList();
    List<String> free =
        plan.tasks().stream()
            .filter(task -> task.free() && task.open())
            .map(PlanOutline.Work::key)
            .toList();
    List<String> figures =
        Stream.of(
                plan.criteria().stream(),
                plan.phases().stream().flatMap(phase -> phase.criteria().stream()),
                plan.tasks().stream().flatMap(task -> task.criteria().stream()))
            .flatMap(all -> all)
            .map(PlanOutline.Figure::text)
            .distinct()
            .toList();
    words(parts.putObject("task"), tasks);
    words(parts.putObject("free"), free);
    words(
        parts.putObject("part"),
        Stream.concat(plan.phases().stream().map(PlanOutline.Part::key), tasks.stream()).toList());
    words(parts.putObject("output"), tasks.stream().map(key -> "${" + key + "}").toList());
    ObjectNode proposals = (ObjectNode) schema.at("/properties/proposals");
    proposals.put("maxItems", MOST_ASKED);
    ArrayNode kinds = ((ObjectNode) proposals.path("items")).putArray("anyOf");
    if (!free.isEmpty()) {
      request.executors().forEach(executor -> kinds.add(bind(parts, executor)));
    }
    kinds.addObject().put("$ref", "#/$defs/add-dependency");
    if (!figures.isEmpty()) {
      words((ObjectNode) parts.at("/name-metric/properties/criterion"), figures);
      kinds.addObject().put("$ref", "#/$defs/name-metric");
    }
    return schema.toString();
  }

  private static ObjectNode bind(ObjectNode parts, Executor executor) {
    ObjectNode bind = parts.path("bind").deepCopy();
    ObjectNode properties = (ObjectNode) bind.path("properties");
    properties.putObject("task").put("$ref", "#/$defs/free");
    properties.putObject("executor").put("const", executor.name());
    ObjectNode inputs = (ObjectNode) properties.path("inputs");
    ObjectNode each = inputs.putObject("properties");
    ArrayNode required = inputs.putArray("required");
    for (Executor.Input input : executor.inputs()) {
      value(each.putObject(input.name()), input.type());
      if (input.required()) {
        required.add(input.name());
      }
    }
    inputs.put("additionalProperties", false);
    ((ArrayNode) bind.path("required")).add("inputs");
    return bind;
  }

  private static void value(ObjectNode schema, Executor.Type type) {
    switch (type) {
      case TEXT, DURATION -> schema.put("type", "string");
      case INTEGER -> schema.put("type", "integer");
      case NUMBER -> schema.put("type", "number");
      case FLAG -> schema.put("type", "boolean");
      case TEXTS -> schema.put("type", "array").putObject("items").put("type", "string");
      case INTEGERS -> schema.put("type", "array").putObject("items").put("type", "integer");
      case ARTIFACT -> schema.put("$ref", "#/$defs/output");
    }
  }

  private static void words(ObjectNode schema, List<String> words) {
    schema.removeAll();
    schema.put("type", "string");
    ArrayNode all = schema.putArray("enum");
    words.forEach(all::add);
  }

  private static ObjectNode tree(String json) {
    try {
      return (ObjectNode) JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the patch's schema must be JSON", e);
    }
  }
}
