package dev.promoter.remote.registry;

import java.util.List;
import java.util.stream.Stream;

/**
 * What a token has to allow.
 *
 * @param parts each as the token specification spells it, {@code repository:NAME:pull,push}; empty
 *     for nothing in particular
 */
record Scope(List<String> parts) {
  static final Scope NOTHING = new Scope(List.of());

  Scope {
    parts = List.copyOf(parts);
  }

  static Scope pull(RepositoryName repository) {
    return new Scope(List.of("repository:" + repository + ":pull"));
  }

  static Scope push(RepositoryName repository) {
    return new Scope(List.of("repository:" + repository + ":pull,push"));
  }

  Scope and(Scope other) {
    return new Scope(Stream.concat(parts.stream(), other.parts.stream()).distinct().toList());
  }

  @Override
  public String toString() {
    return parts.isEmpty() ? "nothing in particular" : String.join(" ", parts);
  }
}
