package dev.promoter.engine;

import dev.promoter.domain.ReleaseName;
import java.util.concurrent.CancellationException;

/**
 * A round may not go on, because its release is, or may be by now, in the hands of another process.
 * Nothing is written any more, neither here nor outside.
 */
public final class LostReleaseException extends CancellationException {
  private static final long serialVersionUID = 1L;

  private LostReleaseException(String sentence) {
    super(sentence);
  }

  /** Somebody else has it. */
  public static LostReleaseException takenOver(ReleaseName release) {
    return new LostReleaseException("another node has taken over " + release);
  }

  /** Somebody else may have it. */
  public static LostReleaseException unconfirmed(ReleaseName release) {
    return new LostReleaseException(
        "the database has not confirmed in time that this node still has " + release);
  }
}
