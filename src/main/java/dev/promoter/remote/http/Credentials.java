package dev.promoter.remote.http;

import dev.promoter.domain.Secret;
import dev.promoter.engine.Secrets;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;

/**
 * How a request says who sends it. Sent at once, without waiting to be asked, and only to the
 * origin (scheme, host, port) they were given for.
 */
public sealed interface Credentials {
  /** Nobody in particular. */
  static Credentials none() {
    return new None();
  }

  /** Who it is, for messages: no secret, but the name of the secret. */
  String description();

  /** The request goes out without credentials. */
  record None() implements Credentials {
    @Override
    public String description() {
      return "no credentials";
    }
  }

  /**
   * A user name and password.
   *
   * @param origin an address whose scheme, host and port are the only ones that may see them
   * @param user the user name
   * @param secret the name of the password among the secrets
   * @param secrets where the password is read at each request
   */
  record Basic(URI origin, String user, String secret, Secrets secrets) implements Credentials {
    @Override
    public String description() {
      return "user '" + user + "' with the secret " + secret;
    }

    static String encoded(String user, Secret password) {
      byte[] pair = (user + ":" + password.reveal()).getBytes(StandardCharsets.UTF_8);
      return Base64.getEncoder().encodeToString(pair);
    }
  }

  /**
   * A token that was lent for a while.
   *
   * @param origin an address whose scheme, host and port are the only ones that may see it
   * @param token the token
   * @param description what it is for, without the token
   */
  record Bearer(URI origin, Secret token, String description) implements Credentials {}

  /**
   * A key that is a header by itself, or follows a word in it.
   *
   * @param origin an address whose scheme, host and port are the only ones that may see it
   * @param header the name of the header, for example {@code Authorization}
   * @param prefix what stands before the key, with its blank: {@code "Bearer "}; may be empty
   * @param secret the name of the key among the secrets
   * @param secrets where the key is read at each request
   */
  record Token(URI origin, String header, String prefix, String secret, Secrets secrets)
      implements Credentials {
    @Override
    public String description() {
      return "the secret " + secret;
    }
  }

  /**
   * A Kerberos ticket.
   *
   * @param origin an address whose scheme, host and port are the only ones that may see it
   * @param server the principal of the server, {@code HTTP/host@REALM}
   * @param login where the ticket comes from
   */
  record Kerberos(URI origin, String server, KerberosLogin login) implements Credentials {
    @Override
    public String description() {
      return login.description() + " with a Kerberos ticket for " + server;
    }
  }

  /** Whether two addresses share scheme, host and port. */
  static boolean sameOrigin(URI one, URI other) {
    return one.getScheme().equalsIgnoreCase(other.getScheme())
        && one.getHost().equalsIgnoreCase(other.getHost())
        && port(one) == port(other);
  }

  private static int port(URI uri) {
    if (uri.getPort() >= 0) {
      return uri.getPort();
    }
    return uri.getScheme().toLowerCase(Locale.ROOT).equals("https") ? 443 : 80;
  }
}
