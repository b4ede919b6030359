package dev.promoter.sandbox;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * One package build as DLRN knows it (contract dlrn.md sections 1 and 4).
 *
 * @param commitHash 40 hex characters of the source repository
 * @param distroHash 40 hex characters of the packaging repository
 * @param extendedHash two 40-character hashes joined by {@code _}, a shorter token, or null
 * @param component the component of a component builder, null on a single-pipeline builder
 * @param project the package name
 * @param committed when the source commit was made, UTC; only seconds are kept by DLRN
 * @param oldMetadata whether {@code commit.yaml} is written the old way: times with decimals and
 *     the word {@code None} for null
 */
public record Build(
    String commitHash,
    String distroHash,
    @Nullable String extendedHash,
    @Nullable String component,
    String project,
    Instant committed,
    boolean oldMetadata) {

  private static final Instant LONG_AGO = Instant.ofEpochSecond(1_700_000_000L);
  private static final int SHORTEST_PAIR = 49;

  /**
   * A build of {@code openstack-tripleo-common} without component.
   *
   * @param extendedHash may be null
   */
  public static Build of(String commitHash, String distroHash, @Nullable String extendedHash) {
    return new Build(
        commitHash, distroHash, extendedHash, null, "openstack-tripleo-common", LONG_AGO, false);
  }

  /** A build whose three hashes are derived from the name: the same name gives the same hashes. */
  public static Build named(String name) {
    return of(
        digest("SHA-1", "commit " + name),
        digest("SHA-1", "distro " + name),
        digest("SHA-1", "extended one " + name) + "_" + digest("SHA-1", "extended two " + name));
  }

  /** The same build as part of a component. */
  public Build inComponent(String name) {
    return new Build(commitHash, distroHash, extendedHash, name, project, committed, oldMetadata);
  }

  /** The same build of another package. */
  public Build ofProject(String name) {
    return new Build(commitHash, distroHash, extendedHash, component, name, committed, oldMetadata);
  }

  /** The same build with another commit time. */
  public Build committedAt(Instant when) {
    return new Build(commitHash, distroHash, extendedHash, component, project, when, oldMetadata);
  }

  /** The same build with another extended hash, or with none if null. */
  public Build withExtendedHash(@Nullable String hash) {
    return new Build(commitHash, distroHash, hash, component, project, committed, oldMetadata);
  }

  /** The same build with its {@code commit.yaml} written the old way. */
  public Build withOldMetadata() {
    return new Build(commitHash, distroHash, extendedHash, component, project, committed, true);
  }

  /** The name of the build directory: contract dlrn.md section 4, "full hash". */
  public String fullHash() {
    String hash = repoHash();
    String extended = extendedHash;
    if (extended == null) {
      return hash;
    }
    if (extended.length() < SHORTEST_PAIR) {
      return hash + "_" + head(extended);
    }
    int second = extended.indexOf('_') + 1;
    return hash + "_" + head(extended) + "_" + head(extended.substring(second));
  }

  /** The build directory below the repository address, without slashes at either end. */
  public String directory() {
    String place = component == null ? "" : "component/" + component + "/";
    return place + shelf();
  }

  /** The build directory below its component, which is also what a link points to. */
  String shelf() {
    return shelf(commitHash) + fullHash();
  }

  /** The two directory levels DLRN makes of the first four characters of a hash. */
  static String shelf(String hash) {
    return hash.substring(0, 2) + "/" + hash.substring(2, 4) + "/";
  }

  /** What the API calls {@code repo_hash}: never with the extended hash. */
  String repoHash() {
    return commitHash + "_" + head(distroHash);
  }

  private static String head(String hash) {
    return hash.substring(0, Math.min(8, hash.length()));
  }

  static String digest(String algorithm, String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance(algorithm);
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java runtime has no " + algorithm, e);
    }
  }
}
