package dev.promoter;

import dev.promoter.cli.OperationException;
import dev.promoter.sandbox.CephStory;
import dev.promoter.sandbox.DlrnBuilder;
import dev.promoter.sandbox.Story;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The directory of a sandbox: configuration, state and files of the stand-ins.
 *
 * @param path where it is
 * @param kept whether it stays when the sandbox ends
 */
record SandboxFolder(Path path, boolean kept) implements AutoCloseable {
  private static final List<String> EXAMPLES =
      List.of("CentOS-9/master.ini", "CentOS-9/integration.ini", "CentOS-9/zed.ini");

  /** The one that was asked for, which stays; otherwise a new one, which is deleted at the end. */
  static SandboxFolder make(Optional<Path> wanted) {
    try {
      return wanted.isPresent()
          ? new SandboxFolder(Files.createDirectories(wanted.get()), true)
          : new SandboxFolder(Files.createTempDirectory("promoter-sandbox"), false);
    } catch (IOException e) {
      throw OperationException.failure("the sandbox cannot make its directory: " + e);
    }
  }

  /** Writes promoter.ini and the releases, with the addresses of the stand-ins. */
  Path config(Installation installation, StandIns standIns) {
    try {
      Path config = path.resolve("config");
      for (String example : EXAMPLES) {
        Path copy = config.resolve("releases").resolve(example);
        Files.createDirectories(copy.getParent());
        String text = Files.readString(installation.config().resolve("releases").resolve(example));
        Files.writeString(copy, text.replace(Story.PUBLIC_ADDRESS, standIns.server().address()));
      }
      Path release = config.resolve("releases").resolve(CephStory.RELEASE + ".ini");
      Files.createDirectories(release.getParent());
      Files.writeString(release, standIns.ceph().file());
      Files.writeString(
          config.resolve("promoter.ini"),
          """
          [web]
          listen: 127.0.0.1:0

          [people]
          waiver_maximum: none

          [defaults]
          schedule: 2s
          containers_list_base_url: %s

          [secrets]
          %s
          %s
          %s"""
              .formatted(
                  standIns.containers().listAddress(),
                  secretFiles(config),
                  standIns.containers().sections(),
                  standIns.images().sections()));
      return config;
    } catch (IOException e) {
      throw OperationException.failure("the sandbox cannot copy the example releases: " + e);
    }
  }

  /** What the daemon needs to log in to the stand-ins. */
  static Map<String, String> secrets() {
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

  @Override
  public void close() {
    if (kept) {
      return;
    }
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
