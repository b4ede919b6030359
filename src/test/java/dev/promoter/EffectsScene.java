package dev.promoter;

import dev.promoter.domain.ReleaseName;
import dev.promoter.fakes.SettableClock;
import dev.promoter.remote.images.SftpServer;
import dev.promoter.sandbox.Build;
import dev.promoter.sandbox.DlrnBuilder;
import dev.promoter.sandbox.Interceptor;
import dev.promoter.store.ChildJvm;
import dev.promoter.store.SharedClasses;
import dev.promoter.store.Store;
import dev.promoter.store.StoreSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A release with all its effects: containers in a source and a target registry, disk images on an
 * SFTP server, and the link. One build stands everywhere, another one is ready to follow it.
 */
final class EffectsScene implements AutoCloseable {
  static final String RELEASE = "master";

  private static final String BELOW = "centos9/master/rdo_trunk";
  private static final String MD5_OF_NOTHING = "d41d8cd98f00b204e9800998ecf8427e";

  final Stage stage;
  final DlrnBuilder builder;
  final Depots depots;
  final SftpServer sftp;
  private final Path directory;
  private final Path images;
  private int age = 2000;

  EffectsScene(Path directory) {
    this.directory = directory;
    this.images = directory.resolve("images").resolve(BELOW);
    this.stage = new Stage(directory, new SettableClock("2026-03-02T10:00:00Z"));
    stage.environment("DLRNAPI_PASSWORD", DlrnBuilder.PASSWORD);
    this.builder = stage.server.addBuilder("api-" + RELEASE, RELEASE);
    builder.credentials(DlrnBuilder.USER, DlrnBuilder.PASSWORD);
    this.depots = new Depots(stage);
    KeyPair hostKey = SftpServer.keyPair("EC");
    this.sftp = started(hostKey);
    configure(hostKey);
  }

  private static SftpServer started(KeyPair hostKey) {
    try {
      return new SftpServer(hostKey).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void configure(KeyPair hostKey) {
    Path knownHosts = directory.resolve("known_hosts");
    Path password = directory.resolve("uploader-password");
    Stage.write(knownHosts, sftp.knownHost(hostKey) + "\n");
    Stage.write(password, SftpServer.PASSWORD);
    stage.daemonFile(
        // One after the other: which image a shared layer is mounted from must not vary.
        depots.sections().replace("role:", "parallel: 1\nrole:")
            + """

            [image_server rdo]
            root: %s
            host: 127.0.0.1
            port: %d
            user: %s
            password_secret: UPLOADER_PASSWORD
            known_hosts: %s

            [secrets]
            UPLOADER_PASSWORD: %s
            """
                .formatted(
                    directory.resolve("images"),
                    sftp.port(),
                    SftpServer.USER,
                    knownHosts,
                    password));
    stage.release(
        RELEASE,
        builder,
        "distro_version: 9\nregistries: rdo, east\n" + depots.options(),
        Stage.CRITERIA);
  }

  /** A build whose jobs passed, with its containers and images; younger than all before it. */
  Build candidate(String name) {
    age -= 2;
    Build build = stage.candidate(builder, name, age, Stage.JOB, Stage.OTHER_JOB);
    depots.build(build);
    Path image = images.resolve(build.fullHash()).resolve("overcloud-full.tar");
    Stage.write(image, "");
    Stage.write(image.resolveSibling("overcloud-full.tar.md5"), MD5_OF_NOTHING);
    return build;
  }

  /**
   * One round in a process of its own.
   *
   * @param victim where it is killed; empty for nowhere
   * @param names makes the text of a request the same for every build
   */
  CrashWatch round(Optional<CrashPoint> victim, UnaryOperator<String> names, SharedClasses shared) {
    Path printed = directory.resolve("printed.txt");
    try (ChildJvm child =
        ChildJvm.start(
            shared,
            CrashChild.class,
            stage.config().toString(),
            stage.state().toString(),
            printed.toString())) {
      CrashWatch watch = new CrashWatch(victim, child::kill, names);
      watchedBy(watch);
      for (String line = child.line(); line != null; line = child.line()) {
        if (!watch.reached(line)) {
          child.release();
        }
      }
      int code = child.await();
      unwatched();
      if (victim.isEmpty() && code != 0) {
        throw new AssertionError("exit code " + code + ":\n" + Files.readString(printed));
      }
      return watch;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void watchedBy(CrashWatch watch) {
    stage.server.intercept(watch.at("dlrn"));
    depots.source.intercept(watch.at("source"));
    depots.east.intercept(watch.at("east"));
    sftp.watch(
        (request, side) ->
            watch.reached(
                (side == SftpServer.Cut.AFTER_THE_EFFECT
                        ? CrashPoint.AFTER_REQUEST
                        : CrashPoint.BEFORE_REQUEST)
                    + "sftp "
                    + request));
  }

  private void unwatched() {
    stage.server.intercept(Interceptor.NONE);
    depots.source.intercept(Interceptor.NONE);
    depots.east.intercept(Interceptor.NONE);
    sftp.watch((request, side) -> false);
  }

  /** Whether all that the link of a build promises stands there. */
  boolean completeFor(Build build) {
    Map<String, String> wanted = depots.atSource(build.fullHash());
    return !wanted.isEmpty()
        && depots.atSource(Stage.TARGET).equals(wanted)
        && depots.atEast(build.fullHash()).equals(wanted)
        && depots.atEast(Stage.TARGET).equals(wanted)
        && linked(Stage.TARGET).endsWith(build.fullHash());
  }

  int openPlans() {
    try (Store store = Store.open(StoreSettings.inState(stage.state()))) {
      return store.journal().unfinished(new ReleaseName(RELEASE)).size();
    }
  }

  /** Where a link beside the images leads; empty if there is none. */
  String linked(String name) {
    Path link = images.resolve(name);
    try {
      return Files.exists(link, LinkOption.NOFOLLOW_LINKS)
          ? images.relativize(images.resolve(Files.readSymbolicLink(link))).toString()
          : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Everything beside the images. */
  List<String> files() {
    try (var entries = Files.list(images)) {
      return entries.map(file -> file.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      sftp.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    depots.close();
    stage.close();
  }
}
