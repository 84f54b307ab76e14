package io.planwright.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The script in front of it all, over a project of one class and a Maven that copies it. */
@Timeout(60)
final class LauncherTest {
  private static final String JDK = System.getProperty("java.home");

  private final Path folder;
  private final Path project;

  LauncherTest(@TempDir Path folder) {
    this.folder = folder;
    this.project = folder.resolve("a project");
  }

  private record Result(int exit, String out, String err) {}

  @BeforeEach
  void layOut() throws IOException {
    Path source = project.resolve("cli/src/main/java/io/planwright/cli/Main.java");
    Files.createDirectories(source.getParent());
    Files.writeString(
        source,
        """
        package io.planwright.cli;
        class Main {
          public static void main(String[] arguments) {
            if (arguments.length > 0 && arguments[arguments.length - 1].equals("natively")) {
              java.lang.foreign.MemorySegment.ofAddress(8).reinterpret(8);
            }
            System.out.println(String.join("|", arguments) + " in " + System.getProperty("user.dir"));
            System.exit(7);
          }
        }
        """);
    Files.writeString(project.resolve("pom.xml"), "<project/>");
    Files.writeString(project.resolve("cli/pom.xml"), "<project/>");
    Path classes = folder.resolve("classes");
    assertThat(
            ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-d", classes.toString(), source.toString()))
        .isZero();
    Path maven = folder.resolve("bin/mvn");
    Files.createDirectories(maven.getParent());
    Files.writeString(
        maven,
        """
        #!/bin/sh
        set -e
        echo "says Maven"
        echo built >>'%1$s/builds'
        sleep 0.3
        app=cli/target/planwright
        '%2$s/bin/jar' --create --file $app/lib/planwright-cli-0.1.0.jar -C '%1$s/classes' .
        printf 'lib/other.jar' >$app/planwright.stamp
        """
            .formatted(folder, JDK));
    executable(maven);
    String script = Files.readString(Path.of("../planwright"));
    Files.writeString(
        project.resolve("planwright"), script.replace("/usr/lib/jvm", folder + "/none"));
    executable(project.resolve("planwright"));
    Files.createSymbolicLink(folder.resolve("link"), Path.of("a project/planwright"));
  }

  @Test
  void buildsOnceAndRunsFromAnyFolderThroughALink() throws Exception {
    Result first = launch(JDK, "run", "start", "a b", "");
    assertThat(first.err()).contains("planwright: building", "says Maven");
    assertThat(first.out()).isEqualTo("run|start|a b| in " + folder.toRealPath() + "\n");
    assertThat(first.exit()).isEqualTo(7);

    Result second = launch(JDK, "dev");
    assertThat(second).isEqualTo(new Result(7, "dev in " + folder.toRealPath() + "\n", ""));
    assertThat(builds()).isEqualTo(1);
  }

  @Test
  void buildsAgainWhenASourceIsNewer() throws Exception {
    launch(JDK);
    Files.setLastModifiedTime(
        project.resolve("cli/src/main/java/io/planwright/cli/Main.java"),
        FileTime.from(Instant.now().plusSeconds(60)));
    launch(JDK);
    assertThat(builds()).isEqualTo(2);
  }

  @Test
  void buildsOnceForTwoThatStartTogether() throws Exception {
    Process one = process(JDK).start();
    Process two = process(JDK).start();
    assertThat(one.waitFor()).isEqualTo(7);
    assertThat(two.waitFor()).isEqualTo(7);
    assertThat(builds()).isEqualTo(1);
    assertThat(project.resolve("cli/target/planwright.lock")).doesNotExist();
  }

  @Test
  void rehearsesOnceAndRunsWithoutTheCacheWhereThereIsNone() throws Exception {
    launch(JDK, "plan");
    Path cache = cache();
    FileTime written = Files.getLastModifiedTime(cache);

    Result with = launch(JDK, "plan");
    assertThat(Files.getLastModifiedTime(cache)).isEqualTo(written);

    Files.delete(cache);
    assertThat(launch(JDK, "plan")).isEqualTo(with);
    assertThat(cache).doesNotExist();

    Files.writeString(cache, "no cache");
    assertThat(launch(JDK, "plan")).isEqualTo(with);
    assertThat(with.err()).isEmpty();
  }

  @Test
  void letsTheCommandsThatUseNativeCodeDoSoWithoutAWarning() throws Exception {
    launch(JDK);
    for (String command :
        List.of(
            "plan show",
            "plan export",
            "plan accept",
            "plan assist",
            "executor route",
            "temporal plan",
            "migrate",
            "api",
            "worker",
            "dev",
            "demo")) {
      String[] words = (command + " natively").split(" ");
      assertThat(launch(JDK, words)).as(command).extracting(Result::err).isEqualTo("");
    }
    assertThat(launch(JDK, "plan", "check", "natively").err()).contains("restricted method");
  }

  private Path cache() throws IOException {
    try (Stream<Path> files = Files.list(project.resolve("cli/target/planwright"))) {
      return files.filter(file -> file.toString().endsWith(".aot")).findFirst().orElseThrow();
    }
  }

  @Test
  void saysHowToGetAJdkWhereThereIsNone() throws Exception {
    Path old = folder.resolve("old");
    Files.createDirectories(old.resolve("bin"));
    Files.createFile(old.resolve("bin/javac"));
    executable(old.resolve("bin/javac"));
    Files.writeString(old.resolve("release"), "JAVA_VERSION=\"21.0.4\"\n");

    Result result = launch(old.toString());

    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).contains("needs a JDK 25 or newer", "sdk install java", "apt install");
  }

  @Test
  void endsWhenTheBuildFails() throws Exception {
    Files.writeString(folder.resolve("bin/mvn"), "#!/bin/sh\nexit 1\n");

    Result result = launch(JDK);

    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.err()).contains("the build failed");
    assertThat(project.resolve("cli/target/planwright.lock")).doesNotExist();
  }

  private long builds() throws IOException {
    return Files.readAllLines(folder.resolve("builds")).size();
  }

  private static void executable(Path file) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Result launch(String javaHome, String... arguments) throws Exception {
    File err = folder.resolve("err").toFile();
    Process process = process(javaHome, arguments).redirectError(err).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Result(process.waitFor(), out, Files.readString(err.toPath()));
  }

  private ProcessBuilder process(String javaHome, String... arguments) {
    List<String> command = new ArrayList<>(List.of(folder.resolve("link").toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().clear();
    builder.environment().put("PATH", folder.resolve("bin") + ":/bin:/usr/bin");
    builder.environment().put("HOME", folder.toString());
    builder.environment().put("JAVA_HOME", javaHome);
    return builder;
  }
}
