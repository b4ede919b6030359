package dev.promoter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promoter.fakes.SettableClock;
import dev.promoter.sandbox.ContainerStory;
import dev.promoter.sandbox.DlrnBuilder;
import dev.promoter.sandbox.ImageStory;
import dev.promoter.sandbox.RegistryServer;
import dev.promoter.sandbox.Story;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The shipped example releases with registries and disk images, as {@code promoter sandbox} runs
 * them.
 */
class EffectsSandboxTest {
  private static final String NOVA = "/openstack-nova-api";

  @TempDir private Path directory;
  private Stage stage;
  private Story story;
  private ContainerStory containers;
  private ImageStory images;

  @BeforeEach
  void tell_the_stories() throws IOException {
    stage = new Stage(directory, new SettableClock("2026-03-02T10:00:00Z"));
    story = Story.tell(stage.server);
    containers = ContainerStory.tell(stage.server, story);
    images = ImageStory.tell(directory.resolve("images"), story);
    for (DlrnBuilder builder : List.of(story.master(), story.integration(), story.zed())) {
      builder.credentials(DlrnBuilder.USER, Stage.PASSWORD);
    }
    for (String name : List.of("CentOS-9/integration", "CentOS-9/master", "CentOS-9/zed")) {
      String text = Stage.read(Path.of("config/releases").resolve(name + ".ini"));
      Stage.write(stage.file(name), text.replace(Story.PUBLIC_ADDRESS, stage.server.address()));
    }
    stage.daemonFile(
        "[defaults]\ncontainers_list_base_url: %s\n%s\n%s"
            .formatted(containers.listAddress(), containers.sections(), images.sections()));
  }

  @AfterEach
  void close() {
    containers.close();
    stage.close();
  }

  @Test
  void containers_of_builds_and_of_aggregates_follow_their_links() {
    Ran ran = stage.once();

    assertThat(ran.exit()).as(ran.out()).isZero();
    String master = story.masterCandidate().fullHash();
    for (RegistryServer registry : List.of(containers.source(), containers.target())) {
      String promoted = registry.digest("tripleomaster" + NOVA, master).orElseThrow();
      assertThat(registry.digest("tripleomaster" + NOVA, "current-tripleo")).contains(promoted);
      assertThat(registry.digest("tripleomaster" + NOVA, "current-tripleo-rdo")).contains(promoted);
      assertThat(registry.digest("tripleointegration" + NOVA, "current-tripleo"))
          .isPresent()
          .isEqualTo(registry.digest("tripleointegration" + NOVA, story.integrationCandidate()));
    }
    assertThat(containers.target().tags("tripleozed" + NOVA))
        .as("zed still waits for votes")
        .doesNotContain(story.zedCandidate().fullHash());
  }

  @Test
  void disk_images_of_builds_and_of_aggregates_follow_their_links() throws IOException {
    Path former = Files.readSymbolicLink(images.of("master").resolve("current-tripleo"));

    Ran ran = stage.once();

    Path master = images.of("master");
    Path candidate = master.resolve(story.masterCandidate().fullHash());
    assertThat(ran.out()).contains("verify the disk images of " + candidate.getFileName());
    assertThat(Files.readSymbolicLink(master.resolve("current-tripleo"))).isEqualTo(candidate);
    assertThat(Files.readSymbolicLink(master.resolve("previous-current-tripleo")))
        .isEqualTo(former);
    assertThat(Files.readSymbolicLink(master.resolve("current-tripleo-rdo"))).isEqualTo(candidate);
    assertThat(Files.readSymbolicLink(images.of("integration").resolve("current-tripleo")))
        .hasFileName(story.integrationCandidate());
  }

  @Test
  void the_second_link_of_a_chain_moves_no_bytes() {
    stage.once("--release", "CentOS-9/master");

    long copies =
        containers.target().requests().stream()
            .filter(request -> request.method().equals("POST"))
            .count();

    assertThat(copies).as("8 different blobs sent and a shared one mounted 3 times").isEqualTo(11);
  }
}
