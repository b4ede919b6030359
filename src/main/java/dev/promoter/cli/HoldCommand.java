package dev.promoter.cli;

import dev.promoter.cli.Globals.LogUse;
import dev.promoter.domain.Hold;
import dev.promoter.domain.LinkName;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@ByDaemon
@Command(
    name = "hold",
    description = {
      "Stops promotions to one target, or to all targets of a release.",
      "Candidates are judged and reported as before; none is promoted until the hold ends or is"
          + " lifted."
    },
    footer = {
      "  promoter hold --release CentOS-9/master current-tripleo --by ann \\",
      "      --reason 'release day' --until 2026-12-24"
    },
    exitCodeList = {
      "0:the hold is stored; its number is printed",
      "1:it could not be stored; standard error says why",
      "2:the command line is wrong, or there is no such release or target; nothing was done"
    })
final class HoldCommand implements Callable<Integer> {
  @Mixin private ReleaseOption release = new ReleaseOption();

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "TARGET",
      converter = Words.Link.class,
      description = "The target link to hold. Default: the whole release.")
  private @Nullable LinkName target;

  @Mixin private Authorship author = new Authorship();

  @Option(
      names = "--until",
      paramLabel = "DATE",
      converter = Words.Until.class,
      description =
          "When it ends, UTC: a date, which means until the end of that day, or a time like"
              + " 2026-12-24T18:00:00Z. Default: when somebody lifts it.")
  private Instant until = Hold.NO_END;

  private final Session session;

  HoldCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    return session.open(LogUse.WORK, this::hold);
  }

  private int hold(Operations operations) {
    Instant now = operations.now();
    Authorship.checkAhead(until, now);
    LinkName link = target;
    Hold stored =
        operations.hold(
            new Hold(
                0,
                release.name(),
                link == null ? "" : link.value(),
                author.by(),
                author.reason(),
                now,
                until),
            session.caller(author.by()));
    session.say("Hold " + stored.id() + " of " + stored.release() + ": " + stored.sentence());
    session.say("To lift it: promoter unhold " + stored.id());
    return Exit.OK;
  }
}
