package io.planwright.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The documents of a benchmark: each by itself, and all of them. */
final class DocumentSets {
  static final String ALL = "all";

  /** Names the folder that the documents are taken from. */
  static final String FOLDER = "planwright.documents";

  private static final List<String> OWN =
      List.of(
          "breakdown-table.md",
          "delegation-yaml.md",
          "kiro-list.md",
          "phases-and-fields.md",
          "story-codes.md");

  private final Map<String, byte[]> documents;
  private final String folder;

  private DocumentSets(Map<String, byte[]> documents, String folder) {
    this.documents = documents;
    this.folder = folder;
  }

  /** Those of the folder that the system property names, else our own. */
  static DocumentSets load() throws IOException {
    String folder = System.getProperty(FOLDER, "");
    return new DocumentSets(folder.isEmpty() ? own() : in(Path.of(folder)), folder);
  }

  private static Map<String, byte[]> own() throws IOException {
    Map<String, byte[]> documents = new LinkedHashMap<>();
    for (String name : OWN) {
      try (InputStream in = DocumentSets.class.getResourceAsStream("documents/" + name)) {
        if (in == null) {
          throw new IOException("expected the resource documents/" + name + ", there is none");
        }
        documents.put(name, in.readAllBytes());
      }
    }
    return documents;
  }

  private static Map<String, byte[]> in(Path folder) throws IOException {
    Map<String, byte[]> documents = new LinkedHashMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        documents.put(file.getFileName().toString(), Files.readAllBytes(file));
      }
    }
    if (documents.isEmpty()) {
      throw new IOException("expected documents in " + folder + ", there are none");
    }
    return documents;
  }

  /** All first, then the largest documents, which take longest. */
  List<String> names() {
    Stream<String> largest =
        documents.entrySet().stream()
            .sorted((one, other) -> other.getValue().length - one.getValue().length)
            .limit(OWN.size())
            .map(Map.Entry::getKey);
    return Stream.concat(Stream.of(ALL), largest).toList();
  }

  List<byte[]> of(String name) {
    byte[] document = documents.get(name);
    return document == null ? List.copyOf(documents.values()) : List.of(document);
  }

  /** By which another JVM loads the same documents. */
  String argument() {
    return "-D" + FOLDER + "=" + folder;
  }
}
