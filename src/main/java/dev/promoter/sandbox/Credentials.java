package dev.promoter.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** User and password of basic authentication. */
record Credentials(String user, String password) {
  private static final String BASIC = "Basic ";

  boolean match(Request request) {
    return decoded(request).equals(user + ":" + password);
  }

  /** The user a request gives itself out as; empty if it does not. */
  static String user(Request request) {
    String pair = decoded(request);
    int colon = pair.indexOf(':');
    return colon < 0 ? "" : pair.substring(0, colon);
  }

  private static String decoded(Request request) {
    if (!request.authorization().startsWith(BASIC)) {
      return "";
    }
    try {
      byte[] pair =
          Base64.getDecoder().decode(request.authorization().substring(BASIC.length()).trim());
      return new String(pair, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  /** Shows the user only. */
  @Override
  public String toString() {
    return user;
  }
}
