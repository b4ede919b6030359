package dev.promoter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promoter.manual.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** Every command line that a page shows is one that the program understands. */
class CommandLinesInPagesTest {
  private static final Pattern CONTINUED = Pattern.compile("\\\\\n\\s*");

  /** What a shell runs next: at the beginning of a line, or behind another command. */
  private static final Pattern IN_A_BLOCK =
      Pattern.compile("(?m)(?:^|&& |; |-- )(?:[\\w./]*/)?promoter(?:ctl)? ([^;&|>\n]*)");

  private static final Pattern IN_PROSE = Pattern.compile("^promoter(?:ctl)? ([a-z][a-z-]*.*)");
  private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)");

  static List<Page> pages() {
    return Page.all();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void a_command_in_a_block_parses(Page page) {
    for (Page.Part block : page.blocks()) {
      if (block.holds("sh") || block.holds("indented")) {
        String text = CONTINUED.matcher(block.text()).replaceAll("");
        for (String line : found(IN_A_BLOCK, text)) {
          List<String> words = words(line);
          assertThat(fault(words)).as("%s: promoter %s", page.at(block), line).isEmpty();
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void a_command_in_prose_exists_with_its_options(Page page) {
    for (Page.Part prose : page.prose()) {
      for (String code : prose.code()) {
        for (String line : found(IN_PROSE, code)) {
          assertThat(unknown(words(line))).as("%s: promoter %s", page.at(prose), line).isEmpty();
        }
      }
    }
  }

  private static List<String> found(Pattern pattern, String text) {
    return pattern.matcher(text).results().map((MatchResult found) -> found.group(1)).toList();
  }

  private static List<String> words(String line) {
    return WORD.matcher(line)
        .results()
        .map(word -> Stream.of(1, 2, 3).map(word::group).filter(g -> g != null).findFirst().get())
        .toList();
  }

  private static String fault(List<String> words) {
    try {
      tree().parseArgs(words.toArray(String[]::new));
      return "";
    } catch (CommandLine.ParameterException e) {
      return String.valueOf(e.getMessage());
    }
  }

  /** Those words that are neither a command nor one of its options. */
  private static List<String> unknown(List<String> words) {
    CommandLine command = tree().getSubcommands().get(words.get(0));
    if (command == null) {
      return words.subList(0, 1);
    }
    List<String> unknown = new ArrayList<>();
    for (String word : words) {
      String option = word.replaceAll("=.*", "");
      if (option.startsWith("-") && command.getCommandSpec().findOption(option) == null) {
        unknown.add(option);
      }
    }
    return unknown;
  }

  private static CommandLine tree() {
    Globals globals = new Globals();
    return PromoterCommand.tree(
        new Session(
            options -> {
              throw OperationException.failure("a page opens nothing");
            },
            System.out,
            Map.of(),
            globals),
        globals);
  }
}
