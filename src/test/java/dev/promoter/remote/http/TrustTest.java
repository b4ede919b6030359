package dev.promoter.remote.http;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import dev.promoter.engine.RemoteException;
import dev.promoter.real.Authority;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TrustTest {
  private static final String STORE_PASSWORD = "changeit";

  @TempDir private static Path directory = Path.of("");
  private Optional<WireMockServer> server = Optional.empty();

  @BeforeAll
  void start() throws IOException, InterruptedException, GeneralSecurityException {
    Path store = directory.resolve("server.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-dname",
                "CN=promoter test",
                "-ext",
                "san=ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-storepass",
                STORE_PASSWORD,
                "-alias",
                "server",
                "-keystore",
                store.toString())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("keytool.log").toFile())
            .start();
    assertThat(keytool.waitFor()).isZero();
    export(store);
    WireMockServer one =
        new WireMockServer(
            wireMockConfig()
                .bindAddress("127.0.0.1")
                .dynamicPort()
                .dynamicHttpsPort()
                .keystorePath(store.toString())
                .keystoreType("PKCS12")
                .keystorePassword(STORE_PASSWORD)
                .keyManagerPassword(STORE_PASSWORD));
    one.start();
    one.stubFor(any(anyUrl()).willReturn(aResponse().withBody("good")));
    server = Optional.of(one);
  }

  private void export(Path store) throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, STORE_PASSWORD.toCharArray());
    }
    String encoded =
        Base64.getMimeEncoder(64, new byte[] {'\n'})
            .encodeToString(keys.getCertificate("server").getEncoded());
    Files.writeString(
        bundle(), "-----BEGIN CERTIFICATE-----\n" + encoded + "\n-----END CERTIFICATE-----\n");
  }

  private Path bundle() {
    return directory.resolve("bundle.pem");
  }

  @AfterAll
  void stop() {
    server.ifPresent(WireMockServer::stop);
  }

  private Call call() {
    return Call.get(
        "DLRN",
        "read something",
        URI.create("https://127.0.0.1:" + server.orElseThrow().httpsPort() + "/"));
  }

  @Test
  void a_server_of_an_authority_in_the_bundle_is_trusted_and_only_by_that_client() {
    try (HttpPool pool = new HttpPool(HttpSettings.standard())) {
      assertThat(pool.client(Optional.of(bundle())).send(call()).text()).isEqualTo("good");
      assertThat(pool.client(Optional.of(bundle()))).isSameAs(pool.client(Optional.of(bundle())));

      assertThatThrownBy(() -> pool.client(Optional.empty()).send(call()))
          .isInstanceOf(RemoteException.class)
          .hasMessageContaining("no secure connection could be made")
          .hasMessageContaining("name it in ca_bundle");
    }
  }

  @Test
  void a_bundle_without_the_authority_of_the_server_is_named() throws Exception {
    Path other = Authority.make(directory.resolve("other")).bundle();
    try (HttpPool pool = new HttpPool(HttpSettings.standard())) {
      assertThatThrownBy(() -> pool.client(Optional.of(other)).send(call()))
          .isInstanceOf(RemoteException.class)
          .hasMessageContaining("no secure connection could be made")
          .hasMessageContaining("add that authority to ca_bundle, " + other);
    }
  }

  @Test
  void a_bundle_that_cannot_be_used_is_named() throws IOException {
    Path missing = directory.resolve("missing.pem");
    Path empty = Files.writeString(directory.resolve("empty.pem"), "");
    Path broken = Files.writeString(directory.resolve("broken.pem"), "no certificate");
    try (HttpPool pool = new HttpPool(HttpSettings.standard())) {
      for (Path path : new Path[] {missing, empty, broken}) {
        assertThatThrownBy(() -> pool.client(Optional.of(path)))
            .isInstanceOf(RemoteException.class)
            .hasMessageContaining("ca_bundle")
            .hasMessageContaining(path.toString());
      }
    }
  }
}
