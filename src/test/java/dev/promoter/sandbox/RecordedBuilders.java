package dev.promoter.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What the recorded DLRN servers held before the first request, derived from the recordings. */
final class RecordedBuilders {
  private static final String SCENARIO =
      "periodic-tripleo-ci-centos-9-scenario001-standalone-master";
  private static final String STANDALONE = "periodic-tripleo-ci-centos-9-standalone-master";
  private static final String CONTAINERS =
      "periodic-tripleo-ci-build-containers-ubi-9-quay-push-master";
  private static final String OVB =
      "periodic-tripleo-ci-centos-9-ovb-3ctlr_1comp-featureset001-master";

  private RecordedBuilders() {}

  static void fillSingle(DlrnBuilder builder) throws IOException {
    Map<String, Build> builds = addBuilds(builder, "single");
    Build first = get(builds, "first");
    Build retried = get(builds, "retried");
    Build passing = get(builds, "passing");
    Build newest = get(builds, "newest");
    builder.promote("tripleo-ci-testing", first, at(3000));
    builder.promote("current-tripleo", first, at(3500));
    builder.promote("tripleo-ci-testing", retried, at(4000));
    builder.promote("tripleo-ci-testing", passing, at(4800));
    builder.promote("tripleo-ci-testing", newest, at(5400));

    List.of(CONTAINERS, STANDALONE, SCENARIO, OVB)
        .forEach(job -> builder.vote(passing, Vote.success(job, at(5000))));
    builder.vote(passing, Vote.consistent(at(4000)));
    builder.vote(retried, Vote.success(CONTAINERS, at(4500)));
    builder.vote(retried, Vote.failure(STANDALONE, at(4600)).withNotes("timed out"));
    builder.vote(retried, Vote.success(STANDALONE, at(4900)));
    builder.vote(retried, Vote.running(SCENARIO, at(4950)));
    builder.vote(newest, Vote.success(CONTAINERS, at(5500)));
  }

  static void fillComponent(DlrnBuilder builder) throws IOException {
    Map<String, Build> builds = addBuilds(builder, "component");
    builder.vote(
        get(builds, "nova-1"),
        Vote.success("periodic-tripleo-ci-centos-9-standalone-nova-master", at(9000)));
  }

  private static Map<String, Build> addBuilds(DlrnBuilder builder, String which)
      throws IOException {
    Map<String, Build> builds = new HashMap<>();
    for (String line : text("/fixtures/dlrn/builds.csv").lines().skip(1).toList()) {
      String[] cells = line.split(",", -1);
      if (cells[0].equals(which)) {
        builds.put(cells[1], add(builder, cells));
      }
    }
    return builds;
  }

  private static Build add(DlrnBuilder builder, String[] cells) {
    Build build =
        Build.of(cells[6], cells[7], cells[8].isEmpty() ? null : cells[8])
            .ofProject(cells[4])
            .committedAt(Instant.ofEpochSecond(Long.parseLong(cells[5])));
    Build placed = cells[3].isEmpty() ? build : build.inComponent(cells[3]);
    if (cells[2].equals("FAILED")) {
      return builder.addFailedBuild(placed);
    }
    builder.addBuild(placed);
    if (cells[2].equals("PURGED")) {
      builder.purge(placed);
    }
    return placed;
  }

  private static Build get(Map<String, Build> builds, String name) {
    return Objects.requireNonNull(builds.get(name), name);
  }

  private static Instant at(long offset) {
    return Instant.ofEpochSecond(1_700_000_000L + offset);
  }

  static String text(String resource) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(RecordedBuilders.class.getResourceAsStream(resource), resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
