package dev.promoter.remote.jenkins;

import dev.promoter.engine.Secrets;
import dev.promoter.remote.http.Credentials;
import dev.promoter.remote.http.WebAddress;
import java.net.URI;

/**
 * Who asks.
 *
 * @param user the user; empty for nobody in particular
 * @param secret the name of the API token or password among the secrets
 * @param secrets where it is read at each request
 */
public record Access(String user, String secret, Secrets secrets) {
  Credentials credentials(WebAddress base) {
    URI origin = base.at("/");
    return user.isBlank()
        ? Credentials.none()
        : new Credentials.Basic(origin, user, secret, secrets);
  }
}
