package dev.promoter.manual;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promoter.sandbox.DlrnBuilder;
import dev.promoter.sandbox.DlrnServer;
import dev.promoter.sandbox.Story;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Types what the first page and the tutorial tell the reader to type, in that order, into a real
 * shell with the built program, and holds what is printed against what the pages show.
 *
 * <p>How the pages are read: a block {@code sh} is typed; a block {@code text} behind it is what it
 * prints, see {@link Shown}; a block {@code ini} is the content of the file that the prose before
 * it names last; Ctrl-C in the prose ends what is running. There are no other blocks. Builds with
 * Maven are left to {@code .ci/run}.
 */
@DisabledOnOs(OS.WINDOWS)
class DocumentedCommandsIT {
  private static final Path HOME =
      Path.of(System.getProperty("promoter.installation", "target/promoter")).toAbsolutePath();

  private static final Pattern MAVEN = Pattern.compile("(mvn [^&\n]*[^&\n ])(?: && |\n|$)");
  private static final Pattern GOES_ON = Pattern.compile("\\S*promoter (?:sandbox|run)\\b.*\n");
  private static final Pattern SERVER = Pattern.compile("http://127\\.0\\.0\\.1:\\d+");

  /** What only looks may be repeated until the daemon has come so far. */
  private static final Pattern LOOKS =
      Pattern.compile("(?:\\S*promoter (?:status|history|explain|holds|waivers)\\b.*\n)+");

  private static final Pattern HAS_A_LOOK =
      Pattern.compile("(?m)^\\S*promoter (?:status|history|explain|holds|waivers)\\b");

  /** What an order says that met a round; the page says to type it again. */
  private static final String TOO_EARLY = "another round of this release is at work";

  /** The port that the reader is told to choose for the daemon; a test takes any that is free. */
  private static final String CHOSEN_PORT = "127.0.0.1:8080";

  private static final String ANY_PORT = "127.0.0.1:0";

  /** The port in the place of which the reader writes that of their sandbox. */
  private static final String PORT_OF_SANDBOX = "http://127.0.0.1:40123";

  @TempDir private Path directory;

  @Test
  void the_commands_of_the_first_page_do_what_it_says() throws Exception {
    try (DlrnServer server = DlrnServer.start(0);
        Terminal terminal =
            new Terminal(directory, HOME, Map.of("DLRNAPI_PASSWORD", DlrnBuilder.PASSWORD))) {
      Story.tell(server);
      write(terminal.file("~/promoter/config/promoter.ini"), "[web]\nlisten: " + ANY_PORT + "\n");

      follow(Page.front(), terminal, Map.of(Story.PUBLIC_ADDRESS, server.address()));
    }
  }

  @Test
  void the_commands_of_the_tutorial_do_what_it_says() throws Exception {
    try (Terminal terminal = new Terminal(directory, HOME, Map.of())) {
      follow(Page.named("tutorial"), terminal, Map.of());
    }
  }

  @Test
  void the_builds_are_those_that_the_checks_make() throws IOException {
    String checks = withoutFlags(Files.readString(Path.of(".ci/run")));
    List<String> builds =
        List.of(Page.front(), Page.named("tutorial")).stream()
            .flatMap(page -> page.blocks().stream())
            .filter(block -> block.holds("sh"))
            .flatMap(block -> MAVEN.matcher(block.text()).results())
            .map(found -> found.group(1))
            .toList();

    assertThat(builds).contains("mvn verify", "mvn -q -DskipTests package");
    assertThat(builds).allSatisfy(build -> assertThat(checks).contains(withoutFlags(build)));
  }

  /** Those that only make the output shorter. */
  private static String withoutFlags(String commands) {
    return commands.replace(" -B", "").replace(" -ntp", "");
  }

  private void follow(Page page, Terminal terminal, Map<String, String> addresses)
      throws IOException, InterruptedException {
    List<Page.Part> parts = page.parts().stream().filter(part -> !part.text().isBlank()).toList();
    for (int at = 0; at < parts.size(); at++) {
      Page.Part part = parts.get(at);
      if (part.holds("sh")) {
        Optional<Shown> output =
            parts.subList(at + 1, parts.size()).stream()
                .limit(1)
                .filter(next -> next.holds("text"))
                .map(DocumentedCommandsIT::shown)
                .findFirst();
        type(part, page.at(part), output, terminal);
      } else if (part.holds("ini")) {
        write(fileNamedIn(parts.get(at - 1), terminal), mapped(part.text(), terminal, addresses));
      } else if (part.block()) {
        assertThat(part.holds("text") && parts.get(at - 1).holds("sh"))
            .as(page.at(part) + " is the output of the commands before it")
            .isTrue();
      } else if (part.text().contains("Ctrl-C")) {
        terminal.interrupt();
      }
    }
    terminal.interrupt();
  }

  private static void type(
      Page.Part block, String place, Optional<Shown> shown, Terminal terminal) {
    String commands = MAVEN.matcher(block.text()).replaceAll("");
    if (GOES_ON.matcher(commands).matches()) {
      assertThat(shown).as(place + " shows when the reader may go on").isPresent();
      shown.ifPresent(lines -> terminal.begin(commands, lines));
      return;
    }
    boolean looks = LOOKS.matcher(commands).matches();
    assertThat(looks || !HAS_A_LOOK.matcher(commands).find())
        .as(place + " looks at a daemon's work in a block of its own: it takes the daemon a moment")
        .isTrue();
    Predicate<String> enough =
        shown
            .filter(lines -> looks)
            .<Predicate<String>>map(lines -> lines::in)
            .orElse(output -> !output.contains(TOO_EARLY));
    Terminal.Ran ran = terminal.runUntil(commands, enough);
    assertThat(ran.exit()).as("%s%n%s", place, ran.output()).isZero();
    shown.ifPresent(
        lines -> assertThat(ran.output()).as(place).matches(lines::in, "has the lines shown"));
  }

  private static Shown shown(Page.Part block) {
    return Shown.of(
        block.lines().stream().map(line -> line.replace(CHOSEN_PORT, Shown.REST)).toList());
  }

  private static Path fileNamedIn(Page.Part prose, Terminal terminal) {
    List<String> files = prose.code().stream().filter(code -> code.endsWith(".ini")).toList();
    return terminal.file(files.get(files.size() - 1));
  }

  private static String mapped(String text, Terminal terminal, Map<String, String> addresses)
      throws IOException {
    String mapped = text.replace(CHOSEN_PORT, ANY_PORT);
    for (Map.Entry<String, String> address : addresses.entrySet()) {
      mapped = mapped.replace(address.getKey(), address.getValue());
    }
    Path ofSandbox = terminal.file("~/sandbox/config/releases/CentOS-9/zed.ini");
    if (!mapped.contains(PORT_OF_SANDBOX)) {
      return mapped;
    }
    Matcher port = SERVER.matcher(Files.readString(ofSandbox));
    assertThat(port.find()).as(ofSandbox + " has the address").isTrue();
    return mapped.replace(PORT_OF_SANDBOX, port.group());
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
