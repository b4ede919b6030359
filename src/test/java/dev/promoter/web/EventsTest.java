package dev.promoter.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promoter.Await;
import dev.promoter.domain.Caller;
import dev.promoter.domain.Channel;
import dev.promoter.domain.Deed;
import dev.promoter.domain.ReleaseName;
import dev.promoter.engine.History;
import dev.promoter.engine.StatusBoard;
import dev.promoter.engine.TargetOutcome;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EventsTest extends WithSite {
  private static final String ONCE = "/api/v1/events?follow=no";
  private static final Instant LONG_AGO = FakeDesk.NOW.minusSeconds(3600);

  @Test
  void what_was_stored_since_the_last_event_is_told_in_the_order_of_time() {
    site.desk.deeds.add(deed(1, LONG_AGO.plusSeconds(20)));
    round(18, LONG_AGO, TargetOutcome.PROMOTED);
    round(19, LONG_AGO.plusSeconds(30), TargetOutcome.NOT_PROMOTED);

    String told = events(ONCE, "17.0");

    assertThat(told.lines().filter(line -> line.startsWith("event: ")))
        .containsExactly("event: promotion", "event: round", "event: deed", "event: round");
    assertThat(told.lines().filter(line -> line.startsWith("id: ")))
        .containsExactly("id: 18.0", "id: 18.1", "id: 19.1", "id: 19.1");
    assertThat(events(ONCE, "18.1")).contains("\"round\":19").doesNotContain("\"round\":18");
  }

  @Test
  void whoever_begins_is_told_nothing_old() {
    assertThat(events(ONCE, "")).isEqualTo(": here\nid: 17.0\n\n");
  }

  @Test
  void the_place_goes_on_over_what_is_not_asked_for() {
    round(18, LONG_AGO, TargetOutcome.PROMOTED);

    String told = events(ONCE + "&release=quiet", "17.0");

    assertThat(told).doesNotContain("event:").contains("id: 18.0");
    assertThat(events(ONCE + "&kind=promotion", "17.0"))
        .contains("event: promotion")
        .doesNotContain("event: round");
  }

  @Test
  void a_number_that_may_still_be_stored_is_waited_for() {
    round(19, FakeDesk.NOW, TargetOutcome.PROMOTED);
    assertThat(events(ONCE, "17.0")).doesNotContain("event:").contains("id: 17.0");

    round(18, FakeDesk.NOW, TargetOutcome.PROMOTED);
    assertThat(events(ONCE, "17.0")).contains("\"round\":18", "\"round\":19", "id: 19.0");
  }

  @Test
  void a_word_that_cannot_be_read_is_refused() {
    assertThat(site.get(ONCE, "Last-Event-ID", "yesterday").statusCode()).isEqualTo(400);
    assertThat(site.get(ONCE + "&kind=weather").statusCode()).isEqualTo(400);
    assertThat(site.get("/api/v1/events?follow=perhaps").statusCode()).isEqualTo(400);
  }

  @Test
  void a_listener_is_told_what_happens_and_politely_that_it_is_over() throws Exception {
    HttpRequest request = HttpRequest.newBuilder(site.address("/api/v1/events")).build();
    HttpResponse<Stream<String>> answer =
        HttpClient.newHttpClient().send(request, BodyHandlers.ofLines());
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("text/event-stream");
    Iterator<String> lines = answer.body().iterator();
    assertThat(until(lines, "id: ")).isEqualTo("id: 17.0");

    round(18, FakeDesk.NOW, TargetOutcome.PROMOTED);
    assertThat(until(lines, "event: ")).isEqualTo("event: promotion");
    assertThat(until(lines, "data: ")).contains("\"round\":18");

    site.desk.rows.add(refused());
    assertThat(until(lines, "event: refused")).isEqualTo("event: refused");

    site.close();
    assertThat(until(lines, "event: end")).isEqualTo("event: end");
    assertThat(until(lines, "data: ")).contains("the daemon ends");
  }

  @Test
  void only_so_many_may_listen_and_whoever_goes_makes_room() throws Exception {
    List<Socket> listeners = new ArrayList<>();
    try {
      for (int each = 0; each < 32; each++) {
        listeners.add(listener());
      }
      HttpResponse<String> refused = site.get("/api/v1/events");
      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(refused.headers().firstValue("Retry-After")).isPresent();
      assertThat(refused.body()).contains("As many as may listen do");

      listeners.remove(0).close();
      round(18, FakeDesk.NOW, TargetOutcome.PROMOTED); // only who is told something is missed
      round(19, FakeDesk.NOW, TargetOutcome.PROMOTED);
      Await.until("there is room again", () -> listenerIsTaken(listeners));
    } finally {
      for (Socket each : listeners) {
        each.close();
      }
    }
  }

  private boolean listenerIsTaken(List<Socket> listeners) {
    try {
      listeners.add(listener());
      return true;
    } catch (IOException full) {
      round(site.desk.entries.size() + 18L, FakeDesk.NOW, TargetOutcome.PROMOTED);
      return false;
    }
  }

  /** One that is listened to; fails when it is refused. */
  private Socket listener() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), site.port());
    socket
        .getOutputStream()
        .write(
            "GET /api/v1/events HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
                .getBytes(StandardCharsets.US_ASCII));
    BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
    String line = lines.readLine();
    while (line != null && !line.startsWith("id: ")) {
      if (line.startsWith("HTTP/1.1 503")) {
        socket.close();
        throw new IOException(line);
      }
      line = lines.readLine();
    }
    return socket;
  }

  private static String until(Iterator<String> lines, String beginning) {
    while (lines.hasNext()) {
      String line = lines.next();
      if (line.startsWith(beginning)) {
        return line;
      }
    }
    return "";
  }

  private String events(String path, String last) {
    return last.isEmpty() ? site.get(path).body() : site.get(path, "Last-Event-ID", last).body();
  }

  private void round(long number, Instant at, TargetOutcome outcome) {
    site.desk.entries.add(
        new History.Entry(
            number,
            FakeDesk.RELEASE,
            at,
            "current-tripleo",
            outcome,
            FakeDesk.CANDIDATE,
            "",
            "It is so."));
  }

  private static StatusBoard.Row refused() {
    return new StatusBoard.Row(
        new ReleaseName("broken"),
        "config/releases/broken.ini",
        Optional.empty(),
        Optional.empty(),
        false,
        "",
        "broken.ini:3: there is no such key");
  }

  private static Deed deed(long id, Instant at) {
    return new Deed(
        id,
        at,
        new Caller("ann", "", "here", Channel.API),
        Deed.Kind.HOLD,
        FakeDesk.RELEASE.value(),
        "current-tripleo",
        "",
        "",
        "release day",
        "ann holds it",
        Map.of());
  }
}
