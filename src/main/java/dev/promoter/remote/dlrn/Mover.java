package dev.promoter.remote.dlrn;

import dev.promoter.domain.AggregateCandidate;
import dev.promoter.domain.Candidate;
import dev.promoter.domain.CommitCandidate;
import dev.promoter.domain.CommitHash;
import dev.promoter.domain.LinkName;
import dev.promoter.domain.Outcome;
import dev.promoter.engine.RemoteException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Carries out one move: checks what it was based on, writes once, and reads the result back. DLRN
 * has no compare-and-set, so the check comes directly before the write (contract dlrn.md section
 * 2).
 */
final class Mover {
  private final DlrnClient client;
  private final AggregateTree tree;
  private final Move move;

  Mover(DlrnClient client, AggregateTree tree, Move move) {
    this.client = client;
    this.tree = tree;
    this.move = move;
  }

  /** Whether the link already points at the candidate. */
  Optional<Outcome> observe() {
    return standing(newest()) ? Optional.of(alreadyThere()) : Optional.empty();
  }

  /** What the link points at now; empty when nothing was ever promoted to it. */
  Optional<Candidate> current() {
    return newest().flatMap(row -> row.candidate(move.component()));
  }

  /** Whether the link was moved elsewhere since the plan was made. */
  Optional<Outcome> overtaken() {
    return move.guard().isEmpty()
        ? settled().filter(Outcome.Refused.class::isInstance)
        : Optional.empty();
  }

  /**
   * Moves the link.
   *
   * @throws RemoteException when something could not be read; nothing was written then, or the
   *     write was confirmed and only the reading back failed
   */
  Outcome run() {
    Optional<Outcome> settled = settled();
    if (settled.isPresent()) {
      return settled.get();
    }
    Optional<String> obstacle = Addressing.obstacle(client, move.candidate());
    if (obstacle.isPresent()) {
      return new Outcome.Failed(failure(obstacle.get()));
    }
    List<CommitHash> builds = builds();
    // Finding the builds took requests; who promoted meanwhile must be seen.
    return preparationTookTime() ? settled().orElseGet(() -> write(builds)) : write(builds);
  }

  private boolean preparationTookTime() {
    return !(move.candidate() instanceof CommitCandidate commit)
        || commit.hash().extended().isEmpty();
  }

  private List<CommitHash> builds() {
    return move.candidate() instanceof CommitCandidate commit
        ? List.of(commit.hash())
        : tree.builds(move.candidate().id(), move.via()).stream()
            .map(CommitFile.Build::hash)
            .toList();
  }

  private Optional<Outcome> settled() {
    Optional<Row> newest = newest();
    if (standing(newest)) {
      return Optional.of(alreadyThere());
    }
    if (!move.guard().isEmpty()) {
      return guardBroken();
    }
    boolean unmoved =
        newest.map(row -> row.standsFor(move.expected())).orElse(move.expected().isEmpty());
    return unmoved ? Optional.empty() : Optional.of(overtaken(newest));
  }

  private Outcome alreadyThere() {
    return new Outcome.AlreadyDone(
        "%s already points at %s".formatted(move.title(), move.candidate().id()));
  }

  private Outcome overtaken(Optional<Row> newest) {
    return new Outcome.Refused(
        "%s pointed at %s when this was decided and points at %s now: somebody else promoted it"
            .formatted(
                move.title(), named(move.expected()), named(newest.map(Row::id).orElse(""))));
  }

  private static String named(String id) {
    return id.isEmpty() ? "nothing" : id;
  }

  private Optional<Outcome> guardBroken() {
    RowQuery query = RowQuery.of(new LinkName(move.guard()), move.component());
    Optional<Row> newest =
        newest(query, row -> !row.partOfBatch() || row.standsFor(move.required()));
    if (newest.filter(row -> row.standsFor(move.required())).isPresent()) {
      return Optional.empty();
    }
    return Optional.of(
        new Outcome.Refused(
            "%s is only moved after %s, but %s points at %s and not at %s: somebody else promoted it"
                .formatted(
                    move.title(),
                    move.guard(),
                    move.guard(),
                    named(newest.map(Row::id).orElse("")),
                    move.required())));
  }

  private Outcome write(List<CommitHash> builds) {
    Row answer;
    try {
      answer =
          move.candidate() instanceof AggregateCandidate
              ? client.promoteBatch(builds, move.link())
              : client.promote(builds.get(0), move.link());
    } catch (RemoteException fault) {
      return inDoubt(fault);
    }
    return contradiction(answer, builds.get(builds.size() - 1))
        .<Outcome>map(sentence -> new Outcome.Failed(failure(sentence)))
        .orElseGet(this::readBack);
  }

  /** The server refused, or nobody knows whether it did what it was asked to. */
  private Outcome inDoubt(RemoteException fault) {
    boolean refused = fault.status() >= 400 && fault.status() < 500;
    if (refused) {
      return repeatable(fault);
    }
    try {
      if (standing(newest())) {
        return new Outcome.Done(
            "%s points at %s, although the answer was lost: %s"
                .formatted(move.title(), move.candidate().id(), fault.sentence()));
      }
    } catch (RemoteException unread) {
      return new Outcome.Retry(fault.sentence() + "; and then: " + unread.sentence());
    }
    return repeatable(fault);
  }

  private static Outcome repeatable(RemoteException fault) {
    return fault.retryable()
        ? new Outcome.Retry(fault.sentence())
        : new Outcome.Failed(fault.sentence());
  }

  private Optional<String> contradiction(Row answer, CommitHash last) {
    if (!answer.link().equals(move.link().value()) || !answer.hash().equals(last)) {
      return Optional.of(
          "DLRN answered that it promoted %s to %s instead"
              .formatted(answer.hash(), answer.link()));
    }
    boolean otherSet =
        move.candidate() instanceof AggregateCandidate aggregate
            && !answer.aggregate().isEmpty()
            && !answer.aggregate().equals(aggregate.id());
    return otherSet
        ? Optional.of(
            "DLRN answered that %s points at the aggregate %s now; its components are not those of the candidate"
                .formatted(move.title(), answer.aggregate()))
        : Optional.empty();
  }

  private Outcome readBack() {
    Optional<Row> newest = newest();
    if (standing(newest)) {
      return new Outcome.Done("%s points at %s".formatted(move.title(), move.candidate().id()));
    }
    return new Outcome.Failed(
        failure(
            "DLRN confirmed it, but the newest promotion there is %s: look who else promotes to it"
                .formatted(named(newest.map(Row::id).orElse("")))));
  }

  private String failure(String sentence) {
    return "tried to promote %s to %s but failed because %s"
        .formatted(move.candidate().id(), move.title(), sentence);
  }

  private boolean standing(Optional<Row> newest) {
    return newest.filter(row -> row.standsFor(move.candidate().id())).isPresent();
  }

  private Optional<Row> newest() {
    return newest(move.query(), move::tells);
  }

  private Optional<Row> newest(RowQuery query, Predicate<Row> tells) {
    Optional<Row> newest = client.newest(query);
    return newest.isEmpty() || tells.test(newest.get())
        ? newest
        : client.history(query).newest(tells);
  }
}
