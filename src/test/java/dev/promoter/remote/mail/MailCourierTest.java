package dev.promoter.remote.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.icegreen.greenmail.junit5.GreenMailExtension;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import dev.promoter.domain.Secret;
import dev.promoter.engine.Courier.Letter;
import dev.promoter.engine.RemoteException;
import dev.promoter.engine.Secrets;
import dev.promoter.remote.mail.MailSettings.Security;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailCourierTest {
  private static final String PASSWORD = "hunter2!";
  private static final Secrets SECRETS = name -> Optional.of(new Secret(PASSWORD));
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-21T12:00:00Z"));

  @RegisterExtension
  static final GreenMailExtension SERVER =
      new GreenMailExtension(
          new ServerSetup[] {
            new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP),
            new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS)
          });

  private static MailSettings settings(int port, Security security, Optional<String> user) {
    return new MailSettings(
        "127.0.0.1",
        port,
        security,
        user,
        "SMTP_PASSWORD",
        "promoter@example.org",
        Duration.ofSeconds(2));
  }

  private static MailCourier courier() {
    return courier(settings(SERVER.getSmtp().getPort(), Security.NONE, Optional.empty()));
  }

  private static MailCourier courier(MailSettings settings) {
    return new MailCourier(settings, SECRETS, CLOCK);
  }

  private static Letter letter(String to, String subject) {
    return new Letter("1f2e", to, subject, "rados: 2 failed ✅\n.\nlong " + "x".repeat(2_000));
  }

  private static MimeMessage received() {
    return SERVER.getReceivedMessages()[0];
  }

  @Test
  void a_letter_arrives_as_plain_text_with_its_own_number() throws Exception {
    courier().deliver(letter("lead@example.org", "reef 18.2.8: FAILED – ü"));

    MimeMessage message = received();
    assertThat(message.getSubject()).isEqualTo("reef 18.2.8: FAILED – ü");
    assertThat(message.getMessageID()).isEqualTo("<1f2e@example.org>");
    assertThat(message.getHeader("Auto-Submitted")).containsExactly("auto-generated");
    assertThat(message.getContentType()).isEqualTo("text/plain; charset=UTF-8");
    assertThat(message.getContent().toString()).startsWith("rados: 2 failed ✅\r\n.\r\nlong xxx");
    assertThat(GreenMailUtil.getWholeMessage(message).lines())
        .allSatisfy(line -> assertThat(line).hasSizeLessThan(100));
  }

  @Test
  void a_second_attempt_has_the_same_number() throws Exception {
    courier().deliver(letter("lead@example.org", "x"));
    courier().deliver(letter("lead@example.org", "x"));

    assertThat(SERVER.getReceivedMessages())
        .extracting(MimeMessage::getMessageID)
        .containsExactly("<1f2e@example.org>", "<1f2e@example.org>");
  }

  @Test
  void a_line_end_in_a_subject_begins_no_header() throws Exception {
    courier().deliver(letter("lead@example.org", "x\r\nBcc: all@example.org\r\n\r\nbody"));

    assertThat(received().getSubject()).isEqualTo("x Bcc: all@example.org body");
    assertThat(received().getHeader("Bcc")).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a@example.org, b@example.org",
        "a@example.org\r\nBcc: b@example.org",
        "Lead <a@example.org>",
        "a b@example.org",
        "-",
        "a@",
        "a@-x..y",
        ""
      })
  void what_is_no_single_address_is_refused_for_good(String to) {
    RemoteException fault =
        catchThrowableOfType(RemoteException.class, () -> courier().deliver(letter(to, "x")));

    assertThat(fault.retryable()).isFalse();
    assertThat(fault.sentence()).contains("mail address").doesNotContain("\n");
    assertThat(SERVER.getReceivedMessages()).isEmpty();
  }

  @Test
  void a_user_logs_in() throws Exception {
    SERVER.setUser("promoter@example.org", "promoter", PASSWORD);
    courier(settings(SERVER.getSmtp().getPort(), Security.NONE, Optional.of("promoter")))
        .deliver(letter("lead@example.org", "x"));

    assertThat(SERVER.getReceivedMessages()).hasSize(1);
  }

  @Test
  void a_wrong_password_is_named_and_tried_again_later() {
    SERVER.setUser("promoter@example.org", "promoter", "other");
    MailCourier courier =
        courier(settings(SERVER.getSmtp().getPort(), Security.NONE, Optional.of("promoter")));

    RemoteException fault =
        catchThrowableOfType(
            RemoteException.class, () -> courier.deliver(letter("lead@example.org", "x")));

    assertThat(fault.retryable()).isTrue();
    assertThat(fault.sentence())
        .contains("does not accept user 'promoter' with the secret SMTP_PASSWORD")
        .doesNotContain(PASSWORD);
  }

  @Test
  void a_password_never_goes_to_another_host_in_the_open() {
    MailSettings open =
        new MailSettings(
            "mail.example.org",
            25,
            Security.NONE,
            Optional.of("promoter"),
            "SMTP_PASSWORD",
            "promoter@example.org",
            Duration.ofSeconds(2));

    assertThatThrownBy(() -> courier(open).deliver(letter("lead@example.org", "x")))
        .hasMessageContaining("over an open connection");
  }

  @Test
  void without_the_upgrade_that_was_asked_for_nothing_is_sent() {
    MailCourier courier =
        courier(settings(SERVER.getSmtp().getPort(), Security.STARTTLS, Optional.empty()));

    assertThatThrownBy(() -> courier.deliver(letter("lead@example.org", "x")))
        .isInstanceOf(RemoteException.class);
    assertThat(SERVER.getReceivedMessages()).isEmpty();
  }

  @Test
  void a_certificate_that_nobody_vouches_for_is_not_believed() {
    MailCourier courier =
        courier(settings(SERVER.getSmtps().getPort(), Security.TLS, Optional.empty()));

    assertThatThrownBy(() -> courier.deliver(letter("lead@example.org", "x")))
        .isInstanceOf(RemoteException.class);
    assertThat(SERVER.getReceivedMessages()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"550 no such user,false", "451 greylisted,true", "421 busy,true"})
  void only_a_refusal_for_good_is_given_up(String reply, boolean retryable) throws Exception {
    try (Refusing server = new Refusing(reply)) {
      MailCourier courier = courier(settings(server.port(), Security.NONE, Optional.empty()));

      RemoteException fault =
          catchThrowableOfType(
              RemoteException.class, () -> courier.deliver(letter("lead@example.org", "x")));

      assertThat(fault.retryable()).isEqualTo(retryable);
      assertThat(fault.sentence()).contains(reply.substring(4));
    }
  }

  @Test
  void a_server_that_is_down_is_tried_again() throws Exception {
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    MailCourier courier = courier(settings(free, Security.NONE, Optional.empty()));

    RemoteException fault =
        catchThrowableOfType(
            RemoteException.class, () -> courier.deliver(letter("lead@example.org", "x")));

    assertThat(fault.retryable()).isTrue();
    assertThat(fault.sentence()).contains("no connection could be made");
  }

  /** A server that refuses every recipient in its own words. */
  private static final class Refusing implements AutoCloseable {
    private final ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());

    Refusing(String reply) throws IOException {
      Thread thread = new Thread(() -> serve(reply), "refusing");
      thread.setDaemon(true);
      thread.start();
    }

    int port() {
      return socket.getLocalPort();
    }

    private void serve(String reply) {
      try (Socket client = socket.accept();
          InputStream in = client.getInputStream();
          OutputStream out = client.getOutputStream()) {
        say(out, "220 ready");
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          say(
              out,
              line.startsWith("RCPT") ? reply : line.startsWith("QUIT") ? "221 bye" : "250 ok");
        }
      } catch (IOException ended) {
        // the client is gone
      }
    }

    private static void say(OutputStream out, String line) throws IOException {
      out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
      out.flush();
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
