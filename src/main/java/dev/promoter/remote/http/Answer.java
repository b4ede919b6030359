package dev.promoter.remote.http;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A complete answer. Its body is kept as it came: most of the bytes that are read are documents
 * whose parser takes bytes, and a text of them would only be made to be thrown away.
 */
public final class Answer {
  private final int status;
  private final Map<String, String> headers;
  private final byte[] body;

  /**
   * An answer.
   *
   * @param status the HTTP status
   * @param headers by name in lower case; of a repeated header the first, but all {@code
   *     set-cookie}, one a line
   * @param body decompressed; not copied
   */
  Answer(int status, Map<String, String> headers, byte[] body) {
    this.status = status;
    this.headers = Map.copyOf(headers);
    this.body = body;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** The headers by name in lower case. */
  public Map<String, String> headers() {
    return headers;
  }

  /** The body read as UTF-8, made anew each time; empty when there is none. */
  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /** The bytes of the body. */
  public InputStream stream() {
    return new ByteArrayInputStream(body);
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
