package dev.promoter.fakes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** A real OpenSSH server of this host on a port of its own, which lets in whoever has a key. */
public final class OpenSsh implements AutoCloseable {
  private static final Path SSHD = Path.of("/usr/sbin/sshd");
  private static final List<Path> SFTP =
      List.of(Path.of("/usr/lib/openssh/sftp-server"), Path.of("/usr/libexec/openssh/sftp-server"));

  private final Path scratch;
  private final int port;
  private final Process server;

  private OpenSsh(Path scratch, int port, Process server) {
    this.scratch = scratch;
    this.port = port;
    this.server = server;
  }

  /** Skips the test where it is not installed, unless PROMOTER_REQUIRE_SERVERS is yes. */
  public static void requireInstalled() {
    boolean there = Files.isExecutable(SSHD) && SFTP.stream().anyMatch(Files::isExecutable);
    if (!there && "yes".equals(System.getenv("PROMOTER_REQUIRE_SERVERS"))) {
      fail("there is no OpenSSH server; install openssh-server");
    }
    Assumptions.assumeTrue(there, "there is no OpenSSH server, so this was not tried against one");
  }

  /**
   * Makes the keys of servers and of a user. Once for many servers: making them takes longer than
   * using them.
   *
   * @param keys gets {@code host_ed25519}, {@code host_rsa} and the user's {@code id}
   */
  public static void keys(Path keys) throws IOException, InterruptedException {
    keygen(keys.resolve("host_ed25519"), "ed25519", "");
    keygen(keys.resolve("host_rsa"), "rsa", "");
    keygen(keys.resolve("id"), "ed25519", "");
  }

  /** Makes one key. */
  public static void keygen(Path file, String type, String passphrase)
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

  /**
   * Starts a server.
   *
   * @param scratch gets {@code authorized_keys} with the user's key, and {@code known_hosts}
   * @param keys those made before
   */
  public static OpenSsh start(Path scratch, Path keys) throws IOException, InterruptedException {
    int port = freePort();
    configure(scratch, keys, port);
    if (System.getProperty("user.name").equals("root")) {
      // Where it gives up its rights to; distributions make it when the service is started.
      Files.createDirectories(Path.of("/run/sshd"));
    }
    Process server =
        new ProcessBuilder(
                SSHD.toString(), "-D", "-e", "-f", scratch.resolve("sshd_config").toString())
            .redirectErrorStream(true)
            .redirectOutput(new File(scratch.toFile(), "sshd.log"))
            .start();
    OpenSsh ssh = new OpenSsh(scratch, port, server);
    ssh.awaitAnswer();
    String host = Files.readString(keys.resolve("host_ed25519.pub")).strip();
    Files.writeString(scratch.resolve("known_hosts"), "[127.0.0.1]:%d %s%n".formatted(port, host));
    return ssh;
  }

  private static void configure(Path scratch, Path keys, int port) throws IOException {
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

  private void awaitAnswer() throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!answers()) {
      if (System.nanoTime() > end || !server.isAlive()) {
        fail("sshd did not start: " + Files.readString(scratch.resolve("sshd.log")));
      }
      server.waitFor(50, TimeUnit.MILLISECONDS);
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

  /** Where it listens on the loopback address. */
  public int port() {
    return port;
  }

  /** Kills the processes that serve connections; the programs that they began go on. */
  public void cutConnections() {
    server.children().forEach(ProcessHandle::destroyForcibly);
  }

  @Override
  public void close() throws InterruptedException {
    server.descendants().forEach(ProcessHandle::destroy);
    server.destroy();
    server.waitFor(10, TimeUnit.SECONDS);
  }
}
