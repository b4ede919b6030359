package dev.promoter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promoter.fakes.SettableClock;
import dev.promoter.sandbox.Answer;
import dev.promoter.sandbox.Build;
import dev.promoter.sandbox.DlrnBuilder;
import dev.promoter.sandbox.Interceptor;
import dev.promoter.sandbox.Intervention;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Disk images and Dockerfiles in promotions, from the INI file to the links. */
class ImageStoriesTest {
  private static final String RELEASE = "master";
  private static final String BELOW = "centos9/master/rdo_trunk";
  private static final String NO_MD5 = "0".repeat(32);

  @TempDir private Path directory;
  private Stage stage;
  private DlrnBuilder builder;
  private Path images;
  private Path dockerfiles;
  private Build old;
  private Build young;

  @BeforeEach
  void set_the_stage() {
    stage = new Stage(directory, new SettableClock("2026-03-02T10:00:00Z"));
    builder = stage.builder(RELEASE);
    images = directory.resolve("images").resolve(BELOW);
    dockerfiles = directory.resolve("dockerfiles").resolve(BELOW);
    stage.daemonFile("[image_server rdo]\nroot: " + directory.resolve("images") + "\n");
    release("qcow_client,dockerfile_client,dlrn_client");
    old = stage.candidate(builder, "old", 30, Stage.JOB, Stage.OTHER_JOB);
    upload(old);
    stage.once();
    young = stage.candidate(builder, "young", 5, Stage.JOB, Stage.OTHER_JOB);
  }

  @AfterEach
  void close() {
    stage.close();
  }

  private void release(String clients) {
    stage.release(
        RELEASE,
        builder,
        """
        distro_version: 9
        allowed_clients: %s
        dockerfile_root: %s
        """
            .formatted(clients, directory.resolve("dockerfiles")),
        Stage.CRITERIA);
  }

  private void upload(Build build) {
    Stage.write(images.resolve(build.fullHash()).resolve("overcloud-full.tar"), "");
    checksum(build, "d41d8cd98f00b204e9800998ecf8427e");
    Stage.write(dockerfiles.resolve(build.fullHash()).resolve("Dockerfile"), "FROM scratch");
  }

  private void checksum(Build build, String digits) {
    Stage.write(images.resolve(build.fullHash()).resolve("overcloud-full.tar.md5"), digits);
  }

  private static String linked(Path place, String name) {
    Path link = place.resolve(name);
    try {
      return Files.exists(link, LinkOption.NOFOLLOW_LINKS)
          ? String.valueOf(Files.readSymbolicLink(link).getFileName())
          : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void assertAllAt(Build target, String previous) {
    assertThat(linked(images, Stage.TARGET)).isEqualTo(target.fullHash());
    assertThat(linked(dockerfiles, Stage.TARGET)).isEqualTo(target.fullHash());
    assertThat(linked(images, "previous-" + Stage.TARGET)).isEqualTo(previous);
    assertThat(linked(dockerfiles, "previous-" + Stage.TARGET)).isEqualTo(previous);
    assertThat(builder.link(Stage.TARGET)).contains(target);
  }

  @Test
  void images_and_dockerfiles_move_with_the_link() {
    assertAllAt(old, "");
    upload(young);

    assertThat(stage.once().exit()).isZero();

    assertAllAt(young, old.fullHash());
    assertThat(builder.link("previous-" + Stage.TARGET)).contains(old);
  }

  @Test
  void a_candidate_whose_images_were_not_uploaded_is_not_promoted() {
    Ran ran = stage.once();

    assertThat(ran.out())
        .contains("the disk images of " + young.fullHash() + " were not uploaded")
        .contains("nothing was changed");
    assertAllAt(old, "");
    upload(young);
    stage.once();
    assertAllAt(young, old.fullHash());
  }

  @Test
  void images_that_are_not_as_their_checksums_say_stop_it_before_anything_moves() {
    upload(young);
    checksum(young, NO_MD5);

    Ran ran = stage.once();

    assertThat(ran.out()).contains("overcloud-full.tar is not what overcloud-full.tar.md5 says");
    assertAllAt(old, "");
    checksum(young, "d41d8cd98f00b204e9800998ecf8427e");
    stage.once();
    assertAllAt(young, old.fullHash());
  }

  @Test
  void a_dry_run_shows_the_effects_and_has_none() {
    upload(young);

    Ran ran = stage.once("--dry-run");

    assertThat(ran.out())
        .contains("verify the disk images of " + young.fullHash())
        .contains("move the link " + images.resolve(Stage.TARGET) + " of the disk images")
        .contains("move the link " + dockerfiles.resolve(Stage.TARGET) + " of the Dockerfiles");
    assertAllAt(old, "");
  }

  @Test
  void a_link_that_the_server_refuses_to_move_is_moved_in_the_next_round() {
    upload(young);
    stage.server.intercept(
        Interceptor.beforeEffect(
            request ->
                request.path().endsWith("/api/promote")
                    ? Intervention.answer(Answer.html(500, "Internal Server Error"))
                    : Intervention.PASS));
    stage.once();
    assertThat(builder.link(Stage.TARGET)).contains(old);

    stage.server.intercept(Interceptor.NONE);
    stage.once();

    assertAllAt(young, old.fullHash());
  }

  @Test
  void a_rollback_puts_images_dockerfiles_and_link_back() {
    upload(young);
    stage.once();

    Ran back = stage.run("rollback", RELEASE, Stage.TARGET, "--by=kim", "--reason=it broke");

    assertThat(back.out() + back.err()).contains("put back the link " + images);
    assertAllAt(old, "");
  }

  @Test
  void a_release_that_names_no_server_promotes_without_images_and_check_says_so() {
    stage.daemonFile("");
    stage.release(RELEASE, builder, "distro_version: 9", Stage.CRITERIA);

    Ran check = stage.run("check");
    stage.once();

    assertThat(check.exit()).isZero();
    assertThat(check.out())
        .contains(
            "[main] allowed_clients: warning: names qcow_client, but there is no section"
                + " [image_server rdo]: disk images take no part in promotions");
    assertThat(builder.link(Stage.TARGET)).contains(young);
    assertThat(linked(images, Stage.TARGET)).isEqualTo(old.fullHash());
  }

  @Test
  void check_online_says_that_the_root_is_missing() {
    assertThat(stage.run("check", "--online").exit()).isZero();
    stage.daemonFile("[image_server rdo]\nroot: /nowhere/at/all\n");

    Ran check = stage.run("check", "--online");

    assertThat(check.exit()).isEqualTo(1);
    assertThat(check.out())
        .containsPattern(
            "promoter\\.ini:\\d+: \\[image_server rdo] root: image server rdo \\(this machine\\):"
                + " there is no directory /nowhere/at/all, the root");
  }
}
