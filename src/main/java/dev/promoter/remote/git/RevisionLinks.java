package dev.promoter.remote.git;

import dev.promoter.domain.Action;
import dev.promoter.domain.Candidate;
import dev.promoter.domain.LinkName;
import dev.promoter.domain.Relation;
import dev.promoter.domain.Release;
import dev.promoter.domain.RevisionCandidate;
import dev.promoter.domain.Standing;
import dev.promoter.domain.Target;
import dev.promoter.engine.Journal;
import dev.promoter.engine.Journal.OpenPlan;
import dev.promoter.engine.Lineup;
import dev.promoter.engine.Lineup.Contender;
import dev.promoter.engine.LinkView;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The commit of one release in one round, and what the journal has as released. */
final class RevisionLinks implements LinkView {
  private final Release release;
  private final Tips tips;
  private final Journal journal;
  private final Map<LinkName, Candidate> wouldStand = new HashMap<>();
  private Optional<RevisionCandidate> commit = Optional.empty();

  RevisionLinks(Release release, Tips tips, Journal journal) {
    this.release = release;
    this.tips = tips;
    this.journal = journal;
  }

  /** A commit that is released already is looked at all the same: people still read its table. */
  @Override
  public Lineup read(Target target) {
    RevisionCandidate candidate = commit();
    Optional<Candidate> current = current(target.link(), candidate);
    boolean released = current.filter(candidate::equals).isPresent();
    String note = released ? "%s is %s already".formatted(target.link(), candidate.id()) : "";
    return new Lineup(current, List.of(contender(candidate, current)), note);
  }

  /** Any whole SHA1 may be asked about: what was tested of it is known without the branch. */
  @Override
  public Optional<Contender> find(Target target, String id) {
    if (Names.isSha1(id)) {
      RevisionCandidate candidate = new RevisionCandidate(id);
      return Optional.of(contender(candidate, current(target.link(), candidate)));
    }
    RevisionCandidate candidate = commit();
    return Optional.of(candidate)
        .filter(it -> !id.isEmpty() && it.id().startsWith(id))
        .map(it -> contender(it, current(target.link(), it)));
  }

  @Override
  public Optional<Candidate> current(LinkName link, Candidate candidate) {
    return Optional.ofNullable(wouldStand.get(link))
        .or(() -> journal.standing(release.name(), link, "").flatMap(RevisionLinks::released));
  }

  private static Optional<Candidate> released(OpenPlan promotion) {
    List<Action> actions = promotion.plan().actions();
    for (int i = 0; i < actions.size(); i++) {
      if (actions.get(i).decisive() && promotion.steps().get(i).achieved()) {
        return Optional.of(promotion.plan().candidate());
      }
    }
    return Optional.empty();
  }

  /** Nothing is kept of it: the journal is asked each time. */
  @Override
  public void moved(LinkName link) {}

  @Override
  public void wouldMove(LinkName link, String component, Candidate candidate) {
    wouldStand.put(link, candidate);
  }

  /** Which commit is newer only the branch says, and what is to be released is what it says. */
  private static Contender contender(Candidate candidate, Optional<Candidate> current) {
    boolean released = current.filter(candidate::equals).isPresent();
    return new Contender(
        candidate,
        new Standing(
            released ? Relation.CURRENT : Relation.NEWER, current.map(Candidate::id).orElse("")));
  }

  private RevisionCandidate commit() {
    if (commit.isEmpty()) {
      String given = release.settings().find("ceph_sha1").orElse("");
      commit = Optional.of(new RevisionCandidate(given.isEmpty() ? tips.of(release) : given));
    }
    return commit.orElseThrow();
  }
}
