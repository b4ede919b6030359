package dev.promoter.sandbox;

import java.time.Instant;
import java.util.List;

/**
 * A single-pipeline builder with a chain of two targets. From the newest candidate down: a required
 * job failed; a job still runs; a job was never reported; everything passed, one job at the second
 * try and one through its alternative; then what stands at the targets, and an old failure.
 */
final class MasterStory {
  private static final String CONTAINERS =
      "periodic-tripleo-ci-build-containers-centos-9-push-master";
  private static final String IMAGES =
      "periodic-tripleo-ci-build-images-centos-9-overcloud-full-master";
  private static final String STANDALONE = "periodic-tripleo-ci-centos-9-standalone-master";
  private static final String SCENARIO_1 =
      "periodic-tripleo-ci-centos-9-scenario001-standalone-master";
  private static final String SCENARIO_4 =
      "periodic-tripleo-ci-centos-9-scenario004-standalone-master";
  private static final String UNDERCLOUD =
      "periodic-tripleo-ci-centos-9-undercloud-containers-master";
  private static final String MULTINODE =
      "periodic-tripleo-ci-centos-9-multinode-1ctlr-featureset010-master";
  private static final String OVB =
      "periodic-tripleo-ci-centos-9-ovb-3ctlr_1comp-featureset001-master";
  private static final String OVB_ELSEWHERE =
      "periodic-tripleo-ci-centos-9-ovb-3ctlr_1comp-featureset001-second-cloud-master";
  private static final List<String> EASY =
      List.of(CONTAINERS, IMAGES, STANDALONE, SCENARIO_1, UNDERCLOUD);
  private static final List<String> FOR_RDO =
      List.of(
          "periodic-tripleo-ci-centos-9-ovb-1ctlr_2comp-featureset020-master",
          "periodic-tripleo-ci-centos-9-standalone-full-tempest-master");

  private final DlrnBuilder builder;
  private final StoryTeller teller;
  private final Build passing;
  private final Build newest;

  MasterStory(DlrnBuilder builder, Instant now) {
    this.builder = builder;
    this.teller = new StoryTeller(builder, now);
    ancient();
    atBothTargets();
    atFirstTarget();
    passing = passingInTheEnd();
    withoutReport();
    running();
    newest = failed();
  }

  DlrnBuilder builder() {
    return builder;
  }

  /** The build that may be promoted. */
  Build passing() {
    return passing;
  }

  /** The newest build: one failed job keeps it back. */
  Build newest() {
    return newest;
  }

  private void ancient() {
    Build build = teller.candidate("master ancient", 60);
    teller.pass(build, CONTAINERS, IMAGES, UNDERCLOUD);
    teller.fail(build, STANDALONE, "deployment failed");
  }

  private void atBothTargets() {
    Build build = teller.candidate("master at both targets", 48);
    teller.passAll(build, EASY);
    teller.pass(build, SCENARIO_4, MULTINODE, OVB);
    teller.passAll(build, FOR_RDO);
    teller.promoted("current-tripleo", build, 40);
    teller.promoted("current-tripleo-rdo", build, 38);
  }

  private void atFirstTarget() {
    Build build = teller.candidate("master at current-tripleo", 30);
    teller.passAll(build, EASY);
    teller.pass(build, SCENARIO_4, MULTINODE, OVB, FOR_RDO.get(0));
    teller.fail(build, FOR_RDO.get(1), "3 tempest tests failed");
    teller.promoted("current-tripleo", build, 22);
  }

  private Build passingInTheEnd() {
    Build build = teller.candidate("master passing", 20);
    teller.passAll(build, EASY);
    teller.pass(build, MULTINODE);
    teller.fail(build, SCENARIO_4, "mirror timed out");
    teller.pass(build, SCENARIO_4);
    teller.fail(build, OVB, "no hypervisor was free");
    teller.pass(build, OVB_ELSEWHERE);
    teller.passAll(build, FOR_RDO);
    return build;
  }

  private void withoutReport() {
    Build build = teller.candidate("master without report", 14);
    teller.passAll(build, EASY);
    teller.pass(build, SCENARIO_4, OVB);
  }

  private void running() {
    Build build = teller.candidate("master running", 9);
    teller.passAll(build, EASY);
    teller.pass(build, SCENARIO_4, MULTINODE);
    teller.start(build, OVB);
  }

  private Build failed() {
    Build build = teller.candidate("master failed", 5);
    teller.passAll(build, EASY);
    teller.pass(build, MULTINODE, OVB);
    teller.fail(build, SCENARIO_4, "ceph did not come up");
    return build;
  }
}
