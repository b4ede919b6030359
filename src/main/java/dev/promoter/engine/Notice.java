package dev.promoter.engine;

import java.util.List;

/**
 * Something to be told to people outside.
 *
 * @param channel which courier takes it, for example {@code mail}
 * @param key what it is about, so that it is told once: the release, what changed and to what
 * @param to who is told, in the spelling of the channel
 * @param subject one line
 * @param text plain text
 */
public record Notice(String channel, String key, List<String> to, String subject, String text) {
  public Notice {
    if (channel.isBlank() || key.isBlank()) {
      throw new IllegalArgumentException("a notice needs a channel and a key");
    }
    to = List.copyOf(to);
  }
}
