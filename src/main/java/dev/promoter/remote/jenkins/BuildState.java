package dev.promoter.remote.jenkins;

import java.time.Instant;
import java.util.List;

/** How the wanted build stands. */
public sealed interface BuildState {
  /** Jenkins knows nothing of it. */
  record Absent() implements BuildState {}

  /**
   * It waits to begin.
   *
   * @param item its number in the queue; 0 when Jenkins took the order without saying
   * @param why what it waits for; may be empty
   */
  record Queued(long item, String why) implements BuildState {}

  /**
   * It left the queue without ever beginning.
   *
   * @param item its number in the queue
   */
  record Cancelled(long item) implements BuildState {}

  /**
   * It is running.
   *
   * @param number its number
   * @param url its page
   * @param begun since when; {@link Instant#EPOCH} when Jenkins does not say
   * @param dropped parameters that the job did not take over
   */
  record Running(long number, String url, Instant begun, List<String> dropped)
      implements BuildState {
    public Running {
      dropped = List.copyOf(dropped);
    }
  }

  /**
   * It has ended.
   *
   * @param number its number
   * @param url its page
   * @param begun when it began; {@link Instant#EPOCH} when Jenkins does not say
   * @param result SUCCESS, UNSTABLE, FAILURE, NOT_BUILT, ABORTED, or a word this program does not
   *     know
   * @param dropped parameters that the job did not take over
   */
  record Finished(long number, String url, Instant begun, String result, List<String> dropped)
      implements BuildState {
    public Finished {
      dropped = List.copyOf(dropped);
    }

    /** Whether it succeeded: nothing but SUCCESS does. */
    public boolean succeeded() {
      return result.equals("SUCCESS");
    }
  }
}
