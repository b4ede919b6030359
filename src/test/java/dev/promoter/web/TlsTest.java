package dev.promoter.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.promoter.domain.Secret;
import dev.promoter.fakes.InMemoryReceipts;
import dev.promoter.fakes.SettableClock;
import dev.promoter.real.Authority;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {
  private static final String PASSWORD = "changeit";

  @TempDir private static Path directory;
  private static Authority authority = new Authority(Path.of(""), Path.of(""), Path.of(""));

  @BeforeAll
  static void certificates() throws IOException, GeneralSecurityException {
    authority = Authority.make(directory.resolve("authority"));
  }

  @Test
  void a_certificate_and_a_key_in_pem_files_encrypt() throws Exception {
    assertEncrypts(new Tls.Pem(authority.certificate(), authority.key()));
  }

  @Test
  void a_keystore_encrypts() throws Exception {
    KeyStore store = new Tls.Pem(authority.certificate(), authority.key()).load();
    Path file = directory.resolve("server.p12");
    KeyStore kept = KeyStore.getInstance("PKCS12");
    kept.load(null, null);
    kept.setKeyEntry(
        "server",
        store.getKey("server", "in memory only".toCharArray()),
        PASSWORD.toCharArray(),
        store.getCertificateChain("server"));
    try (OutputStream out = Files.newOutputStream(file)) {
      kept.store(out, PASSWORD.toCharArray());
    }
    assertEncrypts(new Tls.Pkcs12(file, new Secret(PASSWORD)));
    assertThatThrownBy(() -> new Tls.Pkcs12(file, new Secret("wrong")).load())
        .isInstanceOf(CannotServe.class)
        .hasMessageContaining("is its password right")
        .hasMessageNotContaining("wrong");
  }

  @Test
  void a_key_that_cannot_be_used_is_said_in_a_sentence() throws IOException {
    Path old = Files.writeString(directory.resolve("old.pem"), "-----BEGIN RSA PRIVATE KEY-----");
    assertThatThrownBy(() -> new Tls.Pem(authority.certificate(), old).load())
        .isInstanceOf(CannotServe.class)
        .hasMessageContaining("openssl pkcs8");
    assertThatThrownBy(() -> new Tls.Pem(directory.resolve("none.pem"), authority.key()).load())
        .isInstanceOf(CannotServe.class);
  }

  @Test
  void a_key_of_another_certificate_is_said_in_a_sentence_before_anybody_finds_the_server_silent()
      throws Exception {
    for (String kind : List.of("RSA", "EC", "Ed25519")) {
      Tls.Pem pem = new Tls.Pem(authority.certificate(), foreignKey(kind));
      assertThatThrownBy(pem::load)
          .as(kind)
          .isInstanceOf(CannotServe.class)
          .hasMessageContaining("is not that of the first certificate in");
    }
    Path empty = Files.writeString(directory.resolve("empty.pem"), "");
    assertThatThrownBy(() -> new Tls.Pem(empty, authority.key()).load())
        .isInstanceOf(CannotServe.class);
  }

  @Test
  void a_keystore_without_a_key_is_said_in_a_sentence() throws Exception {
    KeyStore certificates = KeyStore.getInstance("PKCS12");
    certificates.load(null, null);
    certificates.setCertificateEntry(
        "server",
        new Tls.Pem(authority.certificate(), authority.key()).load().getCertificate("server"));
    Path file = directory.resolve("certificates.p12");
    try (OutputStream out = Files.newOutputStream(file)) {
      certificates.store(out, PASSWORD.toCharArray());
    }
    assertThatThrownBy(() -> new Tls.Pkcs12(file, new Secret(PASSWORD)).load())
        .isInstanceOf(CannotServe.class)
        .hasMessageContaining("must hold a key");
  }

  private static Path foreignKey(String kind) throws Exception {
    byte[] key = KeyPairGenerator.getInstance(kind).generateKeyPair().getPrivate().getEncoded();
    String text = Base64.getMimeEncoder().encodeToString(key);
    return Files.writeString(
        directory.resolve(kind + ".pem"),
        "-----BEGIN PRIVATE KEY-----\n" + text + "\n-----END PRIVATE KEY-----\n");
  }

  private static void assertEncrypts(Tls tls) throws Exception {
    WebSettings settings =
        new WebSettings(
            "127.0.0.1",
            0,
            true,
            directory.resolve("tokens"),
            Proxies.of(List.of()),
            Optional.of(tls),
            new WebSettings.Limits(1024, 10, 4));
    SettableClock clock = new SettableClock("2026-11-21T12:00:00Z");
    List<Route> routes = Api.routes(new FakeDesk(), List.of(), new InMemoryReceipts(), clock);
    try (WebServer server = WebServer.start(settings, routes, new InMemoryReceipts(), clock)) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(server.address() + "/api/v1/releases")).build();
      HttpResponse<String> answer =
          HttpClient.newBuilder()
              .sslContext(trusting(authority.bundle()))
              .build()
              .send(request, BodyHandlers.ofString());
      assertThat(server.address()).startsWith("https://");
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("Strict-Transport-Security")).isPresent();
    }
  }

  private static SSLContext trusting(Path bundle) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    try (InputStream in = Files.newInputStream(bundle)) {
      store.setCertificateEntry(
          "authority", CertificateFactory.getInstance("X.509").generateCertificate(in));
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }
}
