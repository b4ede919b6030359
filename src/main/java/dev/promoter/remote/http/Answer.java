package dev.promoter.remote.http;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A complete answer.
 *
 * @param status the HTTP status
 * @param headers by name in lower case; of a repeated header the first
 * @param text the decompressed body read as UTF-8; empty when there is none
 */
public record Answer(int status, Map<String, String> headers, String text) {
  public Answer {
    headers = Map.copyOf(headers);
  }

  /** The value of a header, whose name is compared without case. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
  }

  /** Whether the status is from 200 to 299. */
  public boolean successful() {
    return status >= 200 && status < 300;
  }

  boolean redirect() {
    return status >= 300 && status < 400 && header("Location").isPresent();
  }
}
