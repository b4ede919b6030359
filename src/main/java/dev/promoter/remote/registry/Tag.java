package dev.promoter.remote.registry;

import java.util.regex.Pattern;

/**
 * A movable name of an image.
 *
 * @param value as the distribution specification spells it, "Pulling manifests"
 */
public record Tag(String value) implements Reference {
  private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,127}");

  public Tag {
    if (!TAG.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "'%s' is no tag: up to 128 letters, digits, . _ and -, not beginning with . or -"
              .formatted(Shown.briefly(value)));
    }
  }

  @Override
  public String of(RepositoryName repository) {
    return repository + ":" + value;
  }

  @Override
  public String toString() {
    return value;
  }
}
