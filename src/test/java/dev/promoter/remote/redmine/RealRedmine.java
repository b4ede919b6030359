package dev.promoter.remote.redmine;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** A Redmine from the installed package with a database of its own, as long as it is needed. */
final class RealRedmine implements AutoCloseable {
  private static final Path PACKAGE = Path.of("/usr/share/redmine/app");
  private static final Path PUMA = Path.of("/usr/bin/puma");
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final Process process;
  private final String address;
  private final HttpClient client = HttpClient.newHttpClient();
  private final Properties keys = new Properties();

  private RealRedmine(Process process, String address) {
    this.process = process;
    this.address = address;
  }

  /** Starts one; skips the test where it is not installed, unless servers are demanded. */
  static RealRedmine start(Path directory) throws IOException, InterruptedException {
    boolean demanded = "yes".equals(System.getenv("PROMOTER_REQUIRE_SERVERS"));
    if (!demanded) {
      Assumptions.assumeTrue(
          Files.isDirectory(PACKAGE) && Files.exists(PUMA),
          "no Redmine on this machine; src/test/resources/redmine/install installs it");
    }
    int port = freePort();
    Process process =
        new ProcessBuilder(
                Path.of("src/test/resources/redmine/serve").toAbsolutePath().toString(),
                directory.toString(),
                String.valueOf(port),
                "textile")
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("log").toFile())
            .start();
    RealRedmine redmine = new RealRedmine(process, "http://127.0.0.1:" + port);
    redmine.await(directory);
    return redmine;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void await(Path directory) throws IOException, InterruptedException {
    Instant end = Instant.now().plus(PATIENCE);
    while (!answers()) {
      if (!process.isAlive() || Instant.now().isAfter(end)) {
        close();
        throw new IllegalStateException(
            "Redmine does not start: " + Files.readString(directory.resolve("log")));
      }
      process.waitFor(200, TimeUnit.MILLISECONDS);
    }
    try (var in = Files.newInputStream(directory.resolve("keys"))) {
      keys.load(in);
    }
  }

  private boolean answers() throws InterruptedException {
    try {
      return !page("/issue_statuses.json").isEmpty();
    } catch (IOException notYet) {
      return false;
    }
  }

  URI address() {
    return URI.create(address);
  }

  String key(String person) {
    return keys.getProperty(person);
  }

  long issue(String name) {
    return Long.parseLong(keys.getProperty(name));
  }

  String page(String path) throws IOException, InterruptedException {
    return client
        .send(
            HttpRequest.newBuilder(URI.create(address + path)).build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(10, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }
}
