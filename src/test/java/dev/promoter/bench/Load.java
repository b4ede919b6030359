package dev.promoter.bench;

import dev.promoter.sandbox.Build;
import dev.promoter.sandbox.DlrnBuilder;
import dev.promoter.sandbox.DlrnServer;
import dev.promoter.sandbox.Vote;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How much there is to do: releases with candidates none of which can be promoted, as one job of
 * each failed.
 *
 * @param releases each with a builder of its own
 * @param candidates newer than what stands at the target
 * @param jobs required by the target, all reported
 */
record Load(int releases, int candidates, int jobs) {
  private static final Instant BEGINNING = Instant.parse("2026-03-02T00:00:00Z");
  private static final String SOURCE = "tripleo-ci-testing";
  private static final String TARGET = "current-tripleo";

  static Load parse(String text) {
    String[] parts = text.split("x", -1);
    return new Load(
        Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
  }

  /** As {@link #parse} reads it. */
  String text() {
    return releases + "x" + candidates + "x" + jobs;
  }

  /** Fills a server; gives a builder for each release. */
  List<DlrnBuilder> fill(DlrnServer server) {
    List<DlrnBuilder> builders = new ArrayList<>();
    for (int release = 0; release < releases; release++) {
      DlrnBuilder builder = server.addBuilder("api-" + release, "tree-" + release);
      fill(builder, release);
      builders.add(builder);
    }
    return builders;
  }

  /** The newest candidate of a release. */
  Build newest(int release) {
    return Build.named(release + " " + candidates);
  }

  private void fill(DlrnBuilder builder, int release) {
    Build old = builder.addBuild(Build.named("old " + release));
    builder.promote(SOURCE, old, BEGINNING);
    builder.promote(TARGET, old, BEGINNING.plusSeconds(60));
    for (int candidate = 1; candidate <= candidates; candidate++) {
      Build build = builder.addBuild(Build.named(release + " " + candidate));
      Instant when = BEGINNING.plusSeconds(3600L * candidate);
      builder.promote(SOURCE, build, when);
      for (int job = 0; job < jobs; job++) {
        boolean failed = job == candidate % jobs;
        builder.vote(build, failed ? Vote.failure(job(job), when) : Vote.success(job(job), when));
      }
    }
  }

  /** Writes a configuration directory for the server at an address. */
  Path configure(Path directory, String address) throws IOException {
    Path config = directory.resolve("config");
    Files.createDirectories(config.resolve("releases"));
    Files.writeString(config.resolve("promoter.ini"), "");
    for (int release = 0; release < releases; release++) {
      Files.writeString(config.resolve("releases/r" + release + ".ini"), ini(address, release));
    }
    return config;
  }

  private String ini(String address, int release) {
    return """
    [main]
    distro_name: centos
    distro_version: 9
    release: r%d
    api_url: %s/api-%d
    repo_url: %s/tree-%d
    username: %s
    latest_hashes_count: %d

    [promote_from]
    %s: %s

    [%s]
    %s
    """
        .formatted(
            release,
            address,
            release,
            address,
            release,
            DlrnBuilder.USER,
            candidates,
            TARGET,
            SOURCE,
            TARGET,
            IntStream.range(0, jobs).mapToObj(Load::job).collect(Collectors.joining("\n")));
  }

  static String job(int number) {
    return "periodic-tripleo-ci-centos-9-scenario%03d-standalone-master".formatted(number);
  }
}
