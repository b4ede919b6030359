package dev.promoter;

import dev.promoter.domain.Action;
import dev.promoter.domain.Before;
import dev.promoter.domain.Candidate;
import dev.promoter.domain.LinkName;
import dev.promoter.domain.Outcome;
import dev.promoter.domain.Plan;
import dev.promoter.domain.Release;
import dev.promoter.domain.RevisionCandidate;
import dev.promoter.engine.ActionRunner;
import dev.promoter.engine.Effects;
import dev.promoter.engine.Journal;
import dev.promoter.engine.Promotion;
import dev.promoter.engine.Undo;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What promoting means where no outside system holds the target: the journal records that this
 * commit is the release. There is nothing to do outside; that the action is in the journal is its
 * effect.
 */
final class RecordRelease implements ActionRunner {
  private static final String TARGET = "target";
  private static final String SHA1 = "sha1";

  private final Journal journal;

  RecordRelease(Journal journal) {
    this.journal = journal;
  }

  @Override
  public String kind() {
    return "record-release";
  }

  @Override
  public Effects plan(Promotion promotion) {
    return Effects.moving(List.of(action(promotion.target().value(), promotion.candidate())));
  }

  private Action action(String target, Candidate candidate) {
    return new Action(
        kind(),
        "record %s as %s".formatted(candidate.id(), target),
        candidate,
        Map.of(TARGET, target, Action.DECISIVE, "yes"));
  }

  @Override
  public Before before(Release release, Action action) {
    return journal
        .standing(release.name(), new LinkName(action.setting(TARGET)), "")
        .map(standing -> standing.plan())
        .map(Plan::candidate)
        .map(candidate -> new Before(Map.of(SHA1, candidate.id())))
        .orElse(Before.NOTHING);
  }

  @Override
  public Optional<Outcome> observe(Release release, Action action, Before before) {
    return Optional.empty();
  }

  @Override
  public Outcome run(Release release, Action action, Before before) {
    return new Outcome.Done("%s is %s".formatted(action.setting(TARGET), action.candidate().id()));
  }

  @Override
  public Undo undo(Action action, Before before) {
    String target = action.setting(TARGET);
    return Optional.ofNullable(before.state().get(SHA1))
        .map(sha1 -> Undo.with(List.of(action(target, new RevisionCandidate(sha1)))))
        .orElseGet(
            () ->
                Undo.impossible(
                    "nothing was recorded as %s before; promoter hold keeps it from going on"
                        .formatted(target)));
  }
}
