package dev.promoter.remote.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.promoter.domain.Outcome;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The same against the server that everybody has. Where it is not installed this is skipped, unless
 * PROMOTER_REQUIRE_SERVERS is yes.
 */
class OpenSshImagesIT extends ImagesContract {
  private static final Path SSHD = Path.of("/usr/sbin/sshd");
  private static final List<Path> SFTP =
      List.of(Path.of("/usr/lib/openssh/sftp-server"), Path.of("/usr/libexec/openssh/sftp-server"));

  @TempDir static Path keys = Path.of("target/unset");
  @TempDir Path scratch = Path.of("target/unset");
  private final List<Process> running = new ArrayList<>();
  private int port;

  @BeforeAll
  static void installed() {
    boolean there = Files.isExecutable(SSHD) && SFTP.stream().anyMatch(Files::isExecutable);
    if (!there && "yes".equals(System.getenv("PROMOTER_REQUIRE_SERVERS"))) {
      fail("there is no OpenSSH server; install openssh-server");
    }
    Assumptions.assumeTrue(there, "there is no OpenSSH server, so this was not tried against one");
  }

  /** Once for all tests: making them takes longer than using them. */
  @BeforeAll
  static void keys() throws IOException, InterruptedException {
    keygen(keys.resolve("host_ed25519"), "ed25519", "");
    keygen(keys.resolve("host_rsa"), "rsa", "");
    keygen(keys.resolve("id"), "ed25519", "");
  }

  @Override
  Map<String, String> section(Path root) throws Exception {
    port = freePort();
    configure();
    start();
    String host = Files.readString(keys.resolve("host_ed25519.pub")).strip();
    Files.writeString(scratch.resolve("known_hosts"), "[127.0.0.1]:%d %s%n".formatted(port, host));
    return Map.of(
        "root",
        root.toString(),
        "host",
        "127.0.0.1",
        "port",
        Integer.toString(port),
        "user",
        System.getProperty("user.name"),
        "key_file",
        keys.resolve("id").toString(),
        "known_hosts",
        scratch.resolve("known_hosts").toString(),
        "connect_timeout",
        "PT10S",
        "answer_timeout",
        "PT10S");
  }

  @Override
  Map<String, String> secrets() {
    return Map.of("PHRASE", "0pen sesame");
  }

  private void configure() throws IOException {
    Path sftp = SFTP.stream().filter(Files::isExecutable).findFirst().orElseThrow();
    Files.copy(keys.resolve("id.pub"), scratch.resolve("authorized_keys"));
    Files.writeString(
        scratch.resolve("sshd_config"),
        """
        ListenAddress 127.0.0.1
        Port %d
        HostKey %4$s/host_ed25519
        HostKey %4$s/host_rsa
        PidFile none
        UsePAM no
        StrictModes no
        PasswordAuthentication no
        KbdInteractiveAuthentication no
        PermitRootLogin prohibit-password
        AuthorizedKeysFile %2$s/authorized_keys
        Subsystem sftp %3$s
        """
            .formatted(port, scratch, sftp, keys));
  }

  private void start() throws IOException, InterruptedException {
    if (System.getProperty("user.name").equals("root")) {
      // Where it gives up its rights to; distributions make it when the service is started.
      Files.createDirectories(Path.of("/run/sshd"));
    }
    running.add(
        new ProcessBuilder(
                SSHD.toString(), "-D", "-e", "-f", scratch.resolve("sshd_config").toString())
            .redirectErrorStream(true)
            .redirectOutput(new File(scratch.toFile(), "sshd.log"))
            .start());
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!answers()) {
      if (System.nanoTime() > end || !running.get(0).isAlive()) {
        fail("sshd did not start: " + Files.readString(scratch.resolve("sshd.log")));
      }
      running.get(0).waitFor(50, TimeUnit.MILLISECONDS);
    }
  }

  private boolean answers() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.getInputStream().read() >= 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void keygen(Path file, String type, String passphrase)
      throws IOException, InterruptedException {
    Files.deleteIfExists(file);
    Process keygen =
        new ProcessBuilder("ssh-keygen", "-q", "-t", type, "-N", passphrase, "-f", file.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(keygen.waitFor()).isZero();
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  @AfterEach
  void stop() throws InterruptedException {
    for (Process process : running) {
      process.descendants().forEach(ProcessHandle::destroy);
      process.destroy();
      process.waitFor(10, TimeUnit.SECONDS);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ed25519", "rsa", "ecdsa"})
  void every_kind_of_key_lets_the_user_in_with_a_passphrase_too(String type) throws Exception {
    keygen(scratch.resolve("locked"), type, "0pen sesame");
    Files.writeString(
        scratch.resolve("authorized_keys"), Files.readString(scratch.resolve("locked.pub")));
    ride.section(
        Map.of("key_file", scratch.resolve("locked").toString(), "passphrase_secret", "PHRASE"));

    assertThat(ride.promote(Ride.NEW)).isInstanceOf(Outcome.Done.class);
  }

  @Test
  void a_key_that_the_server_does_not_know_is_refused() throws Exception {
    keygen(scratch.resolve("stranger"), "ed25519", "");
    ride.section(Map.of("key_file", scratch.resolve("stranger").toString()));

    assertThat(ride.servers.probe(ride.release(), ImageKind.IMAGES).orElseThrow())
        .contains("the server accepts neither of what there is for")
        .contains("the key " + scratch.resolve("stranger"));
  }

  @Test
  void hashed_host_names_are_understood() throws Exception {
    Process hashing =
        new ProcessBuilder(
                "ssh-keygen", "-q", "-H", "-f", scratch.resolve("known_hosts").toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(hashing.waitFor()).isZero();
    assertThat(Files.readString(scratch.resolve("known_hosts"))).startsWith("|1|");

    assertThat(ride.promote(Ride.NEW)).isInstanceOf(Outcome.Done.class);
  }

  @Test
  void the_host_key_of_another_server_is_refused() throws Exception {
    keygen(scratch.resolve("other"), "ed25519", "");
    String other = Files.readString(scratch.resolve("other.pub")).strip();
    Files.writeString(scratch.resolve("known_hosts"), "[127.0.0.1]:%d %s%n".formatted(port, other));

    assertThat(ride.servers.probe(ride.release(), ImageKind.IMAGES).orElseThrow())
        .contains("the host key of 127.0.0.1 has changed: it shows ssh-ed25519 SHA256:");
  }
}
