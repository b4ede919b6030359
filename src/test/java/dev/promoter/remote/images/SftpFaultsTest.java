package dev.promoter.remote.images;

import static dev.promoter.remote.images.Ride.NEW;
import static dev.promoter.remote.images.Ride.OLD;
import static dev.promoter.remote.images.Ride.PREVIOUS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.promoter.domain.Outcome;
import dev.promoter.engine.RemoteException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.List;
import java.util.Map;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyEncryptionContext;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.sftp.SftpModuleProperties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What can go wrong on the way to an SFTP server and on it. */
class SftpFaultsTest {
  private static final KeyPair EC_KEY = SftpServer.keyPair("EC");
  private static final KeyPair OTHER_KEY = SftpServer.keyPair("EC");
  private static final KeyPair RSA_KEY = SftpServer.keyPair("RSA");
  private static final KeyPair ED_KEY = SftpServer.keyPair("Ed25519");
  private static final String CURRENT = Ride.TARGET.value();

  private final SftpServer server = new SftpServer(EC_KEY, RSA_KEY, ED_KEY);
  private final Ride ride =
      new Ride(
          Map.of("UPLOADER_PASSWORD", SftpServer.PASSWORD, "WRONG", "wr0ng", "PHRASE", "0pen"),
          ImageKind.IMAGES);

  @TempDir Path scratch = Path.of("target/unset");
  private Tree tree = new Tree(Path.of("target/unset"));

  @BeforeEach
  void open() throws IOException {
    tree = new Tree(scratch.toRealPath().resolve("images"));
    server.start();
    known(server.knownHost(EC_KEY));
    tree.upload(OLD);
    tree.upload(NEW);
  }

  @AfterEach
  void close() throws IOException {
    ride.close();
    server.close();
  }

  private void known(String... lines) throws IOException {
    ride.section(server.section(tree.root, scratch, lines));
  }

  private String planFault() {
    try {
      ride.plan(NEW);
      return "none";
    } catch (RemoteException fault) {
      return fault.sentence();
    }
  }

  @Test
  void a_host_key_that_has_changed_is_refused_and_the_sentence_says_what_to_do()
      throws IOException {
    known(server.knownHost(OTHER_KEY));

    assertThat(planFault())
        .contains("the host key of 127.0.0.1 has changed: it shows ecdsa-sha2-nistp256 SHA256:")
        .contains("ssh-keygen -R '[127.0.0.1]:" + server.port() + "'")
        .contains("ssh-keyscan -p " + server.port() + " 127.0.0.1 >> " + scratch);
    assertThat(server.seen()).isEmpty();
  }

  @Test
  void an_unknown_host_key_is_refused_and_not_remembered() throws IOException {
    known("elsewhere.example.org ssh-rsa AAAA", "# nobody");

    assertThat(planFault()).contains("the host key of 127.0.0.1 is unknown: it shows ");
    assertThat(planFault()).contains("is unknown");
    assertThat(Files.readAllLines(scratch.resolve("known_hosts"))).hasSize(2);
  }

  @Test
  void a_revoked_host_key_is_refused() throws IOException {
    known(
        "@revoked * " + server.knownHost(EC_KEY).replaceFirst("\\S+ ", ""),
        server.knownHost(EC_KEY));

    assertThat(planFault()).contains("is marked as revoked");
  }

