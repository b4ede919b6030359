package dev.promoter.remote.registry;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The name of content by its content.
 *
 * @param value {@code sha256:} and 64 hexadecimal digits; other algorithms are not computed here,
 *     and a digest that cannot be verified is none
 */
public record Digest(String value) implements Reference, Comparable<Digest> {
  private static final String ALGORITHM = "sha256:";
  private static final Pattern DIGEST = Pattern.compile(ALGORITHM + "[0-9a-f]{64}");

  public Digest {
    if (!DIGEST.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "'%s' is no digest: sha256: and 64 lower-case hexadecimal digits"
              .formatted(Shown.briefly(value)));
    }
  }

  /** The digest of these bytes. */
  public static Digest of(byte[] bytes) {
    return ended(started().update(bytes));
  }

  static Computation started() {
    return new Computation();
  }

  static Digest ended(Computation computation) {
    return new Digest(ALGORITHM + HexFormat.of().formatHex(computation.sum.digest()));
  }

  /** A digest in the making. */
  static final class Computation {
    private final MessageDigest sum;

    private Computation() {
      try {
        sum = MessageDigest.getInstance("SHA-256");
      } catch (NoSuchAlgorithmException impossible) {
        throw new IllegalStateException("every Java has SHA-256", impossible);
      }
    }

    Computation update(byte[] bytes) {
      return update(bytes, 0, bytes.length);
    }

    Computation update(byte[] bytes, int from, int count) {
      sum.update(bytes, from, count);
      return this;
    }
  }

  @Override
  public String of(RepositoryName repository) {
    return repository + "@" + value;
  }

  @Override
  public int compareTo(Digest other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
