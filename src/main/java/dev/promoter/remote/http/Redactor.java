package dev.promoter.remote.http;

import dev.promoter.domain.Secret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The one place that takes secrets out of texts for people. */
final class Redactor {
  private static final Pattern USER_INFO = Pattern.compile("(?<=://)[^/?#\\s@]*@");
  private static final Pattern AUTHORIZATION =
      Pattern.compile("(?i)(authorization\\s*[:=]\\s*)[^\\r\\n]*");
  private static final Pattern TOKEN =
      Pattern.compile("(?i)\\b(basic|negotiate|bearer)\\s+[A-Za-z0-9+/_.~-]{6,}=*");

  /** Parts of an address that open it to whoever knows them. */
  private static final Pattern SIGNED =
      Pattern.compile(
          "(?i)([?&](?:x-(?:amz|goog)-[a-z-]+|signature|sig|token|access_token|_state)=)[^&\\s]*");

  private final List<String> secrets;

  private Redactor(List<String> secrets) {
    this.secrets = secrets;
  }

  static Redactor of(Credentials credentials) {
    return new Redactor(secretsOf(credentials));
  }

  String clean(String text) {
    String cleaned = text;
    for (String secret : secrets) {
      cleaned = cleaned.replace(secret, "***");
    }
    cleaned = USER_INFO.matcher(cleaned).replaceAll("***@");
    cleaned = AUTHORIZATION.matcher(cleaned).replaceAll("$1***");
    cleaned = SIGNED.matcher(cleaned).replaceAll("$1***");
    return TOKEN.matcher(cleaned).replaceAll("$1 ***");
  }

  private static List<String> secretsOf(Credentials credentials) {
    if (credentials instanceof Credentials.Basic basic) {
      Optional<Secret> password = basic.secrets().find(basic.secret());
      return password.map(secret -> spellings(basic.user(), secret)).orElse(List.of());
    }
    if (credentials instanceof Credentials.Bearer bearer) {
      return List.of(bearer.token().reveal());
    }
    if (credentials instanceof Credentials.Token token) {
      Optional<Secret> key = token.secrets().find(token.secret());
      return key.map(Redactor::spellings).orElse(List.of());
    }
    return List.of();
  }

  /** As it is, as the header spells it, and as an address or form would spell it. */
  private static List<String> spellings(String user, Secret password) {
    List<String> all = new ArrayList<>(spellings(password));
    if (!all.isEmpty()) {
      all.add(0, Credentials.Basic.encoded(user, password));
    }
    return all;
  }

  private static List<String> spellings(Secret secret) {
    String plain = secret.reveal();
    return plain.isEmpty()
        ? List.of()
        : List.of(plain, URLEncoder.encode(plain, StandardCharsets.UTF_8));
  }
}
