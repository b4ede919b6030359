package dev.promoter.real;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * A certificate authority of one's own, and a server's certificate of it for the loopback address.
 *
 * @param bundle the certificate of the authority alone, as {@code ca_bundle} names it
 * @param certificate that of the server
 * @param key the key to it
 */
public record Authority(Path bundle, Path certificate, Path key) {
  private static final String PASSWORD = "changeit";

  /** Makes one in a directory of its own. */
  public static Authority make(Path directory) throws IOException, GeneralSecurityException {
    Files.createDirectories(directory);
    Path store = directory.resolve("keys.p12");
    String loopback = InetAddress.getLoopbackAddress().getHostAddress();
    generate(store, "authority", "-ext", "bc:c");
    generate(store, "server", "-signer", "authority", "-ext", "san=ip:" + loopback);
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    return new Authority(
        pem(directory, "CERTIFICATE", "authority", keys.getCertificate("authority").getEncoded()),
        pem(directory, "CERTIFICATE", "server", keys.getCertificate("server").getEncoded()),
        pem(
            directory,
            "PRIVATE KEY",
            "key",
            keys.getKey("server", PASSWORD.toCharArray()).getEncoded()));
  }

  private static void generate(Path store, String name, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of("-genkeypair", "-keyalg", "EC", "-storetype", "PKCS12", "-validity", "2"));
    arguments.addAll(List.of("-storepass", PASSWORD, "-keystore", store.toString()));
    arguments.addAll(List.of("-alias", name, "-dname", "CN=promoter test " + name));
    arguments.addAll(Arrays.asList(more));
    new Program(Path.of(System.getProperty("java.home"), "bin", "keytool"))
        .run(arguments.toArray(String[]::new));
  }

  private static Path pem(Path directory, String kind, String name, byte[] bytes)
      throws IOException {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    return Files.writeString(
        directory.resolve(name + ".pem"),
        "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(kind, text, kind));
  }
}
