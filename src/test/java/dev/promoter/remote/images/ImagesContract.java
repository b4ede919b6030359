package dev.promoter.remote.images;

import static dev.promoter.remote.images.Ride.NEW;
import static dev.promoter.remote.images.Ride.NEWER;
import static dev.promoter.remote.images.Ride.OLD;
import static dev.promoter.remote.images.Ride.PREVIOUS;
import static dev.promoter.remote.images.Tree.IMAGE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.promoter.domain.Outcome;
import dev.promoter.engine.RemoteException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every kind of server must do. */
abstract class ImagesContract {
  private static final String CURRENT = Ride.TARGET.value();

  Tree tree = new Tree(Path.of("target/unset"));
  Ride ride = new Ride(Map.of(), ImageKind.IMAGES);

  /** The options of a server section whose root is this directory; starts what is needed. */
  abstract Map<String, String> section(Path root) throws Exception;

  @BeforeEach
  void open(@TempDir Path root) throws Exception {
    tree = new Tree(root.toRealPath().resolve("images"));
    ride = new Ride(secrets(), ImageKind.IMAGES).section(section(tree.root));
    List.of(OLD, NEW, NEWER).forEach(tree::upload);
  }

  Map<String, String> secrets() {
    return Map.of();
  }

  @AfterEach
  void close() throws Exception {
    ride.close();
  }

  @Test
  void the_first_promotion_makes_the_link_and_no_previous_one() {
    assertThat(ride.promote(NEW)).isInstanceOf(Outcome.Done.class);

    assertThat(tree.linked(CURRENT)).isEqualTo(tree.path(NEW));
    assertThat(tree.links()).containsExactly(CURRENT);
  }

  @Test
  void the_former_directory_stands_behind_the_previous_link() {
    ride.promote(OLD);
    assertThat(ride.promote(NEW)).isInstanceOf(Outcome.Done.class);
    assertThat(tree.linked(PREVIOUS)).isEqualTo(tree.path(OLD));

    assertThat(ride.promote(NEWER)).isInstanceOf(Outcome.Done.class);
    assertThat(tree.linked(CURRENT)).isEqualTo(tree.path(NEWER));
    assertThat(tree.linked(PREVIOUS)).isEqualTo(tree.path(NEW));
    assertThat(tree.links()).containsExactly(CURRENT, PREVIOUS);
  }

  @Test
  void promoting_what_stands_there_already_changes_nothing() {
    ride.promote(OLD);
    ride.promote(NEW);

    assertThat(ride.promote(NEW)).isInstanceOf(Outcome.AlreadyDone.class);
    assertThat(tree.linked(CURRENT)).isEqualTo(tree.path(NEW));
    assertThat(tree.linked(PREVIOUS)).isEqualTo(tree.path(OLD));
  }

  @Test
  void links_are_relative_when_asked_for() {
    ride.section(Map.of("link_style", "relative"));
    ride.promote(OLD);
    ride.promote(NEW);

    assertThat(tree.linked(CURRENT)).isEqualTo(NEW);
    assertThat(tree.linked(PREVIOUS)).isEqualTo(OLD);
  }

  @ParameterizedTest
  @ValueSource(strings = {"%s", "./%s", "../rdo_trunk/%s"})
  void an_old_relative_link_is_read_and_kept_as_it_stood(String form) {
    tree.link(CURRENT, form.formatted(OLD));

    assertThat(ride.promote(OLD)).isInstanceOf(Outcome.AlreadyDone.class);
    assertThat(ride.promote(NEW)).isInstanceOf(Outcome.Done.class);
    assertThat(tree.linked(CURRENT)).isEqualTo(tree.path(NEW));
    assertThat(tree.linked(PREVIOUS)).isEqualTo(form.formatted(OLD));
  }

  @Test
  void a_link_by_another_path_to_the_same_hash_is_no_previous_one() {
    tree.link(CURRENT, "/mnt/images/rdo_trunk/" + NEW);

    assertThat(ride.promote(NEW)).isInstanceOf(Outcome.Done.class);
    assertThat(tree.linked(CURRENT)).isEqualTo(tree.path(NEW));
    assertThat(tree.linked(PREVIOUS)).isEmpty();
  }

