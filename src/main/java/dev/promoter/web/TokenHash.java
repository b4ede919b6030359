package dev.promoter.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The SHA-256 of a token. A token is 256 random bits, which nobody finds by trying: a slow hash, as
 * passwords need it, would only slow down every request.
 *
 * @param hex 64 digits
 */
public record TokenHash(String hex) {
  private static final String KIND = "sha256:";
  private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

  static TokenHash of(String token) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
      return new TokenHash(HexFormat.of().formatHex(digest));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** A hash as the file of tokens spells it. */
  static Optional<TokenHash> parse(String word) {
    String text = word.toLowerCase(Locale.ROOT);
    return text.startsWith(KIND) && FORM.matcher(text.substring(KIND.length())).matches()
        ? Optional.of(new TokenHash(text.substring(KIND.length())))
        : Optional.empty();
  }

  /** Whether both are the same, in a time that says nothing about how much of them is. */
  boolean matches(TokenHash other) {
    return MessageDigest.isEqual(
        hex.getBytes(StandardCharsets.US_ASCII), other.hex.getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public String toString() {
    return KIND + hex;
  }
}
