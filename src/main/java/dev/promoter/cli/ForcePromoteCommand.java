package dev.promoter.cli;

import dev.promoter.cli.Globals.LogUse;
import dev.promoter.domain.Caller;
import dev.promoter.domain.LinkName;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@ByDaemon(admin = true, slow = true)
@Command(
    name = "force-promote",
    description = {
      "Promotes one candidate to a target without looking at its criteria.",
      "All else is as in a round: the previous- link is kept, and a candidate that is already"
          + " there is left as it is.",
      "A hold refuses it. A freeze, a veto, a pin of another candidate or a missing approval does"
          + " not, and is named in the answer and in the history."
    },
    footer = {
      "  promoter force-promote --release CentOS-9/master tripleo-ci-testing current-tripleo \\",
      "      --aggregate-hash 0123456789abcdef0123456789abcdef --reason 'fix for the gate'"
    },
    exitCodeList = {
      "0:promoted, already there, or refused for the reason given",
      "1:configuration, an outside system or an effect failed",
      "2:the command line is wrong, or there is no such release or target; nothing was done"
    })
final class ForcePromoteCommand implements Callable<Integer> {
  @Mixin private ReleaseOption release = new ReleaseOption();

  @Parameters(
      index = "0",
      paramLabel = "SOURCE",
      converter = Words.Link.class,
      description = "The link the candidate comes from.")
  @SuppressWarnings("NullAway.Init") // required: set before the command runs
  private LinkName source;

  @Parameters(
      index = "1",
      paramLabel = "TARGET",
      converter = Words.Link.class,
      description = "The link to move.")
  @SuppressWarnings("NullAway.Init") // required: set before the command runs
  private LinkName target;

  @ArgGroup(multiplicity = "1")
  private CandidateOptions candidate = new CandidateOptions();

  @Option(
      names = "--allowed-clients",
      paramLabel = "NAME",
      split = ",",
      converter = Words.Client.class,
      description =
          "Which effects take part, separated by commas, as in dlrn_client. Default: those of the"
              + " release.")
  private Set<String> allowedClients = new LinkedHashSet<>();

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      required = true,
      converter = Words.Said.class,
      description = "Why; kept in the history.")
  private String reason = "";

  @Mixin private Orderer orderer = new Orderer();

  @Option(names = "--dry-run", description = "Shows what would be done, writes nothing anywhere.")
  private boolean dryRun;

  @Mixin private OutputOption output = new OutputOption();

  private final Session session;

  ForcePromoteCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Operations.ForcedPromotion order =
        new Operations.ForcedPromotion(
            release.name(),
            source,
            target,
            candidate.candidate(),
            Set.copyOf(allowedClients),
            reason,
            dryRun);
    Caller caller = session.caller(orderer.by());
    return session.open(
        LogUse.WORK, operations -> session.show(operations.forcePromote(order, caller), output));
  }
}
