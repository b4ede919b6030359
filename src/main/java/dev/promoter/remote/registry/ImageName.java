package dev.promoter.remote.registry;

/**
 * An image within a registry.
 *
 * @param repository where it is
 * @param reference by what it is asked for
 */
public record ImageName(RepositoryName repository, Reference reference) {
  @Override
  public String toString() {
    return reference.of(repository);
  }
}
