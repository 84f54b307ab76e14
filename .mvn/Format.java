import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Formats every Java source below a folder, or says which are not. Run by the build on the
 * toolchain's JDK: Maven's own may be too old to parse the sources.
 */
class Format {
  public static void main(String[] args) throws Exception {
    boolean apply = args[1].equals("apply");
    List<Path> unformatted = new ArrayList<>();
    try (Stream<Path> files = Files.walk(Path.of(args[0]))) {
      for (Path file : files.filter(Format::isSource).sorted().toList()) {
        String source = Files.readString(file);
        String formatted =
            new Formatter(JavaFormatterOptions.builder().build())
                .formatSource(
                    RemoveUnusedImports.removeUnusedImports(
                        ImportOrderer.reorderImports(source, JavaFormatterOptions.Style.GOOGLE)));
        if (!formatted.equals(source)) {
          unformatted.add(file);
          if (apply) {
            Files.writeString(file, formatted);
          }
        }
      }
    }
    if (!apply && !unformatted.isEmpty()) {
      unformatted.forEach(file -> System.err.println("not formatted: " + file));
      System.err.println("to format: mvn -N process-resources -Dformat=apply");
      System.exit(1);
    }
  }

  private static boolean isSource(Path file) {
    String path = file.toString();
    return path.endsWith(".java") && path.contains("/src/") && !path.contains("/target/");
  }
}
