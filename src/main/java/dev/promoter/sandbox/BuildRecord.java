package dev.promoter.sandbox;

/**
 * A build in the database of a builder.
 *
 * @param id rises with every build, from the first number the builder was given
 */
record BuildRecord(long id, Build build, Status status) {
  /** A purged build is known to the API, but its files are gone and it cannot be promoted. */
  enum Status {
    SUCCESS,
    FAILED,
    RETRY,
    PURGED;

    /** Whether the API finds a build in this state (contract dlrn.md section 2). */
    boolean known() {
      return this == SUCCESS || this == PURGED;
    }

    /** As written in commit.yaml: purging is a flag there and leaves the status. */
    String word() {
      return this == PURGED ? SUCCESS.name() : name();
    }
  }

  private static final long BUILD_TIME = 900;

  /** Seconds since the epoch at which the build was ready. */
  long builtAt() {
    return build.committed().getEpochSecond() + BUILD_TIME;
  }

  BuildRecord with(Status other) {
    return new BuildRecord(id, build, other);
  }

  String pair() {
    return pair(build.commitHash(), build.distroHash());
  }

  static String pair(String commitHash, String distroHash) {
    return commitHash + "_" + distroHash;
  }
}
