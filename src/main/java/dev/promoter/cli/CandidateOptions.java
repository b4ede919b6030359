package dev.promoter.cli;

import dev.promoter.domain.AggregateCandidate;
import dev.promoter.domain.Candidate;
import dev.promoter.domain.CommitCandidate;
import dev.promoter.domain.CommitHash;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The hashes that name a candidate: those of a build, or the one of an aggregate. */
final class CandidateOptions {
  @ArgGroup(exclusive = false, multiplicity = "1")
  private @Nullable Build build;

  @ArgGroup(exclusive = false, multiplicity = "1")
  private Aggregate aggregate = new Aggregate();

  /**
   * The candidate; a build carries no component, which only its builder knows.
   *
   * @throws OperationException as a usage error when a hash is malformed
   */
  Candidate candidate() {
    try {
      Build given = build;
      return given == null ? new AggregateCandidate(folded(aggregate.hash)) : given.candidate();
    } catch (IllegalArgumentException e) {
      throw OperationException.usage(e.getMessage() + ".");
    }
  }

  private static String folded(String hash) {
    return hash.strip().toLowerCase(Locale.ROOT);
  }

  /** A group of its own only so that the help shows it as one of two ways. */
  static final class Aggregate {
    @Option(
        names = "--aggregate-hash",
        paramLabel = "HASH",
        required = true,
        description = "The aggregate: 32 hexadecimal digits.")
    private String hash = "";
  }

  /** The identity of one build. */
  static final class Build {
    @Option(
        names = "--commit-hash",
        paramLabel = "HASH",
        required = true,
        description = "The source commit of the build: 40 hexadecimal digits.")
    private String commit = "";

    @Option(
        names = "--distro-hash",
        paramLabel = "HASH",
        required = true,
        description = "The packaging commit of the build: 40 hexadecimal digits.")
    private String distro = "";

    @Option(
        names = "--extended-hash",
        paramLabel = "HASH",
        description = "The extended hash of the build, if it has one.")
    private String extended = "";

    private Candidate candidate() {
      return new CommitCandidate(
          new CommitHash(folded(commit), folded(distro), extended.strip()), "");
    }
  }
}
