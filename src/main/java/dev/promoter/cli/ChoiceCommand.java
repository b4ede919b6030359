package dev.promoter.cli;

import dev.promoter.cli.Globals.LogUse;
import dev.promoter.domain.Choice;
import dev.promoter.domain.Intervention.Kind;
import dev.promoter.domain.LinkName;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Picks a candidate of a target out. */
@ByDaemon
abstract class ChoiceCommand implements Callable<Integer> {
  @Mixin private ReleaseOption release = new ReleaseOption();

  @Parameters(
      index = "0",
      paramLabel = "TARGET",
      converter = Words.Link.class,
      description = "The target link it is about.")
  @SuppressWarnings("NullAway.Init") // required: set before the command runs
  private LinkName target;

  @Parameters(
      index = "1",
      paramLabel = "ID",
      converter = Words.CandidateId.class,
      description = "The candidate, by its full hash.")
  private String candidate = "";

  @Mixin private Authorship author = new Authorship();

  private final Session session;
  private final Kind kind;

  ChoiceCommand(Session session, Kind kind) {
    this.session = session;
    this.kind = kind;
  }

  @Override
  public Integer call() {
    return session.open(LogUse.WORK, this::choose);
  }

  private int choose(Operations operations) {
    Choice draft =
        new Choice(
            0,
            kind,
            release.name(),
            target,
            candidate,
            author.by(),
            author.reason(),
            operations.now());
    Choice stored = operations.choose(draft, session.caller(author.by()));
    String word = kind == Kind.PIN ? "Pin" : "Veto";
    session.say("%s %d of %s: %s".formatted(word, stored.id(), release.name(), stored.sentence()));
    session.say("To take it back: promoter un%s %d".formatted(kind.word(), stored.id()));
    return Exit.OK;
  }
}
