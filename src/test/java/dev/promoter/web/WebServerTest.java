package dev.promoter.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What holds for every request, whatever it asks for. */
class WebServerTest extends WithSite {
  private static final String RELEASES = "/api/v1/releases";

  @Test
  void every_answer_has_the_headers_that_protect_a_browser() {
    for (HttpResponse<String> answer :
        List.of(site.get(RELEASES), site.get("/nothing"), site.send("PUT", RELEASES, "{}"))) {
      assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
      assertThat(answer.headers().firstValue("Content-Security-Policy"))
          .hasValueSatisfying(policy -> assertThat(policy).contains("frame-ancestors 'none'"));
      assertThat(answer.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
      assertThat(answer.headers().firstValue("Server")).isEmpty();
    }
  }

  @Test
  void what_is_not_there_is_a_problem_document() {
    HttpResponse<String> answer = site.get("/nothing");
    assertProblem(answer, 404);
    assertThat(Site.json(answer).path("instance").asText()).isEqualTo("/nothing");
  }

  @Test
  void a_wrong_method_is_a_problem_document() {
    assertProblem(site.send("PUT", RELEASES, "{}"), 405);
  }

  @Test
  void what_was_read_before_and_is_the_same_is_not_sent_again() {
    String tag = site.get(RELEASES).headers().firstValue("ETag").orElseThrow();
    HttpResponse<String> again = site.get(RELEASES, "If-None-Match", "\"other\", W/" + tag);
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    site.desk.rows.remove(0);
    assertThat(site.get(RELEASES, "If-None-Match", tag).statusCode()).isEqualTo(200);
  }

  @Test
  void headers_may_be_asked_for_alone() {
    HttpResponse<String> answer = site.send("HEAD", RELEASES, "");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
    assertThat(answer.headers().firstValue("ETag"))
        .isEqualTo(site.get(RELEASES).headers().firstValue("ETag"));
  }

  @Test
  void who_asks_for_headers_alone_is_answered_as_everybody() {
    assertThat(site.send("HEAD", RELEASES + "/no/such/release", "").statusCode()).isEqualTo(404);
    assertThat(site.send("HEAD", RELEASES, "", "Authorization", "Bearer wrong").statusCode())
        .isEqualTo(401);
  }

  @Test
  void headers_that_are_too_long_are_refused_with_a_sentence() {
    HttpResponse<String> answer = site.get(RELEASES, "X-Long", "x".repeat(20_000));
    assertProblem(answer, 431);
    assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
  }

  @Test
  void what_is_no_http_is_refused_with_a_sentence() throws IOException {
    assertThat(raw("nonsense\r\n\r\n")).contains("400", "problem+json");
    assertThat(raw("GET /%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
        .contains("400", "problem+json");
  }

  @Test
  void wrong_tokens_are_counted_and_tell_nothing() {
    HttpResponse<String> wrong = site.get(RELEASES, "Authorization", "Bearer promoter_wrong");
    assertProblem(wrong, 401);
    assertThat(wrong.headers().firstValue("WWW-Authenticate")).isPresent();
    assertThat(wrong.body()).doesNotContain("promoter_wrong");
    assertProblem(site.get(RELEASES, "Authorization", "Basic YTpi"), 401);
    for (int tries = 0; tries < 30; tries++) {
      site.get(RELEASES, "Authorization", "Bearer promoter_wrong");
    }
    HttpResponse<String> late = site.get(RELEASES, "Authorization", "Bearer promoter_wrong");
    assertProblem(late, 429);
    assertThat(late.headers().firstValue("Retry-After")).isPresent();
    assertThat(site.as(Role.ADMIN, "GET", RELEASES, "").statusCode())
        .as("a right token behind the same proxy")
        .isEqualTo(200);
    site.clock.advance(Duration.ofMinutes(1));
    assertProblem(site.get(RELEASES, "Authorization", "Bearer promoter_wrong"), 401);
  }

  @Test
  void the_file_of_tokens_counts_as_it_is_now() throws IOException {
    assertThat(site.as(Role.VIEWER, "GET", RELEASES, "").statusCode()).isEqualTo(200);
    site.tokens.remove("the-viewer");
    assertProblem(site.as(Role.VIEWER, "GET", RELEASES, ""), 401);
    String fresh = site.tokens.add("fresh", Role.VIEWER);
    assertThat(site.get(RELEASES, "Authorization", "Bearer " + fresh).statusCode()).isEqualTo(200);
    Files.setPosixFilePermissions(site.tokens.path(), PosixFilePermissions.fromString("rw-r--r--"));
    assertProblem(site.get(RELEASES, "Authorization", "Bearer " + fresh), 401);
    Files.setPosixFilePermissions(site.tokens.path(), PosixFilePermissions.fromString("rw-r-----"));
    assertThat(site.get(RELEASES, "Authorization", "Bearer " + fresh).statusCode()).isEqualTo(200);
  }

  @Test
  void a_taken_port_is_said_in_a_sentence() {
    WebSettings same =
        new WebSettings(
            "127.0.0.1",
            site.port(),
            true,
            site.tokens.path(),
            Proxies.of(List.of()),
            Optional.empty(),
            new WebSettings.Limits(1, 1, 1));
    assertThatThrownBy(() -> WebServer.start(same, List.of(), site.receipts, site.clock))
        .isInstanceOf(CannotServe.class)
        .hasMessageContaining("cannot listen on 127.0.0.1:" + site.port());
  }

  /** The client may send head and body apart; the next request must not meet a closed door. */
  @Test
  void a_refused_request_is_read_to_its_end_and_its_connection_serves_the_next()
      throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), site.port());
        InputStream in = socket.getInputStream()) {
      String head = "POST /api/v1/holds HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n";
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      assertNothingArrives(socket);
      String rest = "{}GET " + RELEASES + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(rest.getBytes(StandardCharsets.US_ASCII));

      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
          .startsWith("HTTP/1.1 401")
          .contains("HTTP/1.1 200");
    }
  }

  @Test
  void a_connection_is_closed_in_words_when_a_body_is_left_on_it() throws IOException {
    String none = "Host: x\r\nContent-Length: 2\r\n\r\n";
    for (String head :
        List.of(
            "GET " + RELEASES + " HTTP/1.1\r\n" + none,
            "POST /nothing HTTP/1.1\r\n" + none,
            "POST /api/v1/holds HTTP/1.1\r\nExpect: 100-continue\r\n" + none,
            "POST /api/v1/holds HTTP/1.1\r\n" + none.replace("2", "999999999"))) {
      assertThat(raw(head)).as(head).contains("\r\nConnection: close\r\n");
    }
  }

  /** What is asked for is still awaited: the answer to a half request would come at once. */
  private static void assertNothingArrives(Socket socket) throws IOException {
    socket.setSoTimeout(200);
    assertThatThrownBy(() -> socket.getInputStream().read())
        .isInstanceOf(SocketTimeoutException.class);
    socket.setSoTimeout(0);
  }

  private String raw(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), site.port());
        InputStream in = socket.getInputStream()) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(in.readNBytes(4096), StandardCharsets.UTF_8);
    }
  }

  private static void assertProblem(HttpResponse<String> answer, int status) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
    JsonNode problem = Site.json(answer);
    assertThat(problem.path("status").asInt()).isEqualTo(status);
    assertThat(problem.path("title").asText()).isNotEmpty();
    assertThat(problem.path("detail").asText()).endsWith(".");
    assertThat(problem.path("type").asText()).startsWith("urn:promoter:problem:");
  }
}
