package io.planwright.quant.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.planwright.quant.method.Method;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The tables of the README, package by package, name the methods that there are. */
final class CatalogueTableTest {
  private static final Pattern ROW = Pattern.compile("\\| `([^`]+)` \\|.*");
  private static final int COLUMNS = 5;

  @Test
  void theReadmeNamesEachMethodOnceInTheTableOfItsPackage() throws IOException {
    Map<String, List<String>> methods = new TreeMap<>();
    for (Method<?> method : Methods.all()) {
      String name = method.request().getPackageName();
      methods
          .computeIfAbsent(name.substring(name.lastIndexOf('.') + 1), unused -> new ArrayList<>())
          .add(method.name());
    }
    Map<String, List<String>> tables = tables(Files.readAllLines(Path.of("README.md")));
    assertThat(tables.keySet()).containsExactlyElementsOf(methods.keySet());
    methods.forEach(
        (feature, names) ->
            assertThat(tables.get(feature)).as(feature).containsExactlyInAnyOrderElementsOf(names));
  }

  @Test
  void eachRowFillsItsColumns() throws IOException {
    assertThat(Files.readAllLines(Path.of("README.md")))
        .filteredOn(line -> ROW.matcher(line).matches())
        .isNotEmpty()
        .allSatisfy(
            line -> {
              List<String> cells = List.of(line.substring(1, line.length() - 1).split("\\|", -1));
              assertThat(cells).hasSize(COLUMNS).allSatisfy(cell -> assertThat(cell).isNotBlank());
            });
  }

  private static Map<String, List<String>> tables(List<String> lines) {
    Map<String, List<String>> tables = new TreeMap<>();
    String feature = "before the first table";
    for (String line : lines) {
      if (line.startsWith("#")) {
        feature = line.replaceFirst("#+ ", "");
      }
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        tables.computeIfAbsent(feature, unused -> new ArrayList<>()).add(row.group(1));
      }
    }
    return tables;
  }
}
