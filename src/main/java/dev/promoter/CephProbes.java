package dev.promoter;

import dev.promoter.domain.Problem;
import dev.promoter.domain.Release;
import dev.promoter.domain.RevisionCandidate;
import dev.promoter.domain.Settings;
import dev.promoter.engine.RemoteException;
import dev.promoter.engine.Secrets;
import dev.promoter.remote.git.Git;
import dev.promoter.remote.git.GitSettings;
import dev.promoter.remote.github.GitHub;
import dev.promoter.remote.http.HttpPool;
import dev.promoter.remote.http.WebAddress;
import dev.promoter.remote.jenkins.BuildOrders;
import dev.promoter.remote.jenkins.Jenkins;
import dev.promoter.remote.lists.SuiteLists;
import dev.promoter.remote.paddles.PaddlesClient;
import dev.promoter.remote.program.Programs;
import dev.promoter.remote.redmine.Redmine;
import dev.promoter.remote.redmine.Trackers;
import dev.promoter.remote.shaman.Shaman;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Asks each server of a release of Ceph whether it answers, and what it is about to be asked. */
final class CephProbes {
  /** No commit has it; what is asked about a commit is answered for it all the same. */
  private static final RevisionCandidate NONE = new RevisionCandidate("0".repeat(40));

  private final HttpPool http;
  private final Secrets secrets;
  private final Outside outside;

  CephProbes(HttpPool http, Secrets secrets, Outside outside) {
    this.http = http;
    this.secrets = secrets;
    this.outside = outside;
  }

  /** One for each server; a server that a release has no use for is not asked. */
  List<Function<Release, List<Problem>>> all() {
    return List.of(
        this::commit,
        probe("jenkins_url", this::jenkins),
        probe("shaman_url", this::shaman),
        probe("paddles_url", this::paddles),
        probe("suite_list_source", new SuiteLists(http, outside.clock())::complete),
        this::tracker,
        probe("github_api_url", this::gitHub));
  }

  private interface Question {
    void ask(Release release);
  }

  private static Function<Release, List<Problem>> probe(String option, Question question) {
    return release -> answer(release, option, question).stream().toList();
  }

  private static Optional<Problem> answer(Release release, String option, Question question) {
    return answer(release, option, option, question);
  }

  /**
   * @param unanswered the option that is to blame when there was no answer
   * @param answered the option that is to blame when the answer was a refusal
   */
  private static Optional<Problem> answer(
      Release release, String unanswered, String answered, Question question) {
    try {
      question.ask(release);
      return Optional.empty();
    } catch (RemoteException fault) {
      String option = fault.status() == 0 ? unanswered : answered;
      return Optional.of(new Problem(release.file(), 0, "main", option, fault.sentence(), false));
    }
  }

  private List<Problem> commit(Release release) {
    boolean given =
        release.settings().find("ceph_sha1").filter(text -> !text.isBlank()).isPresent();
    return answer(release, given ? "ceph_sha1" : "ceph_branch", this::askRepository).stream()
        .toList();
  }

  private void askRepository(Release release) {
    Settings settings = release.settings();
    Git git = new Git(new Programs(outside.environment()), GitSettings.standard());
    Optional<String> given = settings.find("ceph_sha1").filter(sha1 -> !sha1.isBlank());
    if (given.isPresent()) {
      git.requireCommit(settings.get("ceph_repo"), given.get());
    } else {
      git.tip(settings.get("ceph_repo"), settings.get("ceph_branch"));
    }
  }

  private void jenkins(Release release) {
    if (!release.settings().isTrue("skip_build")) {
      new Jenkins(http, secrets).client(release).requireBuildable(BuildOrders.of(release, NONE));
    }
  }

  private void shaman(Release release) {
    new Shaman(http).client(release).requireReachable(Shaman.wanted(release, NONE));
  }

  private void paddles(Release release) {
    if (!release.settings().isTrue("skip_integration_tests")) {
      new PaddlesClient(WebAddress.of(release.settings().get("paddles_url")), http.client(release))
          .requireReachable();
    }
  }

  /** The key first: a public issue is shown to a wrong key as well. */
  private List<Problem> tracker(Release release) {
    if (Trackers.wanted(release.settings()).isEmpty()) {
      return List.of();
    }
    Trackers trackers = new Trackers(http, secrets, outside.clock());
    Redmine redmine = trackers.server(release);
    return answer(release, "redmine_url", "redmine_key_secret", it -> redmine.account())
        .or(() -> answer(release, "redmine_url", "tracker_issue_id", trackers::requireWritable))
        .stream()
        .toList();
  }

  private void gitHub(Release release) {
    Settings settings = release.settings();
    if (settings.find("notes_since").isPresent()) {
      new GitHub(
              URI.create(settings.get("github_api_url")),
              settings.get("github_repository"),
              http.client(release),
              settings.get("github_token_secret"),
              secrets,
              outside.clock(),
              Duration.ZERO)
          .requireReachable();
    }
  }
}
