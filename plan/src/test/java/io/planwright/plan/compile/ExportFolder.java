package io.planwright.plan.compile;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.planwright.plan.Compiled;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Compiles every document of a folder and writes what the product would export into another. */
final class ExportFolder {
  static final ObjectMapper JSON =
      new ObjectMapper()
          .registerModules(new Jdk8Module(), new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS);

  private ExportFolder() {}

  public static void main(String[] arguments) throws IOException {
    PlanCompiler compiler = new PlanCompiler(TestingExecutors.catalogue());
    Path to = Files.createDirectories(Path.of(arguments[1]));
    for (Path document : documents(Path.of(arguments[0]))) {
      String name = document.getFileName().toString().replaceFirst("\\.\\w+$", ".json");
      byte[] bytes = Files.readAllBytes(document);
      Files.write(to.resolve(name), JSON.writeValueAsBytes(export(compiler.compile(bytes))));
    }
  }

  static Map<String, Object> export(Compiled compiled) {
    Map<String, Object> export = new LinkedHashMap<>();
    export.put("title", compiled.plan().title());
    export.put("phases", compiled.plan().phases());
    export.put("criteria", compiled.plan().criteria());
    export.put("risks", compiled.plan().risks());
    export.put("rollbacks", compiled.plan().rollbacks());
    export.put("settings", compiled.plan().settings());
    export.put("notes", compiled.plan().notes());
    export.put("diagnostics", compiled.diagnostics());
    return export;
  }

  private static List<Path> documents(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }
}
