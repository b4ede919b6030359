package dev.promoter.web.pages;

import dev.promoter.web.Refusal;
import dev.promoter.web.Request;
import dev.promoter.web.Role;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Who uses a browser. The token itself is the cookie: whoever takes it away ends the session. Each
 * form carries a word made from it, which another site cannot know.
 */
final class Session {
  /** The cookie's name. */
  static final String COOKIE = Request.TOKEN_COOKIE;

  private static final String HMAC = "HmacSHA256";
  private static final int KEY_BYTES = 32;

  private final byte[] key = new byte[KEY_BYTES];

  Session() {
    new SecureRandom().nextBytes(key);
  }

  Frame frame(Request request, Assets assets, String title, String place) {
    return new Frame(
        title,
        place,
        request.person().name(),
        csrf(request),
        request.person().role().covers(Role.OPERATOR),
        request.person().role().covers(Role.ADMIN),
        assets.style().href(),
        assets.script().href());
  }

  /**
   * Refuses a form that did not come from one of our own pages.
   *
   * @throws Refusal when its word is wrong
   */
  void check(Request request, Fields fields) {
    byte[] given = fields.find("csrf").orElse("").getBytes(StandardCharsets.UTF_8);
    byte[] wanted = csrf(request).getBytes(StandardCharsets.UTF_8);
    if (wanted.length == 0 || !MessageDigest.isEqual(given, wanted)) {
      throw new Refusal(
          Refusal.Kind.FORBIDDEN,
          "This form is not, or no longer, one of yours: open its page again and send it from there.");
    }
  }

  static String begin(Request request, String token) {
    return cookie(request, token, "");
  }

  static String end(Request request) {
    return cookie(request, "", "; Max-Age=0");
  }

  private static String cookie(Request request, String value, String rest) {
    String secure = request.secure() ? "; Secure" : "";
    return COOKIE + "=" + value + "; Path=/; HttpOnly; SameSite=Strict" + secure + rest;
  }

  /** Empty when there is no session. */
  private String csrf(Request request) {
    return request.cookie(COOKIE).map(this::word).orElse("");
  }

  private String word(String token) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(key, HMAC));
      byte[] sum = mac.doFinal(token.getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(sum);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + HMAC, e);
    }
  }
}
