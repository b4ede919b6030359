package dev.promoter.remote.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;

/**
 * Where a redirect may lead: to another web address, but never from a secure one to an open one.
 */
final class Redirect {
  private Redirect() {}

  static URI next(Call call, URI from, Answer answer) {
    String location = answer.header("Location").orElse("");
    try {
      URI to = from.resolve(new URI(location));
      String scheme = to.getScheme() == null ? "" : to.getScheme().toLowerCase(Locale.ROOT);
      if (!Set.of("http", "https").contains(scheme)
          || to.getHost() == null
          || to.getRawUserInfo() != null) {
        throw refused(call, answer, location, "which is not a plain web address");
      }
      if (from.getScheme().equalsIgnoreCase("https") && scheme.equals("http")) {
        throw refused(call, answer, location, "which would leave the secure connection");
      }
      return to;
    } catch (URISyntaxException broken) {
      throw refused(call, answer, location, "which is no address");
    }
  }

  private static RuntimeException refused(Call call, Answer answer, String to, String why) {
    return call.fault(
        "the server answered %d and redirects to %s, %s"
            .formatted(answer.status(), Excerpt.of(to), why),
        answer.status(),
        false);
  }
}
