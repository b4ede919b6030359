package dev.promoter.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

@Command(
    name = "help",
    description = "Shows the help of promoter or of one command.",
    footer = "  promoter help once",
    exitCodeList = {"0:the help was shown", "2:there is no such command"})
final class ShowHelpCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..1",
      paramLabel = "COMMAND",
      description = "The command. Default: an overview of all.")
  private @Nullable String command;

  private final Session session;

  @Spec
  @SuppressWarnings("NullAway.Init") // given by the parser before the command runs
  private CommandSpec spec;

  ShowHelpCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws ParameterException {
    CommandLine root = spec.root().commandLine();
    String name = command;
    CommandLine wanted = name == null ? root : root.getSubcommands().get(name);
    if (wanted == null) {
      throw new UnmatchedArgumentException(root, List.of(String.valueOf(name)));
    }
    wanted.usage(session.out(), wanted.getColorScheme());
    return Exit.OK;
  }
}
