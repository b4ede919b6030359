package dev.promoter.remote.dlrn;

/**
 * Whether a release's server answers and accepts its credentials.
 *
 * @param state what was found
 * @param sentence it in words, with what to do; never a secret
 */
public record Probe(State state, String sentence) {
  /** What a probe can find. */
  public enum State {
    OK,
    /** The server does not accept the credentials, or there are none to send. */
    REFUSED,
    /** The server answers, but nothing can be said of the credentials. */
    NOT_CHECKABLE,
    /** No usable answer at all. */
    UNREACHABLE
  }
}
