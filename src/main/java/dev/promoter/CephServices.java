package dev.promoter;

import dev.promoter.config.DaemonSettings;
import dev.promoter.domain.Candidate;
import dev.promoter.domain.Release;
import dev.promoter.domain.Settings;
import dev.promoter.engine.Secrets;
import dev.promoter.engine.Workflow;
import dev.promoter.notes.DraftDue;
import dev.promoter.notes.KeepDraft;
import dev.promoter.remote.git.Git;
import dev.promoter.remote.git.GitSettings;
import dev.promoter.remote.git.RevisionCandidates;
import dev.promoter.remote.http.HttpPool;
import dev.promoter.remote.http.WebAddress;
import dev.promoter.remote.jenkins.Jenkins;
import dev.promoter.remote.jenkins.JenkinsEvidence;
import dev.promoter.remote.jenkins.TriggerBuild;
import dev.promoter.remote.lists.SuiteLists;
import dev.promoter.remote.mail.MailVerdict;
import dev.promoter.remote.paddles.Paddles;
import dev.promoter.remote.paddles.PaddlesEvidence;
import dev.promoter.remote.program.Programs;
import dev.promoter.remote.redmine.PostDraft;
import dev.promoter.remote.redmine.SetFields;
import dev.promoter.remote.redmine.Trackers;
import dev.promoter.remote.redmine.UpdateIssue;
import dev.promoter.remote.shaman.Shaman;
import dev.promoter.remote.shaman.ShamanEvidence;
import dev.promoter.remote.teuthology.Desk;
import dev.promoter.remote.teuthology.RerunSuite;
import dev.promoter.remote.teuthology.Results;
import dev.promoter.remote.teuthology.ScheduleSuite;
import dev.promoter.store.Store;
import dev.promoter.suites.Overview;
import dev.promoter.suites.TestJob;
import dev.promoter.suites.TestRun;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The parts that only releases of Ceph need: the only place where they are named. */
final class CephServices {
  static final String WORKFLOW = "ceph";

  /** How many runs are asked for at a time: more than a commit has. */
  private static final int PAGE = 200;

  private final Outside outside;
  private final Store store;
  private final Programs programs;
  private final Jenkins jenkins;
  private final Shaman shaman;
  private final Paddles paddles;
  private final SuiteLists lists;
  private final Desk desk;
  private final Git git;
  private final ReleaseNotes notes;
  private final HttpPool http;
  private final Secrets secrets;
  private final DaemonSettings settings;

  CephServices(
      HttpPool http, Secrets secrets, Store store, DaemonSettings settings, Outside outside) {
    this.http = http;
    this.secrets = secrets;
    this.settings = settings;
    this.outside = outside;
    this.store = store;
    this.programs = new Programs(outside.environment());
    this.git = new Git(programs, GitSettings.standard());
    this.notes =
        new ReleaseNotes(git, http, secrets, settings.state().resolve("git"), outside.clock());
    this.jenkins = new Jenkins(http, secrets);
    this.shaman = new Shaman(http);
    this.paddles = new Paddles(http, store.recollections());
    this.lists = new SuiteLists(http, outside.clock());
    this.desk =
        new Desk(
            programs,
            results(paddles),
            settings.state().resolve("teuthology"),
            hostName(),
            outside.clock());
  }

  private static Results results(Paddles paddles) {
    return new Results() {
      @Override
      public List<TestRun> runs(Release release, String sha1) {
        return paddles.client(release).runsOfCommit(sha1, PAGE);
      }

      @Override
      public Optional<List<TestJob>> jobs(Release release, String run) {
        return paddles.client(release).jobs(run, false);
      }
    };
  }

  /** Where it is not known, what another process has begun is left to people. */
  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException nameless) {
      return "process " + ProcessHandle.current().pid();
    }
  }

  /** A draft of the notes of a commit, which is that of the release unless another is named. */
  String releaseNotes(Release release, Optional<String> sha1) {
    Settings options = release.settings();
    String commit =
        sha1.or(() -> options.find("ceph_sha1").filter(text -> !text.isBlank()))
            .orElseGet(() -> git.tip(options.get("ceph_repo"), options.get("ceph_branch")));
    return notes.of(release, commit).text();
  }

  Workflow workflow() {
    RevisionCandidates commits =
        new RevisionCandidates(git, store.journal(), lists::complete, outside.clock());
    Trackers trackers = new Trackers(http, secrets, outside.clock());
    DraftDue draftDue =
        new DraftDue(facts -> Overview.of(facts.annex()).filter(Overview::ended).isPresent());
    return new Workflow(
        WORKFLOW,
        commits,
        List.of(
            new JenkinsEvidence(jenkins, store.journal(), store.recollections(), outside.clock()),
            new ShamanEvidence(shaman, store.recollections(), outside.clock()),
            new PaddlesEvidence(
                paddles, desk::captured, commits::askedRepository, outside.clock())),
        List.of(
            new RecordRelease(store.journal()),
            new TriggerBuild(jenkins),
            new ScheduleSuite(desk),
            new RerunSuite(desk),
            new UpdateIssue(trackers),
            new PostDraft(trackers, notes, draftDue),
            new KeepDraft(notes, draftDue, settings.state().resolve("notes")),
            new SetFields(trackers),
            new MailVerdict(
                store.outbox(outside.clock()), store.journal(), settings.mail().isPresent())));
  }

  /** The page where people see the runs of a commit. */
  static String runsPage(Release release, Candidate candidate) {
    return WebAddress.of(release.settings().get("pulpito_base"))
        .at("/", Map.of("sha1", candidate.id()))
        .toString();
  }
}
