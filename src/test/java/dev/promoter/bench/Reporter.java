package dev.promoter.bench;

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
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Reports new results to the hook {@code bench} of a daemon, and reads its API. */
final class Reporter {
  /** Names the secret in the environment of the daemon. */
  static final String SECRET_NAME = "HOOK_SECRET";

  static final String SECRET = "between us";

  private final HttpClient client = HttpClient.newHttpClient();
  private final String api;

  /** Reports to the daemon at an address. */
  Reporter(String address) {
    this.api = address + "/api/v1";
  }

  /** What promoter.ini has to say for it: a hook of some kind, and a server on any port. */
  static String daemonFile(String kind) {
    return """
        [web]
        listen: 127.0.0.1:0

        [hook bench]
        kind: %s
        secret: %s

        """
        .formatted(kind, SECRET_NAME);
  }

  /** What the API answers. */
  String get(String path) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(api + path)).build();
    return client.send(request, BodyHandlers.ofString()).body();
  }

  /** Reports, signed. */
  void report(String body) throws IOException, InterruptedException, GeneralSecurityException {
    String time = Long.toString(Instant.now().getEpochSecond());
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    byte[] signature = mac.doFinal((time + "." + body).getBytes(StandardCharsets.UTF_8));
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(api + "/hooks/bench"))
            .header("X-Promoter-Timestamp", time)
            .header("X-Promoter-Signature", "sha256=" + HexFormat.of().formatHex(signature))
            .POST(BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
    if (answer.statusCode() != 202) {
      throw new IllegalStateException(answer.body());
    }
  }
}
