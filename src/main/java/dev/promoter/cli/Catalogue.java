package dev.promoter.cli;

import java.util.List;
import java.util.Set;

/** The commands there are. */
final class Catalogue {
  /** In the order of the help. */
  static final List<String> NAMES =
      HelpStyle.groupedCommands().values().stream().flatMap(List::stream).toList();

  /** These are about the others. */
  private static final Set<String> NEED_ALL = Set.of("completion", "manual", "help");

  private Catalogue() {}

  /**
   * Whether a command can be read without the others. What all of them take on the command line is
   * a tenth of a second's work, before anything else of a command can begin.
   */
  static boolean knowsAlone(String name) {
    return NAMES.contains(name) && !NEED_ALL.contains(name);
  }

  /**
   * Makes a command.
   *
   * @throws IllegalArgumentException when there is none of that name
   */
  static Object command(String name, Session session) {
    return switch (name) {
      case "run" -> new RunCommand(session);
      case "once" -> new OnceCommand(session);
      case "release" -> new ReleaseCommand(session);
      case "explain" -> new ExplainCommand(session);
      case "force-promote" -> new ForcePromoteCommand(session);
      case "rollback" -> new RollbackCommand(session);
      case "waive" -> new WaiveCommand(session);
      case "unwaive" -> new UnwaiveCommand(session);
      case "waivers" -> new WaiversCommand(session);
      case "hold" -> new HoldCommand(session);
      case "unhold" -> new UnholdCommand(session);
      case "holds" -> new HoldsCommand(session);
      case "freezes" -> new FreezesCommand(session);
      case "pin" -> new PinCommand(session);
      case "unpin" -> new UnpinCommand(session);
      case "veto" -> new VetoCommand(session);
      case "unveto" -> new UnvetoCommand(session);
      case "pins" -> new PinsCommand(session);
      case "approve" -> new ApproveCommand(session);
      case "unapprove" -> new UnapproveCommand(session);
      case "approvals" -> new ApprovalsCommand(session);
      case "vote" -> new VoteCommand(session);
      case "release-notes" -> new ReleaseNotesCommand(session);
      case "status" -> new StatusCommand(session);
      case "history" -> new HistoryCommand(session);
      case "wait-for-shaman" -> new WaitForShamanCommand(session);
      case "check" -> new CheckCommand(session);
      case "token" -> new TokenCommand(session);
      case "backup" -> new BackupCommand(session);
      case "restore" -> new RestoreCommand(session);
      case "sandbox" -> new SandboxCommand(session);
      case "version" -> new VersionCommand(session);
      case "completion" -> new CompletionCommand(session);
      case "manual" -> new ManualCommand(session);
      case "help" -> new ShowHelpCommand(session);
      default -> throw new IllegalArgumentException("no command is called " + name);
    };
  }
}
