package dev.promoter.cli;

import dev.promoter.cli.Globals.LogUse;
import dev.promoter.domain.Caller;
import dev.promoter.domain.Hold;
import dev.promoter.domain.LinkName;
import dev.promoter.domain.ReleaseName;
import dev.promoter.engine.ReleaseReport;
import dev.promoter.engine.TargetOutcome;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@ByDaemon(admin = true, slow = true)
@Command(
    name = "rollback",
    description = {
      "Puts back what the last promotion to a target replaced.",
      "Tags, image links and the link go back to what the journal says stood there, after the plan"
          + " was shown. The target is held from then on; promoter unhold lifts that."
    },
    footer = {
      "  promoter rollback CentOS-9/master current-tripleo --by ann --reason 'breaks deployment'"
    },
    exitCodeList = {
      "0:put back, or refused for the reason given",
      "1:configuration, an outside system or an effect failed; the next round goes on with it",
      "2:the command line is wrong, or there is no such release or target; nothing was done"
    })
final class RollbackCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      paramLabel = "RELEASE",
      converter = Words.Release.class,
      description = "The file below releases/ without .ini, for example CentOS-9/master.")
  @SuppressWarnings("NullAway.Init") // required: set before the command runs
  private ReleaseName release;

  @Parameters(
      index = "1",
      paramLabel = "TARGET",
      converter = Words.Link.class,
      description = "The target link.")
  @SuppressWarnings("NullAway.Init") // required: set before the command runs
  private LinkName target;

  @Option(
      names = "--component",
      paramLabel = "NAME",
      description =
          "Which component, where the release promotes the target component by component.")
  private String component = "";

  @Mixin private Orderer orderer = new Orderer();

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      converter = Words.Said.class,
      description = "Why; kept in the history and with the hold.")
  private String reason = "no reason given";

  @Option(
      names = "--until",
      paramLabel = "DATE",
      converter = Words.Until.class,
      description =
          "When the hold ends, UTC: a date, which means until the end of that day, or a time like"
              + " 2026-12-24T18:00:00Z. Default: when somebody lifts it.")
  private Instant until = Hold.NO_END;

  @Option(names = "--dry-run", description = "Only shows what would be done.")
  private boolean dryRun;

  @Mixin private OutputOption output = new OutputOption();

  private final Session session;

  RollbackCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    return session.open(LogUse.WORK, this::rollback);
  }

  private int rollback(Operations operations) {
    Authorship.checkAhead(until, operations.now());
    Caller caller = session.caller(orderer.by());
    ReleaseReport shown = operations.rollback(order(true), caller);
    boolean possible =
        shown.targets().stream().allMatch(t -> t.outcome() == TargetOutcome.WOULD_PROMOTE);
    if (dryRun || !shown.error().isEmpty() || !possible) {
      return session.show(shown, output);
    }
    if (output.isText()) {
      session.say("First the plan, as a dry run, then what became of it.");
      session.report().full(shown);
    }
    int code = session.show(operations.rollback(order(false), caller), output);
    if (output.isText()) {
      operations.holds().stream()
          .filter(hold -> hold.release().equals(release))
          .filter(hold -> hold.target().equals(target.value()))
          .forEach(this::say);
    }
    return code;
  }

  private void say(Hold hold) {
    session.say("%s; promoter unhold %d lifts that hold.".formatted(hold.sentence(), hold.id()));
  }

  private Operations.RollbackRequest order(boolean onlyShow) {
    return new Operations.RollbackRequest(release, target, component, reason, until, onlyShow);
  }
}
