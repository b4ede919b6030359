package dev.promoter;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.junit5.GreenMailExtension;
import com.icegreen.greenmail.util.ServerSetup;
import dev.promoter.cli.Golden;
import dev.promoter.sandbox.PaddlesServer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A release of Ceph from a commit that nobody has built to one that is validated and recorded. */
class CephGoldenStoryTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden/ceph/story.txt");

  @RegisterExtension
  static final GreenMailExtension MAIL =
      new GreenMailExtension(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

  @TempDir private Path directory;
  private ActingStage acts;
  private GitHubServer gitHub;
  private String sha1;
  private Path draft;
  private Chronicle chronicle;

  @BeforeEach
  void set_the_stage() {
    acts = new ActingStage(directory);
    gitHub = new GitHubServer();
    draft = directory.resolve("notes.md");
    acts.ceph.commit("first");
    acts.ceph.tag("v20.0.0");
    sha1 = acts.ceph.merge("Merge pull request #12 from ann/wip", "rgw: keep the bucket");
    chronicle =
        new Chronicle(acts, MAIL)
            .naming(sha1, "<sha1>")
            .naming(acts.ceph.jenkins.address(), "http://jenkins")
            .naming(acts.ceph.shaman.address(), "http://shaman")
            .naming(acts.ceph.paddles.address(), "http://paddles")
            .naming(acts.redmine.address(), "http://redmine")
            .naming(gitHub.address(), "http://github")
            .naming(directory.toString(), "<directory>")
            .naming(URLEncoder.encode(directory.toString(), StandardCharsets.UTF_8), "<directory>");
  }

  @AfterEach
  void close_the_stage() {
    gitHub.close();
    acts.close();
  }

  @Test
  void from_a_tip_without_a_build_to_a_recorded_release() throws Exception {
    acts.mailServer(MAIL.getSmtp().getPort());
    acts.tracked()
        .option("skip_build", "no")
        .option("rerun", "auto")
        .option("rerun_limit", "1")
        .option("approvals", "release")
        .option("github_api_url", gitHub.address())
        .option("notes_since", "v20.0.0")
        .option("notes_file", draft.toString())
        .suites("rados: priority=110 subset=1/32", "upgrade/squid-x");

    chronicle.round("nobody has built the tip of the branch");
    chronicle.round("the build waits in the queue");
    long build = acts.ceph.jenkins.begin(acts.ceph.jenkins.waiting().get(0));
    chronicle.round("the build runs");
    acts.ceph.jenkins.end(CephStage.JOB, build, "SUCCESS");
    acts.ceph.packages(sha1, "centos", "9", "ready");
    acts.ceph.packages(sha1, "ubuntu", "noble", "building");
    chronicle.round("it is built, and one of two platforms is ready");
    acts.ceph.packages(sha1, "ubuntu", "noble", "ready");
    chronicle.round("both platforms are ready");
    runs("qabot-rados-1", "rados", "thrash/{a}", "thrash/{b}");
    runs("qabot-upgrade:squid-x-2", "upgrade:squid-x", "parallel");
    chronicle.round("the suites run");
    acts.ceph.paddles.passed("qabot-rados-1", "1");
    acts.ceph.paddles.status("qabot-rados-1", "2", "dead");
    acts.ceph.paddles.failed("qabot-upgrade:squid-x-2", "1", "Command crashed: 'ceph health'");
    chronicle.round("a job is dead, and one has failed");
    runs("qabot-rerun-3", "rados", "thrash/{b}");
    runs("qabot-rerun-4", "upgrade:squid-x", "parallel");
    chronicle.round("both run again");
    acts.ceph.paddles.passed("qabot-rerun-3", "1");
    acts.ceph.paddles.failed("qabot-rerun-4", "1", "Command crashed: 'ceph health'");
    chronicle.round("the dead job has passed, the other has failed again");
    acts.ceph.waive("upgrade/squid-x", "parallel");
    chronicle.round("what fails is waived");
    acts.ceph.approve("release", "ann", sha1);
    chronicle.round("the release is approved");
    chronicle.round("nothing is left to do");
    chronicle.end("the draft of the release notes", Stage.read(draft));

    Golden.compare(GOLDEN, chronicle.text());
    assertThat(acts.ceph.stage.everyRoundIsJudgedAsItWas()).isEqualTo(12);
  }

  /** A run with queued jobs, numbered from 1. */
  private void runs(String name, String suite, String... tests) {
    for (int i = 0; i < tests.length; i++) {
      String id = String.valueOf(i + 1);
      String description = suite + "/" + tests[i];
      acts.ceph.paddles.addJob(
          new PaddlesServer.Job(name, id, suite, CephStage.BRANCH, sha1, description));
    }
  }
}
