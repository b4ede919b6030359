package dev.promoter;

import dev.promoter.cli.OperationException;
import dev.promoter.cli.Operations.ApprovalRequest;
import dev.promoter.domain.Approval;
import dev.promoter.domain.ApprovalGate;
import dev.promoter.domain.ApprovalPanel;
import dev.promoter.domain.Facts;
import dev.promoter.domain.LinkName;
import dev.promoter.domain.Nearest;
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
 * for, it must be certain which candidate is meant, and the person must be one whose word counts.
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
    if (release.filter(it -> !it.workflow().equals(WORKFLOW)).isPresent()) {
      return promotion(release.get(), request, now);
    }
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
          request.release() + " has no file any more, so nothing waits for an approval");
    }
    request
        .target()
        .filter(link -> !link.equals(target.link()))
        .ifPresent(
            link -> {
              throw OperationException.usage(
                  "%s has no target '%s'; it has: %s"
                      .formatted(request.release(), link, target.link()));
            });
    String subject = subject(request.subject(), target);
    panel(target.link())
        .filter(panel -> subject.isEmpty())
        .ifPresentOrElse(
            panel -> check(panel, target.link(), request.by()),
            () -> checkLead(subject, request.by()));
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

  /** Of a release that is no release of Ceph: a candidate for a target that has a panel. */
  private Approval promotion(Release release, ApprovalRequest request, Instant now) {
    LinkName target =
        request
            .target()
            .orElseThrow(() -> OperationException.usage("name the target with --target"));
    Lookup.targets(release, target);
    ApprovalPanel panel =
        panel(target)
            .orElseThrow(
                () ->
                    OperationException.usage(
                        "nothing of %s waits for approvals; see [approvals %s]"
                            .formatted(target, target)));
    if (!request.subject().isEmpty()) {
      throw OperationException.usage("only releases of Ceph have suites and steps to approve");
    }
    check(panel, target, request.by());
    return new Approval(
        0,
        release.name(),
        target,
        request
            .candidate()
            .orElseThrow(() -> OperationException.usage("name the candidate with --candidate")),
        "",
        request.by(),
        request.note(),
        now);
  }

  private Optional<ApprovalPanel> panel(LinkName target) {
    return release.flatMap(it -> ApprovalPanel.of(it.settings(), target));
  }

  private static void check(ApprovalPanel panel, LinkName target, String person) {
    if (!panel.admits(person)) {
      throw OperationException.usage(
          "%s is approved by %s; an approval of %s would not count"
              .formatted(target, panel.named(), person));
    }
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
                  .formatted(target.link(), word, String.join(", ", known))
              + ", release"
              + Nearest.hint(subject, known));
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
      return commit(request.candidate().get());
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

  private static String commit(String word) {
    if (!word.matches("[0-9a-f]{40}")) {
      throw OperationException.usage("'" + word + "' is not a SHA1 of 40 hexadecimal digits");
    }
    return word;
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
