package dev.promoter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.promoter.config.Configuration;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The real daemon in a thread, and a client of its web server. */
final class ServedDaemon implements AutoCloseable {
  /** A schedule after which there is no round by itself but the first one. */
  static final String ONCE = "schedule: 0 0 0 1 1 ?";

  private static final Pattern ADDRESS =
      Pattern.compile("web server listens on (https?://[^ \n]+)");
  private static final JsonMapper MAPPER = new JsonMapper();

  private final AtomicReference<Throwable> fault = new AtomicReference<>();
  private final HttpClient client = HttpClient.newHttpClient();
  private final Stage stage;
  private final Daemon daemon;
  private final Thread thread;
  private String address = "";

  private ServedDaemon(Stage stage) {
    this.stage = stage;
    daemon = new Daemon(stage.place(), stage.options(), stage.outside(System.out));
    Configuration configuration = stage.place().read(false, stage.outside(System.out));
    thread = new Thread(() -> daemon.run(configuration), "daemon under test");
    thread.setUncaughtExceptionHandler((where, what) -> fault.set(what));
  }

  /** Writes a promoter.ini with a hook, whose secret the environment must have, and starts. */
  static ServedDaemon start(Stage stage, String hook, String kind, String secret) {
    return start(
        stage,
        "[web]\nlisten: 127.0.0.1:0\n\n[hook %s]\nkind: %s\nsecret: %s\n"
            .formatted(hook, kind, secret));
  }

  /** Writes a promoter.ini with these sections, and starts. */
  static ServedDaemon start(Stage stage, String sections) {
    stage.daemonFile(sections);
    int said = stage.log().length(); // by a daemon that was here before
    ServedDaemon served = new ServedDaemon(stage);
    served.thread.start();
    Await.until(
        "its web server listens",
        () -> served.fault.get() != null || ADDRESS.matcher(stage.log()).find(said));
    assertThat(served.fault.get()).isNull();
    Matcher address = ADDRESS.matcher(stage.log());
    assertThat(address.find(said)).isTrue();
    served.address = address.group(1) + "/api/v1";
    return served;
  }

  /** Where its web server listens. */
  String address() {
    return address.replace("/api/v1", "");
  }

  /** Waits for the round that every release has at the start. */
  void awaitFirstRound(String release) {
    Await.until(
        "the first round of " + release + " is stored",
        () -> json(get("/releases/" + release)).path("round").isNumber());
  }

  /** Waits until the newest stored round of a release says this. */
  void awaitRound(String release, String part) {
    String path = "/releases/" + release + "/explain";
    try {
      Await.until(part, () -> get(path).body().contains(part));
    } catch (AssertionError late) {
      throw new AssertionError(get(path).body() + "\n" + stage.log(), late);
    }
  }

  /** Reports to a hook, signed with this secret. */
  HttpResponse<String> report(String hook, String body, String secret) {
    String time = Long.toString(Instant.now().getEpochSecond());
    return exchange(
        HttpRequest.newBuilder(URI.create(address + "/hooks/" + hook))
            .header("X-Promoter-Timestamp", time)
            .header("X-Promoter-Signature", "sha256=" + hmac(time + "." + body, secret))
            .POST(BodyPublishers.ofString(body)));
  }

  private static String hmac(String text, String secret) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  HttpResponse<String> get(String path) {
    return send("GET", path, "", "");
  }

  /** Sends a request; nothing is sent for an empty body or token. */
  HttpResponse<String> send(String method, String path, String body, String token) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address + path))
            .header("Content-Type", "application/json")
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    return exchange(request);
  }

  private HttpResponse<String> exchange(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  static JsonNode json(HttpResponse<String> answer) {
    try {
      return MAPPER.readTree(answer.body());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    daemon.stop();
    Await.until("the daemon ended", () -> !thread.isAlive());
    assertThat(fault.get()).isNull();
  }
}
