package dev.promoter.remote.registry;

/** What an image of a repository is asked for by: a tag or a digest. */
public sealed interface Reference permits Tag, Digest {
  /** As it stands in the path of a request. */
  String value();

  /** The name of the image, as people write it. */
  String of(RepositoryName repository);
}
