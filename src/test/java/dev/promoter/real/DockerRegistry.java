package dev.promoter.real;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A docker-registry process on a free port of the loopback address, with its data in a directory.
 */
public final class DockerRegistry implements AutoCloseable {
  private static final String LOOPBACK = InetAddress.getLoopbackAddress().getHostAddress();

  private static final Pattern ACCESS =
      Pattern.compile(".*\"(\\w+) (\\S+) HTTP/[^\"]*\" (\\d+) (\\d+) .*");

  private final Process process;
  private final String scheme;
  private final int port;
  private final Path directory;

  private DockerRegistry(Process process, String scheme, int port, Path directory) {
    this.process = process;
    this.scheme = scheme;
    this.port = port;
    this.directory = directory;
  }

  /** Starts one that admits everybody. */
  public static DockerRegistry open() throws IOException {
    return start("", "");
  }

  /** Starts one that admits everybody, over TLS. */
  public static DockerRegistry secure(Authority authority) throws IOException {
    return start(
        """
          tls:
            certificate: %s
            key: %s
        """
            .formatted(authority.certificate(), authority.key()),
        "");
  }

  /** Starts one that wants a name and a password, of which it gets the bcrypt hash. */
  public static DockerRegistry withPassword(String user, String hash) throws IOException {
    Path file = Files.createTempFile("promoter-htpasswd", "");
    Files.writeString(file, user + ":" + hash + "\n");
    return start(
        "",
        """
        auth:
          htpasswd:
            realm: test
            path: %s
        """
            .formatted(file));
  }

  /** Starts one that wants tokens of a service. */
  public static DockerRegistry withTokens(TokenService service) throws IOException {
    return start(
        "",
        """
        auth:
          token:
            realm: %s
            service: %s
            issuer: %s
            rootcertbundle: %s
        """
            .formatted(
                service.address(),
                TokenService.AUDIENCE,
                TokenService.ISSUER,
                service.certificate()));
  }

  private static DockerRegistry start(String tls, String authentication) throws IOException {
    Program program = Program.needed("docker-registry", "docker-registry");
    Path directory = Files.createTempDirectory("promoter-registry");
    int port = freePort();
    Path configuration = directory.resolve("config.yml");
    Files.writeString(
        configuration,
        """
        version: 0.1
        log:
          accesslog:
            disabled: false
          level: warn
        storage:
          filesystem:
            rootdirectory: %s
          delete:
            enabled: true
        http:
          addr: %s:%d
        %s%s"""
            .formatted(directory.resolve("data"), LOOPBACK, port, tls, authentication));
    Process process =
        program.start(directory.resolve("log"), List.of("serve", configuration.toString()));
    DockerRegistry registry =
        new DockerRegistry(process, tls.isEmpty() ? "http" : "https", port, directory);
    registry.awaitPort();
    return registry;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void awaitPort() throws IOException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (System.nanoTime() < end && process.isAlive()) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(LOOPBACK, port), 200);
        return;
      } catch (IOException notYet) {
        Thread.onSpinWait();
      }
    }
    String log = Files.readString(directory.resolve("log"));
    close();
    throw new IllegalStateException("docker-registry does not listen: " + log);
  }

  /** Host and port, as they stand in the names of images. */
  public String host() {
    return LOOPBACK + ":" + port;
  }

  /** The address without a slash at its end. */
  public String address() {
    return scheme + "://" + host();
  }

  /** The requests it has answered since its start, each as {@code METHOD TARGET STATUS BYTES}. */
  public List<String> accessLog() throws IOException {
    try (Stream<String> lines = Files.lines(directory.resolve("log"))) {
      return lines
          .map(ACCESS::matcher)
          .filter(Matcher::matches)
          .map(line -> String.join(" ", line.group(1), line.group(2), line.group(3), line.group(4)))
          .toList();
    }
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      process.waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.destroyForcibly();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