  @Test
  void a_dangling_link_is_replaced_and_kept_as_previous() {
    tree.link(CURRENT, tree.path("removed-long-ago"));

    assertThat(ride.promote(NEW)).isInstanceOf(Outcome.Done.class);
    assertThat(tree.linked(CURRENT)).isEqualTo(tree.path(NEW));
    assertThat(tree.linked(PREVIOUS)).isEqualTo(tree.path("removed-long-ago"));
  }

  @Test
  void a_link_to_itself_is_replaced() {
    tree.link(CURRENT, CURRENT);

    assertThat(ride.promote(NEW)).isInstanceOf(Outcome.Done.class);
    assertThat(tree.linked(CURRENT)).isEqualTo(tree.path(NEW));
  }

  @Test
  void a_directory_of_the_hash_that_is_a_circle_of_links_is_refused() {
    String loop = "0".repeat(31) + "9";
    tree.link(loop, loop);

    assertThatThrownBy(() -> ride.plan(loop))
        .isInstanceOf(RemoteException.class)
        .hasMessageContaining(loop);
    assertThat(tree.linked(CURRENT)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"current-tripleo", "previous-current-tripleo"})
  void a_link_that_is_a_directory_is_refused_before_anything_is_planned(String name) {
    Tree.make(tree.dir.resolve(name));

    assertThatThrownBy(() -> ride.plan(NEW))
        .isInstanceOf(RemoteException.class)
        .hasMessageContaining(tree.path(name))
        .hasMessageContaining("it is a directory and not a link, so it is left alone");
    assertThat(tree.dir.resolve(name)).isDirectory();
  }

  @Test
  void a_link_that_becomes_a_directory_after_the_plan_is_left_alone() {
    List<Ride.Step> plan = ride.plan(NEW);
    Tree.make(tree.dir.resolve(CURRENT));

    assertThat(ride.carry(plan).detail()).contains("it is a directory and not a link");
    assertThat(tree.dir.resolve(CURRENT)).isDirectory();
  }

  @Test
  void images_that_were_not_uploaded_are_a_reason_not_to_plan() {
    String absent = "0".repeat(31) + "9";

    assertThatThrownBy(() -> ride.plan(absent))
        .isInstanceOf(RemoteException.class)
        .hasMessageContaining(tree.path(absent))
        .hasMessageContaining(
            "there is no such directory: the disk images of %s were not uploaded", absent);
  }

  @Test
  void a_directory_that_vanishes_after_it_was_verified_is_not_linked() throws IOException {
    List<Ride.Step> plan = ride.plan(NEW);
    assertThat(plan.get(0).carryOut()).isInstanceOf(Outcome.Done.class);
    Files.move(tree.dir.resolve(NEW), tree.dir.resolve("gone"));

    assertThat(ride.carry(plan).detail()).contains(tree.path(NEW) + " is no directory any more");
    assertThat(tree.linked(CURRENT)).isEmpty();
  }