  @Test
  void without_a_file_of_host_keys_nobody_is_trusted() throws IOException {
    Files.delete(scratch.resolve("known_hosts"));

    assertThat(planFault()).contains("there is no file " + scratch.resolve("known_hosts"));
    assertThat(server.logins()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void a_server_with_several_host_keys_is_asked_for_the_one_that_is_known(int which)
      throws IOException {
    known(server.knownHost(List.of(EC_KEY, RSA_KEY, ED_KEY).get(which)));

    assertThat(ride.promote(NEW)).isInstanceOf(Outcome.Done.class);
  }

  @Test
  void lines_that_nobody_understands_do_not_hide_the_others() throws IOException {
    known("@cert-authority * ssh-rsa", "%%%", "[::1", "|1|x|y ssh-rsa z", server.knownHost(EC_KEY));

    assertThat(ride.promote(NEW)).isInstanceOf(Outcome.Done.class);
  }

  @Test
  void a_wrong_password_is_told_without_showing_it() {
    ride.section(Map.of("password_secret", "WRONG"));

    assertThat(planFault())
        .contains(
            "the server accepts neither of what there is for uploader: the password in the secret"
                + " WRONG")
        .doesNotContain("wr0ng");
  }

  @Test
  void an_expired_password_is_told_as_such() {
    server.passwordExpired(true);

    assertThat(planFault())
        .contains("the password of uploader has expired")
        .contains("UPLOADER_PASSWORD")
        .doesNotContain(SftpServer.PASSWORD);
  }

  @Test
  void a_secret_that_nobody_gave_is_told_before_anything_is_asked() {
    ride.section(Map.of("password_secret", "NOBODY"));

    assertThat(planFault()).contains("there is no secret NOBODY");
    assertThat(server.logins()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"EC", "RSA", "Ed25519"})
  void a_key_file_lets_the_user_in(String algorithm) throws Exception {
    KeyPair pair = SftpServer.keyPair(algorithm);
    server.accept(pair.getPublic());
    ride.section(Map.of("key_file", key(pair, "").toString(), "password_secret", ""));

    assertThat(ride.promote(NEW)).isInstanceOf(Outcome.Done.class);
  }

  @Test
  void a_key_file_may_have_a_passphrase() throws Exception {
    KeyPair pair = SftpServer.keyPair("EC");
    server.accept(pair.getPublic());
    ride.section(Map.of("key_file", key(pair, "0pen").toString(), "password_secret", ""));

    assertThat(planFault()).contains("whether passphrase_secret opens it");
    ride.section(Map.of("passphrase_secret", "PHRASE"));
    assertThat(ride.promote(NEW)).isInstanceOf(Outcome.Done.class);
  }

  @Test
  void a_key_file_that_is_none_is_told_without_its_content() throws IOException {
    Path file = scratch.resolve("key");
    Files.writeString(file, "-----BEGIN OPENSSH PRIVATE KEY-----\nc2VjcmV0\n");
    ride.section(Map.of("key_file", file.toString(), "password_secret", ""));
    assertThat(planFault()).contains("the private key " + file).doesNotContain("c2VjcmV0");

    Files.writeString(file, "hello\n");
    assertThat(planFault()).contains(file.toString());
    Files.delete(file);
    assertThat(planFault()).contains("there is no file " + file + " with the private key");
    assertThat(server.logins()).isZero();
  }

  private Path key(KeyPair pair, String passphrase) throws Exception {
    Path file = scratch.resolve("id");
    OpenSSHKeyEncryptionContext lock = new OpenSSHKeyEncryptionContext();
    lock.setPassword(passphrase);
    lock.setCipherType("256");
    try (OutputStream out = Files.newOutputStream(file)) {
      OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(
          pair, "test", passphrase.isEmpty() ? null : lock, out);
    }
    return file;
  }

  @Test
  void a_server_without_posix_rename_is_refused_before_anything_is_planned() {
    SftpModuleProperties.OPENSSH_EXTENSIONS.set(server.raw(), "fsync@openssh.com=1");

    assertThat(planFault()).contains("the server does not know posix-rename@openssh.com");
    assertThat(ride.servers.probe(ride.release(), ImageKind.IMAGES).orElseThrow().sentence())
        .contains("the server does not know posix-rename@openssh.com");
  }

  @ParameterizedTest
  @ValueSource(strings = {"symlink", "extended"})
  void a_full_disk_leaves_the_links_as_they_were_and_is_tried_again(String request) {
    ride.promote(OLD);
    List<Ride.Step> plan = ride.plan(NEW);
    server.diskFull(request::equals);

    Outcome outcome = ride.carry(plan);
    assertThat(outcome).isInstanceOf(Outcome.Retry.class);
    assertThat(outcome.detail()).contains(tree.dir.toString()).contains("disk may be full");
    assertThat(tree.linked(CURRENT)).isEqualTo(tree.path(OLD));

    server.diskFull(none -> false);
    assertThat(ride.carry(plan)).isInstanceOf(Outcome.Done.class);
    assertThat(tree.linked(CURRENT)).isEqualTo(tree.path(NEW));
    assertThat(tree.links()).containsExactly(CURRENT, PREVIOUS);
  }

  @Test
  void a_server_that_is_not_there_is_to_be_tried_again() throws IOException {
    List<Ride.Step> plan = ride.plan(NEW);
    server.close();

    assertThat(ride.carry(plan)).isInstanceOf(Outcome.Retry.class);
    assertThat(ride.carry(plan).detail()).contains("127.0.0.1:").contains("tried to log in");
  }

  @Test
  void a_server_that_says_nothing_is_given_up_in_time() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      ride.section(
          Map.of("port", Integer.toString(silent.getLocalPort()), "connect_timeout", "PT0.5S"));

      long start = System.nanoTime();
      assertThat(planFault()).contains("tried to log in");
      assertThat(System.nanoTime() - start).isLessThan(10_000_000_000L);
    }
  }

