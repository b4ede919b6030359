package dev.promoter.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A component builder with three aggregates: the newest has a failed job, the one before passed,
 * the oldest stands at the target. They share components, so that rows of one component repeat.
 */
final class IntegrationStory {
  private static final String SOURCE = "tripleo-ci-testing";
  private static final String CONTAINERS =
      "periodic-tripleo-ci-build-containers-centos-9-push-integration";
  private static final String STANDALONE = "periodic-tripleo-ci-centos-9-standalone-integration";
  private static final String SCENARIO =
      "periodic-tripleo-ci-centos-9-scenario002-standalone-integration";
  private static final String MULTINODE =
      "periodic-tripleo-ci-centos-9-multinode-1ctlr-featureset030-integration";

  private final DlrnBuilder builder;
  private final Instant now;
  private final String passing;

  IntegrationStory(DlrnBuilder builder, Instant now) {
    this.builder = builder;
    this.now = now;
    Build compute = build("compute", "openstack-nova", 1, 70);
    // Never rebuilt, and older than its builder's present way to write metadata.
    Build network =
        builder.addBuild(
            Build.named("integration network")
                .withExtendedHash(null)
                .inComponent("network")
                .ofProject("openstack-neutron")
                .committedAt(ago(200))
                .withOldMetadata());
    Build tripleo = build("tripleo", "openstack-tripleo-common", 1, 66);
    atTarget(List.of(network, compute, tripleo));
    Build newCompute = build("compute", "openstack-nova", 2, 30);
    passing = passes(List.of(network, tripleo, newCompute));
    Build newTripleo = build("tripleo", "openstack-tripleo-common", 2, 8);
    fails(List.of(network, newCompute, newTripleo));
  }

  DlrnBuilder builder() {
    return builder;
  }

  String passing() {
    return passing;
  }

  private void atTarget(List<Build> builds) {
    String hash = builder.promoteAggregate(SOURCE, builds, ago(60));
    for (String job : List.of(CONTAINERS, STANDALONE, SCENARIO, MULTINODE)) {
      builder.vote(hash, Vote.success(job, ago(57)));
    }
    builder.promoteAggregate("current-tripleo", builds, ago(55));
  }

  private String passes(List<Build> builds) {
    String hash = builder.promoteAggregate(SOURCE, builds, ago(26));
    builder.vote(hash, Vote.success(CONTAINERS, ago(25)));
    builder.vote(hash, Vote.success(STANDALONE, ago(24)));
    builder.vote(hash, Vote.failure(SCENARIO, ago(24)).withNotes("mirror timed out"));
    builder.vote(hash, Vote.success(MULTINODE, ago(23)));
    builder.vote(hash, Vote.success(SCENARIO, ago(22)));
    return hash;
  }

  private void fails(List<Build> builds) {
    String hash = builder.promoteAggregate(SOURCE, builds, ago(6));
    builder.vote(hash, Vote.success(CONTAINERS, ago(5)));
    builder.vote(hash, Vote.failure(STANDALONE, ago(4)).withNotes("deployment failed"));
    builder.vote(hash, Vote.success(SCENARIO, ago(4)));
    builder.vote(hash, Vote.running(MULTINODE, ago(4)));
  }

  private Build build(String component, String project, int which, long hoursAgo) {
    return builder.addBuild(
        Build.named("integration " + component + " " + which)
            .inComponent(component)
            .ofProject(project)
            .committedAt(ago(hoursAgo)));
  }

  private Instant ago(long hours) {
    return now.minus(Duration.ofHours(hours));
  }
}
