package dev.promoter.web.pages;

import dev.promoter.documents.Documents;
import dev.promoter.domain.Decision;
import dev.promoter.domain.Evidence;
import dev.promoter.domain.Hold;
import dev.promoter.domain.Milestone;
import dev.promoter.domain.RequirementReport;
import dev.promoter.domain.Waiver;
import dev.promoter.engine.ReleaseReport;
import dev.promoter.engine.TargetReport;
import dev.promoter.engine.TargetReport.Judged;
import dev.promoter.insight.Digest;
import dev.promoter.insight.Promoted;
import dev.promoter.web.pages.Ages.When;
import java.time.Instant;
import java.util.List;

/** One candidate: how it was judged for each target, by what, and what was done with it. */
record CandidatePage(
    String release, String id, long round, When at, List<Section> sections, List<Move> moves) {
  /** The release as a parameter. */
  String query() {
    return Address.query(release);
  }

  String releaseHref() {
    return Address.release(release);
  }

  /** How it was judged for one target. */
  record Section(
      String target,
      String link,
      Mark decision,
      String rule,
      String reason,
      List<Requirement> requirements,
      List<Step> milestones,
      List<String> holds,
      List<Effect> effects) {
    /** The link as a parameter. */
    String linkQuery() {
      return Address.query(link);
    }
  }

  /** One requirement; {@code open} when it stands in the way. */
  record Requirement(
      String name, Mark mark, boolean open, List<Proof> evidence, List<String> waivers) {
    /** The name as a parameter. */
    String query() {
      return Address.query(name);
    }
  }

  /** One piece of evidence; the address may be empty. */
  record Proof(String job, Mark mark, String href, When at, String detail) {}

  /** How far the candidate has come. */
  record Step(String title, Mark mark, String href, String detail) {}

  /** One effect of its promotion. */
  record Effect(String title, Mark mark, String detail) {}

  /** A promotion of this candidate. */
  record Move(String target, When at, String reason, long round) {}

  static CandidatePage of(
      String id, long round, ReleaseReport report, List<Promoted> promotions, Instant now) {
    List<Section> sections =
        report.targets().stream()
            .flatMap(
                target ->
                    target.judged().stream()
                        .filter(one -> one.judgement().candidate().id().equals(id))
                        .limit(1)
                        .map(one -> section(target, one, now)))
            .toList();
    return new CandidatePage(
        report.release().value(),
        id,
        round,
        Ages.when(report.finishedAt(), now),
        sections,
        promotions.stream()
            .map(one -> new Move(one.target(), Ages.when(one.at(), now), one.reason(), one.round()))
            .toList());
  }

  private static Section section(TargetReport target, Judged judged, Instant now) {
    Decision decision = judged.judgement().decision();
    boolean promoted = target.promoted().equals(judged.judgement().candidate().id());
    return new Section(
        Digest.title(target.target(), target.component()),
        target.target().value(),
        Mark.of(decision.word()),
        decision.rule(),
        decision.reason(),
        judged.judgement().requirements().stream()
            .map(one -> requirement(one, judged, now))
            .toList(),
        judged.facts().milestones().stream().map(CandidatePage::step).toList(),
        judged.facts().holds().stream().map(Hold::sentence).toList(),
        promoted ? target.effects().stream().map(CandidatePage::effect).toList() : List.of());
  }

  private static Requirement requirement(RequirementReport report, Judged judged, Instant now) {
    return new Requirement(
        report.name(),
        Mark.of(report.state()),
        report.state().isOpen(),
        report.evidence().stream().map(one -> proof(one, now)).toList(),
        judged.facts().accepting(report).stream().map(CandidatePage::waiver).toList());
  }

  private static Proof proof(Evidence evidence, Instant now) {
    boolean known = evidence.at().isAfter(Instant.EPOCH);
    return new Proof(
        evidence.job(),
        Mark.of(evidence.verdict()),
        Address.outside(evidence.url()),
        known ? Ages.when(evidence.at(), now) : When.UNKNOWN,
        evidence.detail());
  }

  private static String waiver(Waiver waiver) {
    return "waiver %d covers %s, %s".formatted(waiver.id(), waiver.failures(), waiver.authority());
  }

  private static Step step(Milestone milestone) {
    return new Step(
        milestone.title(),
        Mark.of(milestone.verdict()),
        Address.outside(milestone.url()),
        milestone.detail());
  }

  private static Effect effect(TargetReport.Effect effect) {
    return new Effect(
        effect.title(), Mark.of(Documents.word(effect.outcome())), effect.outcome().detail());
  }
}
