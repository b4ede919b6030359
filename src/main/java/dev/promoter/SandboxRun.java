package dev.promoter;

import dev.promoter.cli.CommonOptions;
import dev.promoter.cli.OperationException;
import dev.promoter.cli.TextReport;
import dev.promoter.config.Configuration;
import dev.promoter.sandbox.CephStory;
import dev.promoter.sandbox.ContainerStory;
import dev.promoter.sandbox.DlrnBuilder;
import dev.promoter.sandbox.DlrnServer;
import dev.promoter.sandbox.ImageStory;
import dev.promoter.sandbox.Story;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Stream;

/**
 * The daemon on stand-ins: copies the shipped example releases to a directory of their own, points
 * them at a stand-in on the loopback address and runs the real daemon on them.
 */
final class SandboxRun {
  private static final List<String> EXAMPLES =
      List.of("CentOS-9/master.ini", "CentOS-9/integration.ini", "CentOS-9/zed.ini");

  private final Installation installation;
  private final CommonOptions options;
  private final Outside outside;

  SandboxRun(Installation installation, CommonOptions options, Outside outside) {
    this.installation = installation;
    this.options = options;
    this.outside = outside;
  }

  void run() {
    ScheduledExecutorService votes = Executors.newSingleThreadScheduledExecutor(this::daemonThread);
    Path directory = directory();
    try (DlrnServer server = DlrnServer.start(0)) {
      Story story = Story.tell(server);
      try (ContainerStory containers = ContainerStory.tell(server, story);
          CephStory ceph = ceph(directory)) {
        work(directory, server, story, containers, ceph, votes);
      }
    } finally {
      votes.shutdownNow();
      delete(directory);
    }
  }

  private void work(
      Path directory,
      DlrnServer server,
      Story story,
      ContainerStory containers,
      CephStory ceph,
      ScheduledExecutorService votes) {
    ImageStory images = images(directory, story);
    Path config = config(directory, server, containers, images, ceph);
    Outside inside = withSecrets();
    Place place =
        new Place(config, Optional.of(directory.resolve("state")), options.rules(), installation);
    TextReport text = TextReport.on(outside.out(), outside.environment());
    Configuration configuration = place.read(false, inside);
    introduce(outside.out(), server, containers, images, directory);
    story.startLiveVotes(votes);
    ceph.start(votes);
    new Daemon(place, options, inside, text::round).run(configuration);
  }

  private static void introduce(
      PrintStream out,
      DlrnServer server,
      ContainerStory containers,
      ImageStory images,
      Path directory) {
    out.printf(
        """
        A DLRN server with three builders now listens on %s, and the daemon works on it with the
        example releases in %s.
        Containers move from the registry %s to the registry %s before a link does.
        Disk images are checked, and their links in %s move with it.
        Rounds run every two seconds; what changes is shown. Two jobs are still running and report
        within fifteen seconds. While this runs, in another terminal:

          promoter status  --config %s/config --state %s/state
          promoter explain CentOS-9/master --config %s/config --state %s/state
          promoter rollback CentOS-9/master current-tripleo --config %s/config --state %s/state

        A release of Ceph, %s, is built and tested on stand-ins beside it. A job dies and is run
        again; a test of rgw fails each time, until a person accepts that:

          %s --by me --reason known --until 2199-01-01 --config %s/config --state %s/state

        Ctrl-C ends it.

        """,
        server.address(),
        directory,
        containers.source().address(),
        containers.target().address(),
        images.of("master"),
        directory,
        directory,
        directory,
        directory,
        directory,
        directory,
        CephStory.RELEASE,
        CephStory.waiver(),
        directory,
        directory);
    out.flush();
  }

  private Path directory() {
    try {
      return options.state().isPresent()
          ? Files.createDirectories(options.state().get())
          : Files.createTempDirectory("promoter-sandbox");
    } catch (IOException e) {
      throw OperationException.failure("the sandbox cannot make its directory: " + e);
    }
  }

  private CephStory ceph(Path directory) {
    try {
      return CephStory.tell(directory.resolve("ceph"), outside.clock());
    } catch (IOException e) {
      throw OperationException.failure("the sandbox cannot prepare its release of Ceph: " + e);
    }
  }

  private static ImageStory images(Path directory, Story story) {
    try {
      return ImageStory.tell(directory.resolve("images"), story);
    } catch (IOException e) {
      throw OperationException.failure("the sandbox cannot lay down its disk images: " + e);
    }
  }

  private Path config(
      Path directory,
      DlrnServer server,
      ContainerStory containers,
      ImageStory images,
      CephStory ceph) {
    try {
      Path config = directory.resolve("config");
      for (String example : EXAMPLES) {
        Path copy = config.resolve("releases").resolve(example);
        Files.createDirectories(copy.getParent());
        String text = Files.readString(installation.config().resolve("releases").resolve(example));
        Files.writeString(copy, text.replace(Story.PUBLIC_ADDRESS, server.address()));
      }
      Path release = config.resolve("releases").resolve(CephStory.RELEASE + ".ini");
      Files.createDirectories(release.getParent());
      Files.writeString(release, ceph.file());
      Files.writeString(
          config.resolve("promoter.ini"),
          """
          [defaults]
          schedule: 2s
          containers_list_base_url: %s

          [secrets]
          %s
          %s
          %s"""
              .formatted(
                  containers.listAddress(),
                  secretFiles(config),
                  containers.sections(),
                  images.sections()));
      return config;
    } catch (IOException e) {
      throw OperationException.failure("the sandbox cannot copy the example releases: " + e);
    }
  }

  /** Those of the surroundings would be wrong here. */
  private Outside withSecrets() {
    Map<String, String> environment = new HashMap<>(outside.environment());
    environment.putAll(secrets());
    return new Outside(environment, outside.clock(), outside.out(), outside.journal());
  }

  private static Map<String, String> secrets() {
    Map<String, String> secrets = new TreeMap<>(CephStory.SECRETS);
    secrets.put("DLRNAPI_PASSWORD", DlrnBuilder.PASSWORD);
    return secrets;
  }

  /** For commands in other terminals: a file for each secret, and the lines that name them. */
  private static String secretFiles(Path config) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (Map.Entry<String, String> secret : secrets().entrySet()) {
      Path file = Files.writeString(config.resolve(secret.getKey()), secret.getValue());
      if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
      }
      lines.append(secret.getKey()).append(": ").append(file).append('\n');
    }
    return lines.toString();
  }

  private void delete(Path directory) {
    if (options.state().isPresent()) {
      return;
    }
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Thread daemonThread(Runnable work) {
    Thread thread = new Thread(work, "votes");
    thread.setDaemon(true);
    return thread;
  }
}
