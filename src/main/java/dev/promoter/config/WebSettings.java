package dev.promoter.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How the web server is reached: the section {@code [web]}. Every path is absolute.
 *
 * @param listen where it listens; empty when there is none
 * @param asked whether the file says so itself
 * @param readsOpen whether somebody without a token may look
 * @param tokens the file of tokens; need not exist
 * @param trustedProxies addresses and networks
 * @param encryption its certificate and key; empty for plain HTTP
 * @param maxBodyKib longest body of a request
 * @param requestsPerMinute from one address
 * @param requestsAtOnce from everybody together
 * @param hooks who reports results
 */
public record WebSettings(
    Optional<Listen> listen,
    boolean asked,
    boolean readsOpen,
    Path tokens,
    List<String> trustedProxies,
    Optional<Encryption> encryption,
    int maxBodyKib,
    int requestsPerMinute,
    int requestsAtOnce,
    List<Hook> hooks) {
  public WebSettings {
    trustedProxies = List.copyOf(trustedProxies);
    hooks = List.copyOf(hooks);
  }

  /** An address of this machine and a port; 0 for any that is free. */
  public record Listen(String host, int port) {
    static Listen parse(String text) {
      int colon = text.lastIndexOf(':');
      String host = text.substring(0, colon).replaceAll("^\\[|]$", "");
      return new Listen(host, Integer.parseInt(text.substring(colon + 1)));
    }
  }

  /**
   * Somebody who reports results: a section {@code [hook NAME]}.
   *
   * @param name as in the address
   * @param kind dlrn, jenkins, zuul, paddles or generic
   * @param secret the name of the secret that signs reports
   */
  public record Hook(String name, String kind, String secret) {}

  /** Where certificate and key are. */
  public sealed interface Encryption {
    /** Both in a PKCS12 file whose password is a secret. */
    record Keystore(Path file, String secret) implements Encryption {}

    /** PEM files. */
    record Pem(Path certificate, Path key) implements Encryption {}
  }
}
