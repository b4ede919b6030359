package dev.promoter.remote.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.promoter.engine.RemoteException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BrokenAnswersTest {
  private static final HttpSettings SETTINGS =
      HttpSettings.standard().withRetries(2, Duration.ZERO);

  private final Http http = new Http(SETTINGS);
  private final Http impatient =
      new Http(SETTINGS.withTimeouts(Duration.ofSeconds(5), Duration.ofMillis(200)));

  @AfterEach
  void close() {
    http.close();
    impatient.close();
  }

  private static RemoteException fault(Http http, Call call) {
    return catchThrowableOfType(RemoteException.class, () -> http.send(call));
  }

  private static Call get(URI uri) {
    return Call.get("DLRN", "read something", uri);
  }

  @Test
  void a_body_shorter_than_announced_is_unreadable() throws IOException {
    try (RawServer server =
        RawServer.saying("HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n[{\"timestamp\":17")) {
      RemoteException fault = fault(http, get(server.uri()));

      assertThat(fault.sentence())
          .startsWith("DLRN: tried to read something (GET " + server.uri() + ") but failed because")
          .contains("the answer was cut off");
      assertThat(fault.status()).isZero();
      assertThat(fault.retryable()).isTrue();
    }
  }

  @Test
  void a_chunked_body_without_its_last_chunk_is_unreadable() throws IOException {
    try (RawServer server =
        RawServer.saying("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n[]\r\n")) {
      assertThat(fault(http, get(server.uri())).sentence()).contains("the answer was cut off");
    }
  }

  @Test
  void a_broken_compressed_body_is_unreadable() throws IOException {
    try (RawServer server =
        RawServer.saying(
            "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\n\u001f\u008b\b\0")) {
      assertThat(fault(http, get(server.uri())).sentence()).contains("the answer was cut off");
    }
  }

  @Test
  void something_that_is_not_http_is_unreadable() throws IOException {
    try (RawServer server = RawServer.saying("SSH-2.0-OpenSSH_9.2\r\n\r\n")) {
      assertThat(fault(http, get(server.uri())).sentence()).contains("but failed because");
    }
  }

  @Test
  void a_header_without_end_is_given_up() throws IOException {
    try (RawServer server =
        RawServer.saying("HTTP/1.1 200 OK\r\nX: " + "a".repeat(200_000) + "\r\n\r\n")) {
      assertThat(fault(http, get(server.uri())).sentence()).contains("but failed because");
    }
  }

  @Test
  void a_read_without_an_answer_is_tried_three_times() throws IOException {
    try (RawServer server = RawServer.saying("")) {
      RemoteException fault = fault(http, get(server.uri()));

      assertThat(fault.sentence()).contains("the connection broke before the answer was complete");
      assertThat(server.requests()).isEqualTo(3);
    }
  }

  @Test
  void a_write_without_an_answer_is_never_tried_again() throws IOException {
    try (RawServer server = RawServer.saying("")) {
      RemoteException fault = fault(http, Call.post("DLRN", "promote", server.uri(), "{}"));

      assertThat(fault.retryable()).isTrue();
      assertThat(server.requests()).isEqualTo(1);
    }
  }

  @Test
  void a_body_that_drips_in_is_given_up_at_the_deadline() throws IOException {
    RawServer.Script drip =
        out -> {
          out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
          while (true) {
            out.write(' ');
            out.flush();
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
          }
        };
    try (RawServer server = new RawServer(drip)) {
      assertThat(fault(impatient, get(server.uri())).sentence())
          .contains("no complete answer came within 0.2 seconds");
    }
  }

  @Test
  void an_answer_that_never_begins_is_given_up_at_the_deadline() throws IOException {
    CountDownLatch over = new CountDownLatch(1);
    RawServer.Script silence =
        out -> {
          try {
            over.await();
          } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
          }
        };
    try (RawServer server = new RawServer(silence)) {
      RemoteException fault = fault(impatient, get(server.uri()));
      over.countDown();

      assertThat(fault.sentence()).contains("no complete answer came within 0.2 seconds");
      assertThat(server.requests()).as("a slow server is not asked again").isEqualTo(1);
    }
  }

  @Test
  void a_port_where_nobody_listens_is_named() throws IOException {
    int port;
    try (ServerSocket unused = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = unused.getLocalPort();
    }
    assertThat(fault(http, get(URI.create("http://127.0.0.1:" + port + "/"))).sentence())
        .contains("the connection was refused");
  }

  @Test
  void an_unknown_host_is_named() {
    assertThat(fault(http, get(URI.create("http://no-such-host.invalid/"))).sentence())
        .contains("http://no-such-host.invalid/")
        .contains("the name of the host is not known");
  }
}
