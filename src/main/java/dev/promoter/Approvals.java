package dev.promoter;

import dev.promoter.cli.OperationException;
import dev.promoter.cli.Operations.ApprovalRequest;
import dev.promoter.domain.Approval;
import dev.promoter.domain.ApprovalGate;
import dev.promoter.domain.Facts;
import dev.promoter.domain.Release;
import dev.promoter.domain.Requirement;
import dev.promoter.domain.RevisionCandidate;
import dev.promoter.domain.Settings;
import dev.promoter.domain.Target;
import dev.promoter.engine.History;
import dev.promoter.engine.ReleaseReport;
import dev.promoter.suites.SuiteLine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Makes an approval out of what a person typed: what it is about must be something a release waits
 * for, and it must be certain which commit is meant.
 *
 * @param release empty for one that has no file, such as one of {@code promoter release}
 * @param history where the last judged commit is found
 */
record Approvals(Optional<Release> release, History history) {
  /** Rounds in which nothing could be judged are passed over, but not for ever. */
  private static final int ROUNDS = 50;

  private static final String WORKFLOW = "ceph";

  /** An option, and the requirement that stands for the suites of a list on a server. */
  private static final String LIST = "suite_list_source";

  /** The approval, not stored yet. */
  Approval draft(ApprovalRequest request, Instant now) {
    Optional<Facts> judged = lastJudged(request);
    Target target =
        release
            .flatMap(it -> it.targets().stream().findFirst())
            .or(() -> judged.map(Facts::target))
            .orElseThrow(
                () ->
                    OperationException.usage(
                        "there is no release '" + request.release() + "', and none had a round"));
    String workflow =
        release.map(Release::workflow).or(() -> judged.map(Facts::workflow)).orElse("");
    if (!workflow.equals(WORKFLOW)) {
      throw OperationException.usage(
          request.release() + " is no release of Ceph; only those wait for approvals");
    }
    String subject = subject(request.subject(), target);
    checkLead(subject, request.by());
    return new Approval(
        0,
        request.release(),
        target.link(),
        candidate(request, judged),
        subject,
        request.by(),
        request.note(),
        now);
  }

  private static String subject(String word, Target target) {
    String subject = word.replace(':', '/');
    if (subject.isEmpty() || subject.equals(ApprovalGate.RELEASE)) {
      return "";
    }
    List<String> known =
        new ArrayList<>(target.requirements().stream().map(Requirement::name).toList());
    boolean listed = known.remove(LIST) && SuiteLine.isName(subject);
    known.addAll(ApprovalGate.STEPS);
    if (!listed && !known.contains(subject)) {
      throw OperationException.usage(
          "%s has neither a suite nor a step '%s'; it has: %s"
              .formatted(target.link(), word, String.join(", ", known)));
    }
    return subject;
  }

  private void checkLead(String subject, String by) {
    Settings settings = release.map(Release::settings).orElseGet(() -> new Settings(Map.of()));
    Optional.ofNullable(ApprovalGate.wanted(settings).get(subject))
        .filter(lead -> !lead.isEmpty() && !lead.equalsIgnoreCase(by))
        .ifPresent(
            lead -> {
              throw OperationException.usage(
                  "%s is led by %s; an approval of %s would not count"
                      .formatted(subject.isEmpty() ? "the release" : subject, lead, by));
            });
  }

  private String candidate(ApprovalRequest request, Optional<Facts> judged) {
    Optional<String> last = judged.map(facts -> facts.candidate().id());
    Optional<String> configured = release.flatMap(it -> it.settings().find("ceph_sha1"));
    if (request.candidate().isPresent()) {
      return request.candidate().get();
    }
    if (last.isPresent() && configured.isPresent() && !last.equals(configured)) {
      throw OperationException.usage(
          "the last round of %s judged %s, and its file now says %s; name the commit with --sha1"
              .formatted(request.release(), last.get(), configured.get()));
    }
    return last.or(() -> configured)
        .orElseThrow(
            () ->
                OperationException.usage(
                    "no round of "
                        + request.release()
                        + " has judged a commit yet, so it is not known which one is approved;"
                        + " name it with --sha1"));
  }

  private Optional<Facts> lastJudged(ApprovalRequest request) {
    return history.entries(Optional.of(request.release()), ROUNDS).stream()
        .map(History.Entry::round)
        .distinct()
        .flatMap(round -> history.round(round).stream())
        .flatMap(Approvals::newest)
        .findFirst();
  }

  private static Stream<Facts> newest(ReleaseReport report) {
    return report.targets().stream()
        .flatMap(target -> target.judged().stream().limit(1))
        .map(judged -> judged.facts())
        .filter(facts -> facts.candidate() instanceof RevisionCandidate);
  }
}
