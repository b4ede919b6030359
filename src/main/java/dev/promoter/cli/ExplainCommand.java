package dev.promoter.cli;

import static java.util.Objects.requireNonNull;

import dev.promoter.cli.Globals.LogUse;
import dev.promoter.documents.Documents;
import dev.promoter.domain.LinkName;
import dev.promoter.domain.ReleaseName;
import dev.promoter.domain.Waiver;
import dev.promoter.engine.ReleaseReport;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@ByDaemon(looks = true, slow = true)
@Command(
    name = "explain",
    description = {
      "Judges the candidates of a release and says how each requirement stands.",
      "Writes nothing. With --at it judges a stored round again, from the facts of that time with"
          + " the rules of today."
    },
    footer = {
      "  promoter explain CentOS-9/master current-tripleo",
      "  promoter explain CentOS-9/master --at 17"
    },
    exitCodeList = {
      "0:everything could be judged",
      "1:configuration or an outside system failed",
      "2:the command line is wrong, or there is no such release, target, candidate or round"
    })
final class ExplainCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "RELEASE",
      converter = Words.Release.class,
      description =
          "The release: the path of its file below releases/ without .ini. Only --at goes without.")
  private @Nullable ReleaseName release;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "TARGET",
      converter = Words.Link.class,
      description = "Only this target link. Default: all of the release.")
  private @Nullable LinkName target;

  @Parameters(
      index = "2",
      arity = "0..1",
      paramLabel = "CANDIDATE",
      converter = Words.CandidateId.class,
      description = "Only the candidate with this full hash. Default: all that are looked at.")
  private @Nullable String candidate;

  @Option(
      names = "--at",
      paramLabel = "ROUND",
      converter = Words.Ordinal.class,
      description = "The number of a stored round, as history shows it.")
  private @Nullable Long round;

  @Mixin private OutputOption output = new OutputOption();

  private final Session session;

  ExplainCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    if (release == null && round == null) {
      throw OperationException.usage(
          "Missing required parameter: 'RELEASE'; only --at ROUND goes without it.");
    }
    return session.open(LogUse.LOOK, this::explain);
  }

  private int explain(Operations operations) {
    Long stored = round;
    if (stored != null) {
      return replay(operations.replay(stored), stored);
    }
    ReleaseName named = requireNonNull(release);
    int code =
        session.show(
            operations.explain(named, Optional.ofNullable(target), Optional.ofNullable(candidate)),
            output);
    if (output.isText()) {
      List<Waiver> ending =
          operations.waiversEndingSoon().stream()
              .filter(waiver -> waiver.release().equals(named))
              .toList();
      Listings.endingSoon(ending).forEach(session::say);
    }
    return code;
  }

  /** What went wrong in that round is history: looking at it succeeds. */
  private int replay(Operations.Replay replay, long number) {
    ReleaseName named = release;
    if (named != null && !replay.stored().release().equals(named)) {
      throw OperationException.usage(
          "Round %d is one of %s, not of %s.".formatted(number, replay.stored().release(), named));
    }
    ReleaseReport wanted =
        replay.stored().narrowed(Optional.ofNullable(target), Optional.ofNullable(candidate));
    if (output.isText()) {
      TextReport text = session.report();
      text.full(wanted);
      text.replayed(number, replay.differences());
    } else {
      session.document(output.format(), Documents.replay(wanted, number, replay.differences()));
    }
    return Exit.OK;
  }
}
