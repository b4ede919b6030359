package dev.promoter.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** One look for all help texts: a sentence, the usage, the options, the exit codes, an example. */
final class HelpStyle {
  private static final int WIDTH = 100;

  private static final Map<String, List<String>> GROUPS = groups();

  private HelpStyle() {}

  static void apply(CommandLine root) {
    root.setUsageHelpWidth(WIDTH);
    root.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, HelpStyle::commandList);
    root.getHelpSectionMap().remove(UsageMessageSpec.SECTION_KEY_COMMAND_LIST_HEADING);
    style(root.getCommandSpec());
    root.getSubcommands().values().forEach(command -> style(command.getCommandSpec()));
  }

  /** Every command by the group it is listed in. */
  static Map<String, List<String>> groupedCommands() {
    return GROUPS;
  }

  private static void style(CommandSpec spec) {
    UsageMessageSpec usage = spec.usageMessage();
    usage.sortOptions(false);
    usage.sortSynopsis(false);
    usage.descriptionHeading("%n");
    usage.parameterListHeading("%nArguments:%n");
    usage.optionListHeading("%nOptions:%n");
    usage.exitCodeListHeading("%nExit codes:%n");
    usage.footerHeading("%nExample:%n");
  }

  private static String commandList(Help help) {
    StringBuilder text = new StringBuilder();
    GROUPS.forEach(
        (title, names) -> {
          text.append("%n%s:%n".formatted(title));
          help.subcommands().values().stream()
              .filter(member -> names.contains(member.commandSpec().name()))
              .forEach(member -> text.append(line(member)));
        });
    return text.toString();
  }

  private static String line(Help command) {
    CommandSpec spec = command.commandSpec();
    String alias = spec.aliases().length == 0 ? "" : ", " + String.join(", ", spec.aliases());
    return "  %-20s %s%n".formatted(spec.name() + alias, spec.usageMessage().description()[0]);
  }

  private static Map<String, List<String>> groups() {
    Map<String, List<String>> groups = new LinkedHashMap<>();
    groups.put(
        "Judge and promote",
        List.of("run", "once", "release", "explain", "force-promote", "rollback"));
    groups.put(
        "What people say",
        List.of(
            "waive",
            "unwaive",
            "waivers",
            "hold",
            "unhold",
            "holds",
            "freezes",
            "pin",
            "unpin",
            "veto",
            "unveto",
            "pins",
            "approve",
            "unapprove",
            "approvals",
            "vote"));
    groups.put("Look", List.of("release-notes", "status", "history", "wait-for-shaman"));
    groups.put(
        "Set up and try",
        List.of(
            "check",
            "token",
            "backup",
            "restore",
            "sandbox",
            "version",
            "completion",
            "manual",
            "help"));
    return groups;
  }
}
