package dev.promoter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promoter.sandbox.Build;
import dev.promoter.sandbox.DlrnBuilder;
import dev.promoter.sandbox.Interceptor;
import dev.promoter.store.ChildJvm;
import dev.promoter.store.Store;
import dev.promoter.store.StoreSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * One candidate with two containers, a source and a target registry that are asked one request at a
 * time, and another candidate that stands everywhere so far: small enough to be disturbed at every
 * single place.
 */
final class ContainerScene implements AutoCloseable {
  private static final String RELEASE = "master";

  final Stage stage;
  final Depots depots;
  final DlrnBuilder builder;
  private final Build incumbent;
  private final Build candidate;
  private final Map<String, String> former;
  private final Map<String, String> wanted;

  ContainerScene(Path directory) {
    stage = new Stage(directory, InstantSource.fixed(Instant.parse("2026-03-02T10:00:00Z")));
    builder = stage.builder(RELEASE);
    builder.credentials(DlrnBuilder.USER, DlrnBuilder.PASSWORD);
    stage.environment("DLRNAPI_PASSWORD", DlrnBuilder.PASSWORD);
    depots = new Depots(stage);
    stage.daemonFile(
        """

        [registry rdo]
        url: %s
        role: source
        parallel: 1

        [registry west]
        url: %s
        role: target
        parallel: 1
        """
            .formatted(depots.source.address(), depots.west.address()));
    stage.release(RELEASE, builder, depots.options(), Stage.CRITERIA);
    incumbent = stage.candidate(builder, "incumbent", 20);
    builder.promote(Stage.TARGET, incumbent, stage.hoursAgo(19));
    former = everywhere(incumbent);
    candidate = stage.candidate(builder, "candidate", 5, Stage.JOB, Stage.OTHER_JOB);
    depots.list(candidate, Depots.entry("keystone"));
    wanted =
        Map.of(
            "base", depots.push("base", candidate.fullHash()),
            "keystone", depots.push("keystone", candidate.fullHash()));
  }

  private Map<String, String> everywhere(Build build) {
    for (String name : List.of("base", "keystone")) {
      for (var registry : List.of(depots.source, depots.west)) {
        registry.push(Depots.repository(name), Stage.TARGET, "former layer of " + name);
      }
    }
    assertThat(builder.link(Stage.TARGET)).contains(build);
    return Map.copyOf(depots.atWest(Stage.TARGET));
  }

  /** Everything passes through this from now on. */
  void intercept(Interceptor interceptor) {
    stage.server.intercept(interceptor);
    depots.source.intercept(interceptor);
    depots.west.intercept(interceptor);
  }

  /** One round in a process of its own, which stops at its places and may be killed there. */
  CrashWatch round(Optional<CrashPoint> victim) {
    try (ChildJvm child =
        ChildJvm.start(
            CrashChild.class,
            stage.config().toString(),
            stage.state().toString(),
            stage.config().resolveSibling("printed.txt").toString())) {
      CrashWatch watch =
          new CrashWatch(
              victim, child::kill, text -> text.replaceAll("uploads/[^ ]+", "uploads/..."));
      intercept(watch);
      for (String line = child.line(); line != null; line = child.line()) {
        if (!watch.reached(line)) {
          child.release();
        }
      }
      child.await();
      intercept(Interceptor.NONE);
      return watch;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What must hold at any instant: the link leads to a whole set or has not moved. */
  void requireNoLinkToAnIncompleteSet() {
    if (builder.link(Stage.TARGET).equals(Optional.of(candidate))) {
      assertThat(depots.atSource(Stage.TARGET)).as("tags at the source").isEqualTo(wanted);
      assertThat(depots.atWest(Stage.TARGET)).as("tags at the target").isEqualTo(wanted);
      return;
    }
    assertThat(builder.link(Stage.TARGET)).contains(incumbent);
    depots
        .atWest(Stage.TARGET)
        .forEach(
            (name, digest) -> {
              assertThat(digest).as(name).isIn(former.get(name), wanted.get(name));
              assertThat(depots.west.manifest(Depots.repository(name), digest)).isPresent();
            });
  }

  /** Rounds that nobody disturbs, until nothing is left to do. */
  void goOn() {
    for (int i = 0; i < 3 && !builder.link(Stage.TARGET).equals(Optional.of(candidate)); i++) {
      stage.run("once", "--state", stage.state().toString());
    }
    stage.run("once", "--state", stage.state().toString());
  }

  void requireCompleteEnd() {
    assertThat(builder.link(Stage.TARGET)).contains(candidate);
    assertThat(builder.link("previous-" + Stage.TARGET)).contains(incumbent);
    assertThat(builder.rows(Stage.TARGET)).as("promoted once").hasSize(2);
    assertThat(depots.atWest(candidate.fullHash())).isEqualTo(wanted);
    requireNoLinkToAnIncompleteSet();
    try (Store store = Store.open(StoreSettings.inState(stage.state()))) {
      assertThat(store.journal().unfinished(new dev.promoter.domain.ReleaseName(RELEASE)))
          .as("open plans")
          .isEmpty();
    }
  }

  SortedMap<String, String> links() {
    return builder.links();
  }

  @Override
  public void close() {
    depots.close();
    stage.close();
  }
}
