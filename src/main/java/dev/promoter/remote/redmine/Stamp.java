package dev.promoter.remote.redmine;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * What a text of ours is about. Written beside the text, so that it is recognised again after a
 * restart and by another process.
 *
 * @param key who writes it: the release and its target; two releases may share an issue
 * @param version the version that is released
 * @param sha1 the commit that is released
 * @param asOf when the facts in the text were read; an older text never replaces a newer one
 */
public record Stamp(String key, String version, String sha1, Instant asOf) {
  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/+-]{0,199}");
  private static final Pattern SHA1 = Pattern.compile("[0-9a-f]{40}");
  private static final int HASH_LENGTH = 16;

  public Stamp {
    if (!WORD.matcher(key).matches() || !WORD.matcher(version).matches()) {
      throw new IllegalArgumentException(
          "the key '%s' or the version '%s' is not a plain word".formatted(key, version));
    }
    if (!SHA1.matcher(sha1).matches()) {
      throw new IllegalArgumentException("the SHA1 '" + sha1 + "' is not 40 hexadecimal digits");
    }
    asOf = asOf.truncatedTo(ChronoUnit.SECONDS);
  }

  /** Tells one content from another; the time is no part of it. */
  String hash(String content) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String part : new String[] {key, version, sha1, Lines.unix(content).strip()}) {
        digest.update(part.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
      }
      return HexFormat.of().formatHex(digest.digest()).substring(0, HASH_LENGTH);
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException(missing);
    }
  }
}
