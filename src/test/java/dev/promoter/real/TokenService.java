package dev.promoter.real;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Lends tokens that a real registry takes: RS256, with the certificate in the token. */
public final class TokenService implements AutoCloseable {
  static final String AUDIENCE = "registry.test";
  static final String ISSUER = "promoter-test";

  private static final char[] STORE_PASSWORD = "changeit".toCharArray();

  private final HttpServer server;
  private final PrivateKey key;
  private final Certificate certificate;
  private final Path bundle;
  private final String basic;
  private final AtomicInteger lent = new AtomicInteger();
  private volatile Duration life = Duration.ofMinutes(5);

  private TokenService(Path directory, String user, String password)
      throws IOException, GeneralSecurityException {
    KeyStore store = store(directory);
    this.key = (PrivateKey) store.getKey("token", STORE_PASSWORD);
    this.certificate = store.getCertificate("token");
    this.bundle = directory.resolve("token.pem");
    String pem = Base64.getMimeEncoder().encodeToString(certificate.getEncoded());
    Files.writeString(
        bundle, "-----BEGIN CERTIFICATE-----\n" + pem + "\n-----END CERTIFICATE-----\n");
    this.basic =
        "Basic "
            + Base64.getEncoder()
                .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(task, "token-service");
              thread.setDaemon(true);
              return thread;
            }));
    server.createContext("/token", this::answer);
    server.start();
  }

  /** Starts a service that lends to one user. */
  public static TokenService start(String user, String password)
      throws IOException, GeneralSecurityException {
    return new TokenService(Files.createTempDirectory("promoter-token"), user, password);
  }

  private static KeyStore store(Path directory) throws IOException, GeneralSecurityException {
    Path file = directory.resolve("token.p12");
    new Program(Path.of(System.getProperty("java.home"), "bin", "keytool"))
        .run(
            "-genkeypair",
            "-alias",
            "token",
            "-keyalg",
            "RSA",
            "-keysize",
            "2048",
            "-dname",
            "CN=token",
            "-storetype",
            "PKCS12",
            "-storepass",
            "changeit",
            "-keystore",
            file.toString());
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, STORE_PASSWORD);
    }
    return store;
  }

  /** Where tokens are asked for. */
  public String address() {
    return "http://%s:%d/token"
        .formatted(
            InetAddress.getLoopbackAddress().getHostAddress(), server.getAddress().getPort());
  }

  Path certificate() {
    return bundle;
  }

  /** How many tokens were lent. */
  public int lent() {
    return lent.get();
  }

  /** From now on tokens end so soon; a negative time makes them end in the past. */
  public void life(Duration time) {
    life = time;
  }

  private void answer(HttpExchange exchange) throws IOException {
    String who = exchange.getRequestHeaders().getFirst("Authorization");
    int status = Objects.equals(who, basic) ? 200 : 401;
    byte[] body =
        (status == 200
                ? "{\"token\":\"%s\",\"expires_in\":300}".formatted(token(exchange))
                : "{\"details\":\"incorrect username or password\"}")
            .getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private String token(HttpExchange exchange) {
    lent.incrementAndGet();
    List<String> access = new ArrayList<>();
    String query = Objects.requireNonNullElse(exchange.getRequestURI().getRawQuery(), "");
    for (String pair : query.split("&", -1)) {
      if (pair.startsWith("scope=")) {
        access.add(grant(URLDecoder.decode(pair.substring(6), StandardCharsets.UTF_8)));
      }
    }
    Instant now = Instant.now();
    Instant begun = life.isNegative() ? now.minusSeconds(600) : now.minusSeconds(10);
    try {
      String x5c = Base64.getEncoder().encodeToString(certificate.getEncoded());
      String header = "{\"typ\":\"JWT\",\"alg\":\"RS256\",\"x5c\":[\"%s\"]}".formatted(x5c);
      String claims =
          "{\"iss\":\"%s\",\"sub\":\"pusher\",\"aud\":\"%s\",\"exp\":%d,\"nbf\":%d,\"iat\":%d,\"jti\":\"%s\",\"access\":[%s]}"
              .formatted(
                  ISSUER,
                  AUDIENCE,
                  now.plus(life).getEpochSecond(),
                  begun.getEpochSecond(),
                  begun.getEpochSecond(),
                  UUID.randomUUID(),
                  String.join(",", access));
      return signed(encoded(header) + "." + encoded(claims));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String grant(String scope) {
    String[] parts = scope.split(":", -1);
    String actions =
        Arrays.stream(parts[2].split(",", -1)).map(one -> "\"" + one + "\"").toList().toString();
    return "{\"type\":\"%s\",\"name\":\"%s\",\"actions\":%s}"
        .formatted(parts[0], parts[1], actions);
  }

  private String signed(String content) throws GeneralSecurityException {
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initSign(key);
    signature.update(content.getBytes(StandardCharsets.UTF_8));
    return content + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
  }

  private static String encoded(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
