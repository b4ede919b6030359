package dev.promoter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

class HelpTest {
  private static final Path PAGE = Path.of("src/site/markdown/reference-commands.md");
  private static final String MARK = "<!-- from here on the page is made from the help texts -->\n";

  private final Terminal terminal = new Terminal();

  private static CommandLine tree() {
    Globals globals = new Globals();
    return PromoterCommand.tree(
        new Session(
            options -> {
              throw OperationException.failure("the help opens nothing");
            },
            System.out,
            Map.of(),
            globals),
        globals);
  }

  static List<CommandSpec> commands() {
    List<CommandSpec> all = new ArrayList<>(List.of(tree().getCommandSpec()));
    Set<CommandLine> subcommands = new LinkedHashSet<>(tree().getSubcommands().values());
    subcommands.forEach(command -> all.add(command.getCommandSpec()));
    return all;
  }

  @ParameterizedTest
  @MethodSource("commands")
  void every_command_option_and_argument_is_described(CommandSpec command) {
    assertThat(command.usageMessage().description()).as(command.name()).isNotEmpty();
    assertThat(command.usageMessage().footer()).as(command.name()).isNotEmpty();
    assertThat(command.usageMessage().exitCodeList()).as(command.name()).isNotEmpty();
    command
        .args()
        .forEach(
            arg ->
                assertThat(arg.description())
                    .as(command.name() + " " + arg.paramLabel())
                    .isNotEmpty());
  }

  @ParameterizedTest
  @MethodSource("commands")
  void the_help_of_a_command_shows_every_option_within_the_width(CommandSpec command) {
    String[] line =
        command.parent() == null
            ? new String[] {"--help"}
            : new String[] {command.name(), "--help"};
    assertThat(terminal.run(line)).isZero();
    assertThat(terminal.opened).isEmpty();
    command.options().forEach(option -> assertThat(terminal.out()).contains(option.longestName()));
    assertThat(terminal.out().lines()).allMatch(text -> text.length() <= 100, "fits into 100");
    String help = terminal.out();
    terminal.run(
        command.parent() == null ? new String[] {"help"} : new String[] {"help", command.name()});
    assertThat(terminal.out()).isEqualTo(help);
  }

  @Test
  void the_overview_lists_every_command_in_one_group() {
    List<String> grouped =
        HelpStyle.groupedCommands().values().stream().flatMap(Collection::stream).toList();
    List<String> names = commands().stream().skip(1).map(CommandSpec::name).toList();

    assertThat(grouped).containsExactlyInAnyOrderElementsOf(names);
    terminal.type("--help");
    names.forEach(name -> assertThat(terminal.out()).contains("\n  " + name));
  }

  @Test
  void the_reference_page_says_what_the_help_says() throws IOException {
    StringBuilder page = new StringBuilder(Files.readString(PAGE));
    int mark = page.indexOf(MARK);
    assertThat(mark).as("the mark in " + PAGE).isNotNegative();
    page.setLength(mark + MARK.length());
    for (CommandSpec command : commands()) {
      if (command.parent() == null) {
        terminal.type("--help");
      } else {
        terminal.run("help", command.name());
      }
      page.append("\n## %s\n\n```\n%s```\n".formatted(command.qualifiedName(), terminal.out()));
    }
    Golden.compare(PAGE, page.toString());
  }

  @Test
  void the_completion_script_knows_commands_and_options() {
    assertThat(terminal.type("completion")).isZero();
    assertThat(terminal.out())
        .startsWith("#\n# promoter Bash Completion")
        .contains("promote-all", "--until");
  }

  @Test
  void the_manual_page_has_every_command_and_option() {
    assertThat(terminal.type("manual")).isZero();
    assertThat(terminal.out()).startsWith(".TH PROMOTER 1 ");
    for (CommandSpec command : commands().stream().skip(1).toList()) {
      assertThat(terminal.out()).contains(".SS \"" + roff(command.name()));
      command
          .options()
          .forEach(option -> assertThat(terminal.out()).contains(roff(option.longestName())));
    }
  }

  private static String roff(String words) {
    return words.replace("-", "\\-");
  }

  @Test
  void the_version_names_the_java_it_runs_on() {
    assertThat(terminal.type("version")).isZero();
    assertThat(terminal.out()).startsWith("promoter ").contains("Java " + Runtime.version());
  }
}
