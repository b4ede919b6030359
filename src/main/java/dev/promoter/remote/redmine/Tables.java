package dev.promoter.remote.redmine;

import dev.promoter.domain.ApprovalGate;
import dev.promoter.domain.Candidate;
import dev.promoter.domain.Decision;
import dev.promoter.domain.Facts;
import dev.promoter.domain.Milestone;
import dev.promoter.domain.Relation;
import dev.promoter.domain.Release;
import dev.promoter.domain.Settings;
import dev.promoter.domain.Verdict;
import dev.promoter.domain.Waiver;
import dev.promoter.engine.TargetReport.Judged;
import dev.promoter.remote.http.WebAddress;
import dev.promoter.remote.redmine.ReleaseTable.Counts;
import dev.promoter.remote.redmine.ReleaseTable.Link;
import dev.promoter.remote.redmine.ReleaseTable.Suite;
import dev.promoter.suites.Overview;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes the table of a release from what was judged. */
final class Tables {
  private static final Instant FAR = Instant.parse("9999-12-31T00:00:00Z");

  private Tables() {}

  static ReleaseTable of(Release release, Judged judged, Overview overview) {
    Settings settings = release.settings();
    Facts facts = judged.facts();
    WebAddress pulpito = WebAddress.of(settings.get("pulpito_base"));
    return new ReleaseTable(
        settings.get("release_version"),
        settings.get("ceph_branch"),
        facts.candidate().id(),
        overview.overall(),
        pages(facts, "build", "Jenkins"),
        List.of(new Link("Shaman", builds(settings, facts.candidate()))),
        List.of(new Link("Pulpito", pulpito.at("/", Map.of("sha1", facts.candidate().id())))),
        overview.suites().stream().map(suite -> suite(suite, facts, pulpito)).toList(),
        remarks(judged));
  }

  /** The page of the commit that people know (contract ceph.md section 4). */
  private static URI builds(Settings settings, Candidate candidate) {
    return WebAddress.of(settings.get("shaman_url"))
        .at(
            "/builds/ceph/%s/%s/"
                .formatted(WebAddress.segment(settings.get("ceph_branch")), candidate.id()));
  }

  private static List<Link> pages(Facts facts, String milestone, String text) {
    return facts.milestones().stream()
        .filter(it -> it.name().equals(milestone))
        .flatMap(it -> uri(it.url()).map(uri -> new Link(text, uri)).stream())
        .toList();
  }

  private static Optional<URI> uri(String text) {
    try {
      return text.isBlank() ? Optional.empty() : Optional.of(URI.create(text));
    } catch (IllegalArgumentException foreign) {
      return Optional.empty();
    }
  }

  private static Suite suite(Overview.Suite suite, Facts facts, WebAddress pulpito) {
    List<Link> runs =
        suite.runs().stream()
            .map(run -> new Link(run, pulpito.at("/" + WebAddress.segment(run))))
            .toList();
    boolean waived = suite.failures().stream().anyMatch(Overview.Failed::waived);
    return new Suite(
        suite.name(),
        suite.required(),
        suite.verdict(),
        new Counts(
            suite.total(),
            suite.pass(),
            suite.fail(),
            suite.dead(),
            suite.unknown(),
            suite.unfinished()),
        runs,
        suite.remark(),
        waived ? waivers(suite, facts) : List.of());
  }

  private static List<ReleaseTable.Waiver> waivers(Overview.Suite suite, Facts facts) {
    return facts.waivers().stream()
        .filter(waiver -> waiver.requirement().equals(suite.name()))
        .filter(waiver -> suite.failures().stream().anyMatch(one -> accepts(waiver, suite, one)))
        .map(Tables::waiver)
        .toList();
  }

  /** One that is bound to another failure of the suite has no part in it. */
  private static boolean accepts(Waiver waiver, Overview.Suite suite, Overview.Failed failure) {
    boolean itsRun =
        waiver.isOf(suite.name(), failure.log())
            || suite.runs().stream().anyMatch(run -> waiver.isOf(suite.name(), run));
    return failure.waived() && waiver.occursIn(failure.description()) && itsRun;
  }

  private static ReleaseTable.Waiver waiver(Waiver waiver) {
    Instant until = waiver.until().isAfter(FAR) ? FAR : waiver.until();
    return new ReleaseTable.Waiver(
        waiver.failures(),
        waiver.by(),
        LocalDate.ofInstant(until, ZoneOffset.UTC),
        uri(waiver.link()));
  }

  /** Nothing that changes with each job: each change mails everybody who watches the issue. */
  private static List<String> remarks(Judged judged) {
    List<String> remarks = new ArrayList<>();
    Facts facts = judged.facts();
    Decision decision = judged.judgement().decision();
    boolean released =
        decision instanceof Decision.Promote || facts.standing().relation() == Relation.CURRENT;
    remarks.add(released ? "This commit is the release." : decision.rule());
    facts.milestones().stream()
        .filter(Tables::open)
        .map(milestone -> milestone.title() + ": " + milestone.detail())
        .forEach(remarks::add);
    return remarks;
  }

  private static boolean open(Milestone milestone) {
    boolean approval = milestone.name().equals(ApprovalGate.MILESTONE);
    return milestone.verdict() == Verdict.FAILED
        || (approval && milestone.verdict() != Verdict.PASSED);
  }
}