  @Test
  void a_link_that_somebody_else_moved_since_the_plan_stays_there() {
    ride.promote(OLD);
    List<Ride.Step> plan = ride.plan(NEW);
    tree.link(CURRENT, NEWER);

    assertThat(ride.carry(plan))
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            refused ->
                assertThat(refused.detail())
                    .contains("leads to " + NEWER + " now: it was moved by somebody else"));
    assertThat(tree.linked(CURRENT)).isEqualTo(NEWER);
    assertThat(tree.linked(PREVIOUS)).isEmpty();
  }

  @Test
  void a_previous_link_that_somebody_else_moved_since_the_plan_stops_it() {
    ride.promote(OLD);
    List<Ride.Step> plan = ride.plan(NEW);
    tree.link(PREVIOUS, NEWER);

    assertThat(ride.carry(plan)).isInstanceOf(Outcome.Refused.class);
    assertThat(tree.linked(CURRENT)).isEqualTo(tree.path(OLD));
    assertThat(tree.linked(PREVIOUS)).isEqualTo(NEWER);
  }

  @Test
  void when_only_the_target_moved_the_rest_follows() {
    ride.promote(OLD);
    List<Ride.Step> plan = ride.plan(NEW);
    plan.get(0).carryOut();
    tree.link(CURRENT, tree.path(NEW));

    assertThat(ride.carry(plan)).isInstanceOf(Outcome.Done.class);
    assertThat(tree.linked(CURRENT)).isEqualTo(tree.path(NEW));
    assertThat(tree.linked(PREVIOUS)).isEqualTo(tree.path(OLD));
  }

  @Test
  void a_previous_link_that_somebody_moved_after_the_target_is_left_alone() {
    ride.promote(OLD);
    List<Ride.Step> plan = ride.plan(NEW);
    plan.get(0).carryOut();
    tree.link(CURRENT, tree.path(NEW));
    tree.link(PREVIOUS, NEWER);

    assertThat(ride.carry(plan).detail())
        .contains("was moved to " + NEWER + " by somebody else meanwhile and is left alone");
    assertThat(tree.linked(PREVIOUS)).isEqualTo(NEWER);
  }

  @Test
  void what_a_killed_process_left_behind_is_cleaned_up() {
    ride.promote(OLD);
    tree.link("." + CURRENT + ".promoter-new", "anything");
    tree.link("." + PREVIOUS + ".promoter-new", "anything");

    assertThat(ride.promote(NEW)).isInstanceOf(Outcome.Done.class);
    assertThat(tree.links()).containsExactly(CURRENT, PREVIOUS);
  }

  @Test
  void a_promotion_is_put_back_exactly() {
    tree.link(CURRENT, OLD);
    tree.link(PREVIOUS, "../rdo_trunk/somewhere");
    List<Ride.Step> plan = ride.plan(NEW);
    ride.carry(plan);

    assertThat(ride.carry(plan.get(1).undo())).isInstanceOf(Outcome.Done.class);
    assertThat(tree.linked(CURRENT)).isEqualTo(OLD);
    assertThat(tree.linked(PREVIOUS)).isEqualTo("../rdo_trunk/somewhere");
    assertThat(tree.links()).containsExactly(CURRENT, PREVIOUS);
  }

  @Test
  void links_that_were_not_there_before_are_taken_away_again() {
    List<Ride.Step> first = ride.plan(OLD);
    ride.carry(first);
    List<Ride.Step> second = ride.plan(NEW);
    ride.carry(second);

    ride.carry(second.get(1).undo());
    assertThat(tree.links()).containsExactly(CURRENT);
    assertThat(ride.carry(first.get(1).undo())).isInstanceOf(Outcome.Done.class);
    assertThat(tree.links()).isEmpty();
  }

  @Test
  void putting_back_twice_is_putting_back_once() {
    ride.promote(OLD);
    List<Ride.Step> plan = ride.plan(NEW);
    ride.carry(plan);
    ride.carry(plan.get(1).undo());

    assertThat(ride.carry(plan.get(1).undo())).isInstanceOf(Outcome.AlreadyDone.class);
    assertThat(tree.linked(CURRENT)).isEqualTo(tree.path(OLD));
  }

  @Test
  void what_somebody_else_moved_since_is_not_put_back() {
    ride.promote(OLD);
    List<Ride.Step> plan = ride.plan(NEW);
    ride.carry(plan);
    tree.link(CURRENT, NEWER);

    assertThat(ride.carry(plan.get(1).undo())).isInstanceOf(Outcome.Refused.class);
    assertThat(tree.linked(CURRENT)).isEqualTo(NEWER);
  }

  @Test
  void an_action_that_found_everything_done_has_nothing_to_put_back() {
    ride.promote(NEW);
    List<Ride.Step> plan = ride.plan(NEW);
    ride.carry(plan);

    assertThat(plan.get(1).undo()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "md5, MD5, %s  overcloud-full.tar",
    "md5, MD5, %s *overcloud-full.tar",
    "md5, MD5, %s",
    "md5, MD5, MD5 (overcloud-full.tar) = %s",
    "md5, MD5, %s  ./overcloud-full.tar",
    "md5, MD5, %s  /tmp/build/overcloud-full.tar",
    "sha256, SHA-256, %s  overcloud-full.tar",
    "sha256, SHA-256, SHA256 (overcloud-full.tar) = %s",
    "sha512, SHA-512, %s"
  })
  void a_checksum_may_be_written_in_several_ways(String suffix, String algorithm, String form) {
    Tree.write(
        tree.dir.resolve(NEW).resolve(IMAGE + "." + suffix),
        form.formatted(Tree.digest(algorithm, "the overcloud of " + NEW))
                .toUpperCase(Locale.ROOT)
                .replace("OVERCLOUD-FULL.TAR", "overcloud-full.tar")
            + "\r\n");

    assertThat(ride.promote(NEW)).isInstanceOf(Outcome.Done.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "00000000000000000000000000000000  overcloud-full.tar | is not what overcloud-full.tar.md5 says",
        "00000000000000000000000000000000 | is not what overcloud-full.tar.md5 says",
        "00000000000000000000000000000000  undercloud.tar | is for another file: it names undercloud.tar and not overcloud-full.tar",
        "d41d8  overcloud-full.tar | is not a checksum file",
        "<html>404</html> | is not a checksum file",
        "' ' | is not a checksum file"
      })
  void a_checksum_that_does_not_match_stops_it_before_anything_moves(
      String content, String sentence) {
    Tree.write(tree.dir.resolve(NEW).resolve(IMAGE + ".md5"), content);

    assertThat(ride.promote(NEW))
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> assertThat(failed.detail()).contains(sentence).contains(IMAGE));
    assertThat(tree.links()).isEmpty();
  }

  @Test
  void a_checksum_file_without_its_image_stops_it() throws IOException {
    Files.delete(tree.dir.resolve(NEW).resolve(IMAGE));

    assertThat(ride.promote(NEW).detail()).contains("but not the file overcloud-full.tar");
    assertThat(tree.links()).isEmpty();
  }

  @Test
  void two_different_checksums_of_one_image_stop_it() {
    String good = Tree.digest("MD5", "the overcloud of " + NEW);
    Tree.write(
        tree.dir.resolve(NEW).resolve(IMAGE + ".md5"),
        good + "  " + IMAGE + "\n" + "0".repeat(32) + "  " + IMAGE + "\n");

    assertThat(ride.promote(NEW).detail()).contains("gives two different checksums");
  }

  @Test
  void a_checksum_file_of_several_images_is_read_for_its_own() {
    String good = Tree.digest("MD5", "the overcloud of " + NEW);
    Tree.write(
        tree.dir.resolve(NEW).resolve(IMAGE + ".md5"),
        "0".repeat(32) + "  other.tar\n" + good + "  " + IMAGE + "\n");

    assertThat(ride.promote(NEW)).isInstanceOf(Outcome.Done.class);
  }

  @Test
  void a_wrong_checksum_is_only_a_warning_when_asked_for() {
    Tree.write(tree.dir.resolve(NEW).resolve(IMAGE + ".md5"), "0".repeat(32));
    ride.set("image_checksums", "warn");

    List<Ride.Step> plan = ride.plan(NEW);
    assertThat(plan.get(0).carryOut())
        .isInstanceOfSatisfying(
            Outcome.Done.class,
            done -> assertThat(done.detail()).contains("warning: ").contains(IMAGE));
    assertThat(ride.carry(plan)).isInstanceOf(Outcome.Done.class);
    assertThat(tree.linked(CURRENT)).isEqualTo(tree.path(NEW));
  }

  @Test
  void checksums_are_not_read_when_asked_for() {
    Tree.write(tree.dir.resolve(NEW).resolve(IMAGE + ".md5"), "0".repeat(32));
    ride.set("image_checksums", "off");

    assertThat(ride.plan(NEW).get(0).carryOut().detail()).contains("0 checksums are right");
  }

  @Test
  void a_directory_without_any_checksum_is_incomplete() throws IOException {
    String bare = "0".repeat(31) + "9";
    Tree.write(Tree.make(tree.dir.resolve(bare)).resolve(IMAGE), "content");

    assertThat(ride.promote(bare).detail()).contains("holds no checksum file");
    ride.set("image_checksums", "warn");
    assertThat(ride.promote(bare)).isInstanceOf(Outcome.Done.class);
  }

  @Test
  void every_image_that_is_named_must_be_there_with_its_checksum() throws IOException {
    ride.set("qcow_images", "overcloud-full.tar,undercloud.qcow2");
    assertThat(ride.promote(NEW).detail()).contains("undercloud.qcow2 is not in " + tree.path(NEW));

    Tree.write(tree.dir.resolve(NEW).resolve("undercloud.qcow2"), "content");
    assertThat(ride.promote(NEW).detail())
        .contains("undercloud.qcow2 has no checksum file beside it");

    Tree.image(tree.dir.resolve(NEW), "undercloud.qcow2", "content");
    assertThat(ride.promote(NEW)).isInstanceOf(Outcome.Done.class);
  }

  @Test
  void an_image_that_is_missing_is_never_a_mere_warning() {
    ride.set("qcow_images", "undercloud.qcow2").set("image_checksums", "warn");

    assertThat(ride.promote(NEW)).isInstanceOf(Outcome.Failed.class);
  }

  @Test
  void an_image_that_changed_is_read_again_and_one_that_did_not_is_not() throws IOException {
    Path image = tree.dir.resolve(NEW).resolve(IMAGE);
    assertThat(ride.plan(NEW).get(0).carryOut()).isInstanceOf(Outcome.Done.class);

    var stamp = Files.getLastModifiedTime(image);
    Tree.write(image, "THE overcloud of " + NEW);
    Files.setLastModifiedTime(image, stamp);
    assertThat(ride.plan(NEW).get(0).carryOut()).isInstanceOf(Outcome.Done.class);

    Files.setLastModifiedTime(image, FileTime.fromMillis(stamp.toMillis() + 5000));
    assertThat(ride.plan(NEW).get(0).carryOut()).isInstanceOf(Outcome.Failed.class);
  }

  @Test
  void a_checksum_file_that_is_endless_is_not_read_to_its_end() {
    Tree.write(tree.dir.resolve(NEW).resolve(IMAGE + ".md5"), "0".repeat(100_000));

    assertThat(ride.promote(NEW).detail()).contains("it is longer than 65536 bytes");
  }

  @Test
  void a_large_image_is_read_whole() throws IOException {
    Path directory = tree.dir.resolve(NEW);
    String content = "0123456789abcdef".repeat(300_000);
    Tree.image(directory, "big.tar", content);

    assertThat(ride.plan(NEW).get(0).carryOut().detail()).contains("3 checksums are right");
  }

  @Test
  void a_dry_run_plans_and_cannot_write() {
    var dry = ride.release().asDryRun();
    List<Ride.Step> plan = ride.plan(dry, NEW);

    assertThat(plan)
        .extracting(step -> step.action.kind())
        .containsExactly("verify-images", "link-images");
    assertThat(plan.get(1).action.title())
        .isEqualTo(
            "move the link %s of the disk images to %s"
                .formatted(tree.path(CURRENT), tree.path(NEW)));
    LinkImages runner = new LinkImages(ride.servers, ImageKind.IMAGES);
    assertThat(runner.run(dry, plan.get(1).action, plan.get(1).before()).detail())
        .contains("this is a dry run, which writes nothing");
    assertThat(tree.links()).isEmpty();
  }

  @Test
  void what_was_planned_goes_on_in_its_directory_even_if_the_root_changes() {
    List<Ride.Step> plan = ride.plan(NEW);
    ride.section(Map.of("root", "/nowhere"));

    assertThat(ride.carry(plan)).isInstanceOf(Outcome.Done.class);
    assertThat(tree.linked(CURRENT)).isEqualTo(tree.path(NEW));
  }

  @Test
  void the_probe_finds_nothing_wrong() {
    assertThat(ride.servers.probe(ride.release(), ImageKind.IMAGES)).isEmpty();
  }

  @Test
  void the_probe_says_that_the_root_is_missing() {
    ride.section(Map.of("root", tree.root + "/absent"));

    assertThat(ride.servers.probe(ride.release(), ImageKind.IMAGES).orElseThrow().sentence())
        .contains("there is no directory " + tree.root + "/absent");
  }
}
