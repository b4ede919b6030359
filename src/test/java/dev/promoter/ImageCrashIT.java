package dev.promoter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promoter.remote.images.SftpServer;
import dev.promoter.remote.images.SftpServer.Cut;
import dev.promoter.store.ChildJvm;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real process, a real SIGKILL, in the midst of every write to an SFTP server: before its effect,
 * and between effect and answer. At no moment is a link missing, or does the link of the builder
 * stand at images that are not there; another round completes everything.
 */
class ImageCrashIT {
  private static final String BELOW = "centos9/master/rdo_trunk";
  private static final String INCUMBENT = "incumbent";
  private static final List<String> TARGETS = CrashStory.CHAIN_OF_TWO_TARGETS.targets();

  /** Making a link, taking one away, and the rename that replaces one. */
  private static final Set<String> WRITES = Set.of("symlink", "remove", "extended");

  private static final KeyPair HOST_KEY = SftpServer.keyPair("EC");
  private static final KeyPair USER_KEY = SftpServer.keyPair("EC");
  private static final AtomicInteger DIRECTORIES = new AtomicInteger();

  @TempDir static Path directory;

  @TestFactory
  Stream<DynamicTest> a_killed_process_never_leaves_images_half_promoted() throws Exception {
    int writes = undisturbed();
    assertThat(writes).as("four writes per target").isEqualTo(4 * TARGETS.size());
    return IntStream.rangeClosed(1, writes)
        .boxed()
        .flatMap(
            write ->
                Stream.of(Cut.values())
                    .map(
                        side ->
                            DynamicTest.dynamicTest(
                                "killed at write %d, %s".formatted(write, side),
                                () -> killedAt(write, side))));
  }

  private static int undisturbed() throws Exception {
    try (Site site = new Site()) {
      site.round(0, Cut.BEFORE_THE_EFFECT);
      site.assertComplete();
      return (int) site.images.seen().stream().filter(WRITES::contains).count();
    }
  }

  private static void killedAt(int write, Cut side) throws Exception {
    try (Site site = new Site()) {
      assertThat(site.round(write, side)).as("killed").isTrue();
      site.assertNothingHalf();
      site.scene.again();
      site.assertComplete();
    }
  }

  /** A builder with a story, and an SFTP server with the images of its candidate. */
  private static final class Site implements AutoCloseable {
    final CrashScene scene;
    final SftpServer images = new SftpServer(HOST_KEY);
    private final Path base;
    private final Path place;
    private final String candidate;

    Site() throws IOException, GeneralSecurityException {
      base = directory.resolve("site-" + DIRECTORIES.incrementAndGet());
      place = base.resolve("images").resolve(BELOW);
      scene = new CrashScene(CrashStory.CHAIN_OF_TWO_TARGETS, base);
      candidate = scene.candidate();
      images.accept(USER_KEY.getPublic());
      images.start();
      configure();
      upload();
    }

    private void configure() throws IOException, GeneralSecurityException {
      Path key = base.resolve("key");
      try (OutputStream out = Files.newOutputStream(key)) {
        OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(USER_KEY, "test", null, out);
      }
      Path hosts = base.resolve("hosts");
      Files.writeString(hosts, images.knownHost(HOST_KEY) + "\n");
      Files.writeString(
          base.resolve("config/promoter.ini"),
          """
          [daemon]
          in_doubt_wait: 1ms
          [image_server rdo]
          root: %s
          host: 127.0.0.1
          port: %d
          user: %s
          key_file: %s
          known_hosts: %s
          """
              .formatted(base.resolve("images"), images.port(), SftpServer.USER, key, hosts));
    }

    private void upload() throws IOException {
      Path hash = Files.createDirectories(place.resolve(candidate));
      Files.writeString(hash.resolve("overcloud-full.tar"), "");
      Files.writeString(hash.resolve("overcloud-full.tar.md5"), "d41d8cd98f00b204e9800998ecf8427e");
      for (String target : TARGETS) {
        Files.createSymbolicLink(place.resolve(target), Path.of(INCUMBENT));
      }
    }

    /** One round in a process of its own, killed at a write; returns whether it came to that. */
    boolean round(int write, Cut side) throws IOException {
      AtomicInteger writes = new AtomicInteger();
      AtomicBoolean struck = new AtomicBoolean();
      try (ChildJvm child =
          ChildJvm.start(
              CrashChild.class,
              base.resolve("config").toString(),
              base.resolve("state").toString(),
              base.resolve("printed.txt").toString())) {
        images.watch(
            (request, now) -> {
              boolean here =
                  WRITES.contains(request)
                      && (now == Cut.BEFORE_THE_EFFECT ? writes.incrementAndGet() : writes.get())
                          == write
                      && now == side;
              if (here && struck.compareAndSet(false, true)) {
                child.kill();
              }
              return here;
            });
        while (child.line() != null) {
          if (!struck.get()) {
            child.release();
          }
        }
        child.await();
      } finally {
        images.watch((request, now) -> false);
      }
      return struck.get();
    }

    void assertNothingHalf() throws IOException {
      for (String target : TARGETS) {
        assertThat(linked(target)).as(target).isIn(INCUMBENT, candidate);
        if (scene.standing(target).equals(candidate)) {
          assertThat(linked(target)).as(target + " of the images").isEqualTo(candidate);
        }
      }
    }

    void assertComplete() throws IOException {
      for (String target : TARGETS) {
        assertThat(scene.standing(target)).isEqualTo(candidate);
        assertThat(linked(target)).isEqualTo(candidate);
        assertThat(linked("previous-" + target)).isEqualTo(INCUMBENT);
      }
      assertThat(scene.end().openPlans()).isEmpty();
      try (Stream<Path> entries = Files.list(place)) {
        assertThat(entries.map(Path::getFileName).map(Path::toString))
            .containsExactlyInAnyOrderElementsOf(
                Stream.concat(
                        Stream.of(candidate),
                        TARGETS.stream().flatMap(t -> Stream.of(t, "previous-" + t)))
                    .toList());
      }
    }

    private String linked(String link) throws IOException {
      Path path = place.resolve(link);
      return Files.exists(path, LinkOption.NOFOLLOW_LINKS)
          ? Optional.ofNullable(Files.readSymbolicLink(path).getFileName())
              .map(Path::toString)
              .orElse("")
          : "";
    }

    @Override
    public void close() throws IOException {
      images.close();
      scene.close();
    }
  }
}
