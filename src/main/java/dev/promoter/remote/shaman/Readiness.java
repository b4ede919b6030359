package dev.promoter.remote.shaman;

/**
 * How one platform stands.
 *
 * @param platform the platform
 * @param arch the architecture that is wanted
 * @param state how it stands
 * @param sentence it in words
 * @param link where a person can look; never empty
 */
public record Readiness(Platform platform, String arch, State state, String sentence, String link) {
  /** How a platform can stand. */
  public enum State {
    READY,
    /** Something is there, but not what is wanted yet. */
    BUILDING,
    /** Shaman has nothing for this commit and platform. */
    ABSENT,
    /** What is newest has failed, and nothing is ready. */
    FAILED,
    /** Shaman could not be asked: nobody knows. */
    UNREADABLE
  }

  /** Whether the release may use the platform. */
  public boolean ready() {
    return state == State.READY;
  }
}
