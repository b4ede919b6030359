package dev.promoter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promoter.real.Cable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three daemons, thirty releases, one PostgreSQL, and what can happen to them, one after the other.
 * The clock of the second node is a minute fast, that of the third a minute slow. Each time every
 * release gets a new candidate, which has to be promoted, once.
 */
@DisabledOnOs(OS.WINDOWS)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ClusterIT {
  private static final int RELEASES = 30;
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @TempDir static Path directory;
  private ClusterScene scene;
  private Cable cable;
  private ClusterNode first;

  @BeforeAll
  void start() throws IOException {
    try {
      scene = new ClusterScene(directory, RELEASES);
    } catch (IOException | IllegalStateException e) {
      scene = Assumptions.abort("no PostgreSQL can be started on this machine: " + e);
    }
    cable = scene.cable();
    first = scene.node("node-1", cable.port(), Duration.ZERO);
    scene.node("node-2", scene.port(), MINUTE);
    scene.node("node-3", scene.port(), MINUTE.negated());
    scene.awaitNodes(3);
  }

  @AfterAll
  void stop() {
    if (scene != null) {
      scene.close();
      cable.close();
    }
  }

  @Test
  @Order(1)
  void undisturbed_every_release_is_promoted_once() {
    scene.offer();
    everythingIsPromotedOnce();
  }

  @Test
  @Order(2)
  void a_node_that_is_killed_in_the_middle_of_a_write_is_followed_by_another_one() {
    CompletableFuture<ClusterNode> victim = new CompletableFuture<>();
    scene.trap(
        0,
        true,
        Duration.ZERO,
        node -> {
          victim.complete(node);
          node.kill();
        });
    scene.offer();
    takenOver("killed", 0);

    everythingIsPromotedOnce();
    victim.join().restart();
    scene.awaitNodes(3);
  }

  @Test
  @Order(3)
  void a_node_that_stood_still_just_before_its_write_does_not_write_when_it_goes_on() {
    CompletableFuture<ClusterNode> victim = new CompletableFuture<>();
    scene.trap(
        1,
        false,
        Duration.ZERO,
        node -> {
          victim.complete(node);
          node.signal("STOP");
        });
    scene.offer();
    takenOver("stopped", 1);
    scene.awaitPromoted();

    victim.join().signal("CONT");
    scene.until(
        "it has noticed", () -> victim.join().log().contains("another node has taken over r1"));
    everythingIsPromotedOnce();
    scene.awaitNodes(3);
  }

  @Test
  @Order(4)
  void a_node_that_is_cut_off_from_the_database_does_not_write_any_more() {
    CompletableFuture<ClusterNode> victim = new CompletableFuture<>();
    scene.trap(
        2,
        false,
        Duration.ofSeconds(7), // longer than anything may be begun after a confirmation
        node -> {
          victim.complete(node);
          cut(node);
        });
    scene.offer();
    takenOver("cut off or stopped", 2);
    scene.awaitPromoted();

    cable.mend();
    victim.join().signal("CONT");
    everythingIsPromotedOnce();
    scene.awaitNodes(3);
  }

  @Test
  @Order(5)
  void a_restart_of_the_database_in_the_middle_of_a_write_loses_nothing() throws IOException {
    scene.trap(3, true, Duration.ofSeconds(1), node -> {});
    scene.offer();
    scene.until("a write is on its way", scene::sprung);
    scene.restartDatabase();

    everythingIsPromotedOnce();
    scene.awaitNodes(3);
  }

  /** Only the first node has a cable; another one that has the release is stopped instead. */
  private void cut(ClusterNode node) {
    if (node.equals(first)) {
      cable.cut();
    } else {
      node.signal("STOP");
    }
  }

  private void takenOver(String what, int release) {
    scene.until("a node is " + what, scene::sprung);
    long begun = System.nanoTime();
    long number = scene.number(release);
    scene.until("r" + release + " is taken over", () -> scene.number(release) > number);
    System.out.printf(
        "a release whose node was %s was taken over after %d ms%n",
        what, (System.nanoTime() - begun) / 1_000_000);
  }

  private void everythingIsPromotedOnce() {
    scene.awaitPromoted();
    scene.until("all plans have ended and are told of", () -> scene.openPlans() == 0);
    assertThat(scene.faults()).isEmpty();
  }
}
