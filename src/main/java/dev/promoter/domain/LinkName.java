package dev.promoter.domain;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * The name of a link: a named pointer to a repository state, for example {@code current-tripleo}.
 * Only names that stay inside one directory can be built (contract dlrn.md section 3: DLRN answers
 * 403 to a name that leaves it).
 *
 * @param value letters, digits, {@code . _ + -}; begins with a letter or digit
 */
public record LinkName(String value) implements Comparable<LinkName> {
  private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+-]*");
  private static final Set<String> RESERVED = Set.of("current", "consistent");

  public LinkName {
    if (!ALLOWED.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "'" + value + "' is not a link name (letters, digits, '.', '_', '+', '-')");
    }
  }

  /** Whether DLRN makes this link itself, so that nothing can be promoted to it (section 1). */
  public boolean reserved() {
    return RESERVED.contains(value);
  }

  /** The link that keeps what stood at this one before the last promotion. */
  public LinkName previous() {
    return new LinkName("previous-" + value);
  }

  @Override
  public int compareTo(LinkName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
