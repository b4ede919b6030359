package dev.promoter;

import dev.promoter.domain.Candidate;
import dev.promoter.domain.Release;
import dev.promoter.engine.Secrets;
import dev.promoter.engine.Workflow;
import dev.promoter.remote.git.Git;
import dev.promoter.remote.git.GitSettings;
import dev.promoter.remote.git.RevisionCandidates;
import dev.promoter.remote.http.HttpPool;
import dev.promoter.remote.http.WebAddress;
import dev.promoter.remote.jenkins.Jenkins;
import dev.promoter.remote.jenkins.JenkinsEvidence;
import dev.promoter.remote.lists.SuiteLists;
import dev.promoter.remote.paddles.Paddles;
import dev.promoter.remote.paddles.PaddlesEvidence;
import dev.promoter.remote.program.Programs;
import dev.promoter.remote.shaman.Shaman;
import dev.promoter.remote.shaman.ShamanEvidence;
import dev.promoter.store.Store;
import java.util.List;
import java.util.Map;

/** The parts that only releases of Ceph need: the only place where they are named. */
final class CephServices {
  static final String WORKFLOW = "ceph";

  private final Outside outside;
  private final Store store;
  private final Programs programs;
  private final Jenkins jenkins;
  private final Shaman shaman;
  private final Paddles paddles;
  private final SuiteLists lists;

  CephServices(HttpPool http, Secrets secrets, Store store, Outside outside) {
    this.outside = outside;
    this.store = store;
    this.programs = new Programs(outside.environment());
    this.jenkins = new Jenkins(http, secrets);
    this.shaman = new Shaman(http);
    this.paddles = new Paddles(http);
    this.lists = new SuiteLists(http, outside.clock());
  }

  Workflow workflow() {
    Git git = new Git(programs, GitSettings.standard());
    return new Workflow(
        WORKFLOW,
        new RevisionCandidates(git, store.journal(), lists::complete),
        List.of(
            new JenkinsEvidence(jenkins, outside.clock()),
            new ShamanEvidence(shaman, outside.clock()),
            new PaddlesEvidence(
                paddles, store.interventions(), (release, candidate) -> Map.of(), outside.clock()),
            new ApprovalEvidence(store.interventions())),
        List.of(new RecordRelease(store.journal())));
  }

  /** The page where people see the runs of a commit. */
  static String runsPage(Release release, Candidate candidate) {
    return WebAddress.of(release.settings().get("pulpito_base"))
        .at("/", Map.of("sha1", candidate.id()))
        .toString();
  }
}
