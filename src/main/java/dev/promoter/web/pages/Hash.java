package dev.promoter.web.pages;

/** Hashes of candidates as they are shown: short to recognise, in full to copy. */
final class Hash {
  private static final int COMMIT = 40;
  private static final int DIGITS = 8;

  private Hash() {}

  /** Eight digits, and what tells rebuilds of one commit apart. */
  static String brief(String id) {
    if (id.length() <= DIGITS) {
      return id;
    }
    return id.length() > COMMIT
        ? id.substring(0, DIGITS) + id.substring(COMMIT)
        : id.substring(0, DIGITS);
  }
}
