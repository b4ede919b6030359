package dev.promoter.remote.http;

import dev.promoter.domain.Secret;
import java.net.URI;
import java.util.Optional;
import javax.security.auth.login.LoginException;
import org.ietf.jgss.GSSException;

/**
 * The header that says who sends a request.
 *
 * @param header its name
 * @param value its value, which is secret
 */
record Authorization(String header, String value) {
  private static final String STANDARD = "Authorization";

  /**
   * The header for one address; empty for no credentials, and for an address outside the origin
   * they were given for.
   */
  static Optional<Authorization> of(Call call, URI uri) {
    if (call.terms().credentials() instanceof Credentials.Basic basic
        && Credentials.sameOrigin(basic.origin(), uri)) {
      String pair = Credentials.Basic.encoded(basic.user(), password(call, basic));
      return Optional.of(new Authorization(STANDARD, "Basic " + pair));
    }
    if (call.terms().credentials() instanceof Credentials.Token token
        && Credentials.sameOrigin(token.origin(), uri)) {
      String key = key(call, token).reveal();
      return Optional.of(new Authorization(token.header(), token.prefix() + key));
    }
    if (call.terms().credentials() instanceof Credentials.Bearer bearer
        && Credentials.sameOrigin(bearer.origin(), uri)) {
      return Optional.of(new Authorization(STANDARD, "Bearer " + bearer.token().reveal()));
    }
    if (call.terms().credentials() instanceof Credentials.Kerberos kerberos
        && Credentials.sameOrigin(kerberos.origin(), uri)) {
      return Optional.of(new Authorization(STANDARD, "Negotiate " + ticket(call, kerberos)));
    }
    return Optional.empty();
  }

  private static Secret key(Call call, Credentials.Token token) {
    Secret key =
        token
            .secrets()
            .find(token.secret())
            .filter(found -> !found.reveal().isBlank())
            .orElseThrow(
                () ->
                    call.fault(
                        "the secret %s is neither in a file nor in the environment"
                            .formatted(token.secret()),
                        0,
                        false));
    if (key.reveal().chars().anyMatch(c -> c <= ' ' || c >= 127)) {
      throw call.fault(
          "the secret %s holds blanks, line ends or other characters that no header can carry"
              .formatted(token.secret()),
          0,
          false);
    }
    return key;
  }

  private static Secret password(Call call, Credentials.Basic basic) {
    return basic
        .secrets()
        .find(basic.secret())
        .orElseThrow(
            () ->
                call.fault(
                    "there is no password for user '%s': the secret %s is neither in a file nor in the environment"
                        .formatted(basic.user(), basic.secret()),
                    0,
                    false));
  }

  private static String ticket(Call call, Credentials.Kerberos kerberos) {
    try {
      return kerberos.login().token(kerberos.server());
    } catch (LoginException | GSSException fault) {
      String told = fault.getMessage() == null ? "no reason given" : fault.getMessage();
      throw call.fault(
          "%s got no Kerberos ticket for %s (%s); check kinit or the keytab, krb5.conf and the server principal"
              .formatted(kerberos.login().description(), kerberos.server(), Excerpt.of(told)),
          0,
          true);
    }
  }

  /** Shows the name only. */
  @Override
  public String toString() {
    return header;
  }
}
