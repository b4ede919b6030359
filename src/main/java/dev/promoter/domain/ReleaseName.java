package dev.promoter.domain;

/**
 * The name of a release: the path of its INI file below {@code releases/}, without {@code .ini},
 * for example {@code CentOS-9/master}.
 *
 * @param value never blank
 */
public record ReleaseName(String value) implements Comparable<ReleaseName> {
  public ReleaseName {
    Checks.notBlank(value, "release name");
  }

  @Override
  public int compareTo(ReleaseName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
