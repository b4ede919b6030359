package dev.promoter.sandbox;

import java.util.Optional;

/** Finds the build a request names. */
final class Lookup {
  static final String NOT_FOUND = "commit_hash+distro_hash+extended_hash combination not found";

  private final Database database;

  Lookup(Database database) {
    this.database = database;
  }

  Optional<BuildRecord> find(Hashes hashes) {
    return database.find(hashes.commit(), hashes.distro(), hashes.extended());
  }

  BuildRecord get(Hashes hashes) {
    return find(hashes).orElseThrow(() -> ApiError.message(400, NOT_FOUND));
  }

  /** The three hashes of a request; each is empty if it was not given. */
  record Hashes(String commit, String distro, String extended) {
    static Hashes of(Inputs inputs) {
      return new Hashes(
          inputs.text("commit_hash"), inputs.text("distro_hash"), inputs.text("extended_hash"));
    }

    boolean none() {
      return commit.isEmpty() && distro.isEmpty();
    }

    boolean both() {
      return !commit.isEmpty() && !distro.isEmpty();
    }

    String joined() {
      return commit + "_" + distro + (extended.isEmpty() ? "" : "_" + extended);
    }
  }
}
