package dev.promoter.domain;

/**
 * The identity of one DLRN build (contract dlrn.md sections 1 and 4).
 *
 * @param commit 40 hexadecimal digits: the source commit
 * @param distro 40 hexadecimal digits: the packaging commit
 * @param extended two 40-digit hashes joined by {@code _}, or one short token, or empty when the
 *     build has none
 */
public record CommitHash(String commit, String distro, String extended) {
  private static final int SHORT_EXTENDED_LIMIT = 49;

  public CommitHash {
    Checks.hex(commit, 40, "commit_hash");
    Checks.hex(distro, 40, "distro_hash");
    checkExtended(extended);
  }

  /**
   * The name of the build directory: {@code commit_distro8}, followed by the first eight characters
   * of each half of the extended hash.
   */
  public String full() {
    return commit + "_" + first8(distro) + extendedSuffix();
  }

  private String extendedSuffix() {
    if (extended.isEmpty()) {
      return "";
    }
    if (extended.length() < SHORT_EXTENDED_LIMIT) {
      return "_" + first8(extended);
    }
    int middle = extended.indexOf('_');
    return "_"
        + first8(extended.substring(0, middle))
        + "_"
        + first8(extended.substring(middle + 1));
  }

  private static void checkExtended(String extended) {
    if (extended.isEmpty()) {
      return;
    }
    if (extended.length() < SHORT_EXTENDED_LIMIT) {
      Checks.token(extended, "extended_hash");
      return;
    }
    int middle = extended.indexOf('_');
    if (middle < 0) {
      throw new IllegalArgumentException(
          "extended_hash is neither short nor two hashes joined by '_': '" + extended + "'");
    }
    Checks.hex(extended.substring(0, middle), 40, "first half of extended_hash");
    Checks.hex(extended.substring(middle + 1), 40, "second half of extended_hash");
  }

  private static String first8(String hash) {
    return hash.length() <= 8 ? hash : hash.substring(0, 8);
  }

  @Override
  public String toString() {
    return full();
  }
}
