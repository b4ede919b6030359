package dev.promoter.cli;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * The manual page, in the language of man(7), made from the help texts: there is one source of what
 * a command does. Options that every command takes are told once.
 */
final class ManualPage {
  private final StringBuilder text = new StringBuilder();

  private ManualPage() {}

  /** The whole page; without a date, so that the same commands always have the same page. */
  static String of(CommandSpec root) {
    ManualPage page = new ManualPage();
    page.macro(".TH PROMOTER 1 \"\" promoter");
    page.section("NAME");
    page.line("promoter - moves a build forward only after its tests say so");
    page.section("SYNOPSIS");
    page.macro(".B promoter");
    page.line("[OPTION]... COMMAND [OPTION]... [ARGUMENT]...");
    page.section("DESCRIPTION");
    page.lines(root.usageMessage().description());
    page.section("OPTIONS OF EVERY COMMAND");
    page.options(root.options());
    page.section("COMMANDS");
    Set<CommandLine> commands = new LinkedHashSet<>(root.subcommands().values());
    commands.forEach(command -> page.command(command.getCommandSpec(), root));
    page.section("EXIT STATUS");
    page.exitCodes(root);
    page.section("EXAMPLES");
    page.example(root);
    return page.text.toString();
  }

  private void command(CommandSpec spec, CommandSpec root) {
    List<String> names = new ArrayList<>(List.of(spec.name()));
    names.addAll(List.of(spec.aliases()));
    macro(".SS " + quoted(String.join(", ", names)));
    lines(spec.usageMessage().description());
    spec.positionalParameters().forEach(this::argument);
    options(spec.options().stream().filter(option -> !inherited(option, root)).toList());
    macro(".PP");
    line("Exit status:");
    exitCodes(spec);
    macro(".PP");
    line("Example:");
    example(spec);
  }

  private static boolean inherited(OptionSpec option, CommandSpec root) {
    return root.optionsMap().containsKey(option.longestName());
  }

  private void argument(PositionalParamSpec argument) {
    entry(argument.paramLabel(), argument.description());
  }

  private void options(List<OptionSpec> options) {
    for (OptionSpec option : options) {
      String value = option.arity().max() == 0 ? "" : "=" + option.paramLabel();
      entry(String.join(", ", option.names()) + value, option.description());
    }
  }

  private void exitCodes(CommandSpec spec) {
    for (Map.Entry<String, String> code : spec.usageMessage().exitCodeList().entrySet()) {
      entry(code.getKey(), code.getValue());
    }
  }

  private void example(CommandSpec spec) {
    macro(".PP");
    macro(".EX");
    lines(spec.usageMessage().footer());
    macro(".EE");
  }

  private void entry(String title, String... description) {
    macro(".TP");
    macro(".B " + quoted(title));
    lines(description);
  }

  private void section(String title) {
    macro(".SH " + quoted(title));
  }

  private void macro(String request) {
    text.append(request).append('\n');
  }

  private void lines(String... lines) {
    for (String line : lines) {
      line(CommandLine.Help.Ansi.OFF.string(line.formatted()));
    }
  }

  /** A dot or quote at the beginning would be read as a request. */
  private void line(String words) {
    String escaped = escaped(words);
    boolean request = escaped.startsWith(".") || escaped.startsWith("'");
    text.append(request ? "\\&" : "").append(escaped).append('\n');
  }

  private static String quoted(String words) {
    return '"' + escaped(words).replace("\"", "\\(dq") + '"';
  }

  private static String escaped(String words) {
    return words.replace("\\", "\\e").replace("-", "\\-");
  }
}
