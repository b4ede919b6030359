package dev.promoter.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "completion",
    description = "Prints a script that lets bash or zsh complete commands and options.",
    footer = {
      "  bash, once:       source <(promoter completion)",
      "  bash, for good:   promoter completion > /etc/bash_completion.d/promoter",
      "  zsh, in .zshrc:   autoload -U +X compinit bashcompinit; compinit; bashcompinit",
      "                    source <(promoter completion)"
    },
    exitCodeList = {"0:always", "2:the command line is wrong"})
final class CompletionCommand implements Callable<Integer> {
  private final Session session;

  @Spec
  @SuppressWarnings("NullAway.Init") // given by the parser before the command runs
  private CommandSpec spec;

  CompletionCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    session.out().println(sourced(AutoComplete.bash("promoter", spec.root().commandLine())));
    return Exit.OK;
  }

  /** A shell reads it, and nobody starts it: it needs no line that names its interpreter. */
  private static String sourced(String script) {
    return script.replaceFirst("\\A#![^\n]*\n", "");
  }
}