  @Test
  void something_that_is_no_ssh_server_is_told() throws IOException {
    try (ServerSocket web = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread answer =
          new Thread(
              () -> {
                try (var socket = web.accept()) {
                  socket
                      .getOutputStream()
                      .write(
                          "HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                  socket.getOutputStream().flush();
                  socket.getInputStream().readNBytes(1000);
                } catch (IOException e) {
                  return;
                }
              });
      answer.start();
      ride.section(Map.of("port", Integer.toString(web.getLocalPort()), "connect_timeout", "PT1S"));

      assertThat(planFault()).contains("tried to log in");
    }
  }

  @Test
  void one_login_serves_all_of_a_promotion() {
    assertThat(ride.promote(NEW)).isInstanceOf(Outcome.Done.class);

    assertThat(server.logins()).isEqualTo(1);
  }

  @Test
  void many_releases_probe_a_server_they_share_once() {
    for (int i = 0; i < 20; i++) {
      assertThat(ride.servers.probe(ride.release(), ImageKind.IMAGES)).isEmpty();
    }

    assertThat(server.logins()).isEqualTo(1);
  }

  /** The heart of it: wherever the connection breaks, going on ends complete. */
  @ParameterizedTest
  @EnumSource(SftpServer.Cut.class)
  void a_connection_cut_at_any_request_ends_complete_when_gone_on_with(SftpServer.Cut cut)
      throws IOException {
    int cuts = 0;
    boolean fired = true;
    for (int at = 1; fired; at++) {
      Tree fresh = new Tree(scratch.resolve(cut + "-" + at));
      fresh.upload(OLD);
      fresh.upload(NEW);
      fresh.link(CURRENT, fresh.path(OLD));
      ride.section(Map.of("root", fresh.root.toString()));
      List<Ride.Step> plan = ride.plan(NEW);
      server.cutAt(at, cut);
      Outcome first = ride.carry(plan);
      fired = server.requests() >= at;
      boolean missing = fresh.linked(CURRENT).isEmpty();
      server.cutAt(0, cut);
      Outcome second = ride.carry(plan);

      assertThat(missing).as("link missing after cut " + at).isFalse();
      assertThat(first.achieved() || first instanceof Outcome.Retry).as("cut " + at).isTrue();
      assertThat(second.achieved()).as("cut %d: %s, then %s", at, first, second).isTrue();
      assertThat(fresh.linked(CURRENT)).as("cut " + at).isEqualTo(fresh.path(NEW));
      assertThat(fresh.linked(PREVIOUS)).as("cut " + at).isEqualTo(fresh.path(OLD));
      assertThat(fresh.links()).as("cut " + at).containsExactly(CURRENT, PREVIOUS);
      cuts += first.achieved() ? 0 : 1;
    }
    assertThat(cuts).isGreaterThan(20);
  }

  @ParameterizedTest
  @EnumSource(SftpServer.Cut.class)
  void putting_back_survives_a_cut_at_any_request(SftpServer.Cut cut) throws IOException {
    boolean fired = true;
    for (int at = 1; fired; at++) {
      Tree fresh = new Tree(scratch.resolve(cut + "-" + at));
      fresh.upload(NEW);
      fresh.link(CURRENT, OLD);
      ride.section(Map.of("root", fresh.root.toString()));
      List<Ride.Step> plan = ride.plan(NEW);
      ride.carry(plan);
      List<Ride.Step> undo = plan.get(1).undo();
      server.cutAt(at, cut);
      ride.carry(undo);
      fired = server.requests() >= at;
      server.cutAt(0, cut);

      assertThat(ride.carry(undo).achieved()).as("cut " + at).isTrue();
      assertThat(fresh.linked(CURRENT)).isEqualTo(OLD);
      assertThat(fresh.links()).containsExactly(CURRENT);
    }
  }

  @Test
  void a_plan_that_is_cut_plans_nothing_or_makes_up_for_it() {
    int faults = 0;
    boolean fired = true;
    for (int at = 1; fired; at++) {
      server.cutAt(at, SftpServer.Cut.BEFORE_THE_EFFECT);
      try {
        assertThat(ride.plan(NEW)).hasSize(2);
      } catch (RemoteException fault) {
        assertThat(fault.retryable()).as(fault.sentence()).isTrue();
        faults++;
      }
      fired = server.requests() >= at;
    }
    assertThat(faults).isGreaterThan(2);
  }

  @Test
  void a_server_of_a_newer_protocol_does_the_same() {
    SftpModuleProperties.SFTP_VERSION.set(server.raw(), 6);
    ride.promote(OLD);

    assertThat(ride.promote(NEW)).isInstanceOf(Outcome.Done.class);
    assertThat(tree.linked(CURRENT)).isEqualTo(tree.path(NEW));
    assertThat(tree.links()).containsExactly(CURRENT, PREVIOUS);
  }
}
