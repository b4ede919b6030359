package dev.promoter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the launcher with a stand-in of Java that says how it was called. */
class LauncherTest {
  @TempDir Path directory;

  private Path home;
  private final Map<String, String> environment = new HashMap<>(Map.of("PATH", "/usr/bin:/bin"));
  private long pid;

  @BeforeEach
  void install() throws IOException {
    home = directory.toRealPath().resolve("an installation");
    Files.createDirectories(home.resolve("bin"));
    Files.createDirectories(home.resolve("lib"));
    Files.copy(
        Path.of("src/main/dist/bin/promoter"),
        home.resolve("bin/promoter"),
        StandardCopyOption.COPY_ATTRIBUTES);
  }

  private Path java(String version) throws IOException {
    Path java = directory.resolve("java " + version);
    Files.createDirectories(java.resolve("bin"));
    executable(
        java.resolve("bin/java"),
        """
        #!/bin/sh
        if [ "$1" = -version ]; then echo 'openjdk version "%s" 2025-04-15' >&2; exit 0; fi
        echo "pid $$"
        for word in "$@"; do echo "<$word>"; done
        exit 7
        """
            .formatted(version));
    return java;
  }

  private static void executable(Path file, String text) throws IOException {
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private String launch(int expected, Path launcher, String... words) throws Exception {
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(environment);
    Process process = builder.start();
    pid = process.pid();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(text).isEqualTo(expected);
    return text;
  }

  @Test
  void it_becomes_java_with_the_words_as_they_were_given() throws Exception {
    environment.put("JAVA_HOME", java("17.0.15").toString());
    environment.put("PROMOTER_JAVA_OPTS", "-Xmx1g -Da=b");

    String text = launch(7, home.resolve("bin/promoter"), "hold", "--reason", "a  b *");

    assertThat(text)
        .contains("pid " + pid + "\n")
        .contains("<-Dpromoter.home=" + home + ">\n")
        .contains("<-cp>\n<" + home + "/lib/*>\n<dev.promoter.Promoter>\n")
        .endsWith("<hold>\n<--reason>\n<a  b *>\n");
    assertThat(text.indexOf("<-Xmx1g>\n<-Da=b>")).isGreaterThan(text.indexOf("<-Xmx512m>"));
  }

  @Test
  void only_what_runs_for_long_is_compiled_fully() throws Exception {
    environment.put("JAVA_HOME", java("17").toString());

    assertThat(launch(7, home.resolve("bin/promoter"), "--config", "c", "status"))
        .contains("<-XX:TieredStopAtLevel=1>");
    assertThat(launch(7, home.resolve("bin/promoter"), "--config", "c", "once"))
        .contains("<-XX:TieredStopAtLevel=1>");
    assertThat(launch(7, home.resolve("bin/promoter"), "--config", "c", "run"))
        .contains("<-XX:Tier4InvocationThreshold=100000>", "<-Xms320m>\n<-Xmn200m>")
        .doesNotContain("TieredStopAtLevel");
  }

  @Test
  void a_heap_of_another_size_is_not_given_parts_that_do_not_fit_into_it() throws Exception {
    environment.put("JAVA_HOME", java("17").toString());
    environment.put("PROMOTER_JAVA_OPTS", "-Xmx128m");

    assertThat(launch(7, home.resolve("bin/promoter"), "run"))
        .contains("<-Xmx128m>")
        .doesNotContain("-Xms", "-Xmn");
  }

  @Test
  void it_finds_its_installation_through_links() throws Exception {
    environment.put("JAVA_HOME", java("25").toString());
    Path second = Files.createSymbolicLink(home.resolve("second"), Path.of("bin/promoter"));
    Path first = Files.createSymbolicLink(directory.resolve("promoter"), second);

    assertThat(launch(7, first)).contains("<-Dpromoter.home=" + home + ">\n");
  }

  @Test
  void it_takes_the_java_on_the_path() throws Exception {
    environment.put("PATH", java("21.0.1").resolve("bin") + ":/usr/bin:/bin");

    assertThat(launch(7, home.resolve("bin/promoter"), "version")).contains("<version>");
  }

  @Test
  void it_refuses_a_java_that_is_too_old() throws Exception {
    environment.put("JAVA_HOME", java("11.0.2").toString());
    assertThat(launch(1, home.resolve("bin/promoter"))).contains("is Java 11.", "Java 17 or newer");

    environment.put("JAVA_HOME", java("1.8.0_402").toString());
    assertThat(launch(1, home.resolve("bin/promoter"))).contains("is Java 8.");
  }

  @Test
  void it_reads_the_version_from_the_release_file_if_there_is_one() throws Exception {
    Path java = java("unreadable");
    environment.put("JAVA_HOME", java.toString());
    assertThat(launch(1, home.resolve("bin/promoter"))).contains("does not say which version");

    Files.writeString(java.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"17.0.15\"\n");
    assertThat(launch(7, home.resolve("bin/promoter"))).contains("<dev.promoter.Promoter>");
  }

  @Test
  void it_says_what_to_do_when_java_or_the_installation_is_missing() throws Exception {
    environment.put("JAVA_HOME", directory.resolve("nowhere").toString());
    assertThat(launch(1, home.resolve("bin/promoter"))).contains("JAVA_HOME is", "set JAVA_HOME");

    environment.remove("JAVA_HOME");
    environment.put("PATH", toolsWithoutJava().toString());
    assertThat(launch(1, home.resolve("bin/promoter"))).contains("no Java on the PATH");

    Files.delete(home.resolve("lib"));
    assertThat(launch(1, home.resolve("bin/promoter"))).contains("lib is missing");
  }

  private Path toolsWithoutJava() throws IOException {
    Path tools = Files.createDirectories(directory.resolve("tools"));
    for (String tool : List.of("dirname", "readlink", "sed")) {
      for (String place : List.of("/usr/bin", "/bin")) {
        Path real = Path.of(place, tool);
        if (Files.exists(real) && !Files.exists(tools.resolve(tool))) {
          executable(tools.resolve(tool), "#!/bin/sh\nexec %s \"$@\"\n".formatted(real));
        }
      }
    }
    return tools;
  }
}
