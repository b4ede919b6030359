package dev.promoter.remote.git;

import java.time.Duration;

/**
 * How the git program is used.
 *
 * @param program its name or path
 * @param lookLimit how long asking a server for its refs may take
 * @param fetchLimit how long fetching a history may take
 */
public record GitSettings(String program, Duration lookLimit, Duration fetchLimit) {
  /** The git of the host; a minute to look, half an hour to fetch. */
  public static GitSettings standard() {
    return new GitSettings("git", Duration.ofMinutes(1), Duration.ofMinutes(30));
  }
}
