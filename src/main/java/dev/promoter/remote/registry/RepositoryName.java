package dev.promoter.remote.registry;

import java.util.regex.Pattern;

/**
 * The name of a repository within its registry, for example {@code
 * tripleomastercentos9/openstack-base}. Names go into the paths of requests: whatever could lead
 * elsewhere (empty parts, dots alone, a slash at an end, capitals, encodings) is no name.
 *
 * @param value as the distribution specification spells it, "Pulling manifests"
 */
public record RepositoryName(String value) implements Comparable<RepositoryName> {
  private static final int LONGEST = 255;
  private static final String PART = "[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*";
  private static final Pattern NAME = Pattern.compile(PART + "(?:/" + PART + ")*");

  public RepositoryName {
    if (value.length() > LONGEST || !NAME.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "'%s' is no name of an image repository: lower-case letters and digits, joined by . _ - or /"
              .formatted(Shown.briefly(value)));
    }
  }

  @Override
  public int compareTo(RepositoryName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
