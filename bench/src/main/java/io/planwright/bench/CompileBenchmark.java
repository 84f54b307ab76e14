package io.planwright.bench;

import io.planwright.plan.compile.PlanCompiler;
import io.planwright.workflows.Executors;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.commonmark.ext.front.matter.YamlFrontMatterExtension;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.parser.Parser;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * What compiling documents costs, beside the bare Markdown parser on the same documents.
 *
 * <pre>
 * java -cp 'cli/target/planwright/lib/*:bench/target/classes:…' io.planwright.bench.CompileBenchmark
 * </pre>
 *
 * <p>With {@code -Dplanwright.documents=folder} the documents are those of a folder.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 15)
@Measurement(iterations = 5, time = 3)
public class CompileBenchmark {
  private static final String HEADING =
      "%-52s %9s %9s %9s %11s %7s"
          .formatted("set", "bytes", "bare MB/s", "MB/s", "compile ms", "×");

  @Param(DocumentSets.ALL)
  public String set = DocumentSets.ALL;

  private final PlanCompiler compiler = new PlanCompiler(Executors.catalogue());
  private final Parser parser =
      Parser.builder()
          .extensions(
              List.of(
                  TablesExtension.create(),
                  StrikethroughExtension.create(),
                  YamlFrontMatterExtension.create()))
          .build();
  private List<byte[]> documents = List.of();
  private List<String> texts = List.of();

  @Setup
  public void load() throws IOException {
    documents = DocumentSets.load().of(set);
    texts = documents.stream().map(bytes -> new String(bytes, StandardCharsets.UTF_8)).toList();
  }

  @Benchmark
  public void commonMark(Blackhole seen) {
    for (String text : texts) {
      seen.consume(parser.parse(text));
    }
  }

  @Benchmark
  public void compile(Blackhole seen) {
    for (byte[] document : documents) {
      seen.consume(compiler.compile(document));
    }
  }

  public static void main(String[] args) throws IOException, RunnerException {
    DocumentSets sets = DocumentSets.load();
    Collection<RunResult> results =
        new Runner(
                new OptionsBuilder()
                    .include(CompileBenchmark.class.getName() + "\\.")
                    .param("set", sets.names().toArray(String[]::new))
                    .jvmArgsAppend(sets.argument())
                    .build())
            .run();
    Map<String, Double> bare = times(results, "commonMark");
    Map<String, Double> whole = times(results, "compile");
    System.out.println(HEADING);
    bare.forEach(
        (set, parsed) ->
            System.out.println(line(sets, set, parsed, whole.getOrDefault(set, Double.NaN))));
  }

  private static Map<String, Double> times(Collection<RunResult> results, String benchmark) {
    Map<String, Double> times = new LinkedHashMap<>();
    for (RunResult result : results) {
      if (result.getParams().getBenchmark().endsWith("." + benchmark)) {
        times.put(result.getParams().getParam("set"), result.getPrimaryResult().getScore());
      }
    }
    return times;
  }

  private static String line(DocumentSets sets, String set, double bare, double compiled) {
    long bytes = sets.of(set).stream().mapToLong(document -> document.length).sum();
    return "%-52s %9d %9.1f %9.1f %11.2f %7.2f"
        .formatted(
            set, bytes, bytes / bare / 1e3, bytes / compiled / 1e3, compiled, compiled / bare);
  }
}
