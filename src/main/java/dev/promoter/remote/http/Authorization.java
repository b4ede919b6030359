package dev.promoter.remote.http;

import dev.promoter.domain.Secret;
import java.net.URI;
import java.util.Optional;
import javax.security.auth.login.LoginException;
import org.ietf.jgss.GSSException;

/** Turns credentials into the header of one request. */
final class Authorization {
  private Authorization() {}

  /**
   * The value of the header; empty for no credentials, and for an address outside the origin they
   * were given for.
   */
  static Optional<String> of(Call call, URI uri) {
    if (call.credentials() instanceof Credentials.Basic basic
        && Credentials.sameOrigin(basic.origin(), uri)) {
      return Optional.of("Basic " + Credentials.Basic.encoded(basic.user(), password(call, basic)));
    }
    if (call.credentials() instanceof Credentials.Kerberos kerberos
        && Credentials.sameOrigin(kerberos.origin(), uri)) {
      return Optional.of("Negotiate " + token(call, kerberos));
    }
    return Optional.empty();
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

  private static String token(Call call, Credentials.Kerberos kerberos) {
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
}
