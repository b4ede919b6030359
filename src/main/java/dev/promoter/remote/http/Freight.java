package dev.promoter.remote.http;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a request carries beside its {@link Call} when its body or its answer is not text.
 *
 * @param headers sent as they are, for example {@code Accept}
 * @param body empty for none; a request that writes then says {@code Content-Length: 0}
 * @param repeatable whether sending it twice is the same as sending it once, although it writes
 * @param redirected whether up to three redirects of a safe request are followed; credentials go to
 *     the origin they were given for and nowhere else
 * @param patience how long nothing may move before it is given up; empty for the client's own time
 */
public record Freight(
    Map<String, String> headers,
    Optional<Body> body,
    boolean repeatable,
    boolean redirected,
    Optional<Duration> patience) {
  private static final Freight NONE =
      new Freight(Map.of(), Optional.empty(), false, false, Optional.empty());

  /**
   * The body of a request.
   *
   * @param type its media type
   * @param length its length in bytes
   * @param source opened once for each time it is sent
   */
  public record Body(String type, long length, Source source) {}

  /** Where the bytes of a body come from. */
  @FunctionalInterface
  public interface Source {
    /** The bytes from the first on. */
    InputStream open() throws IOException;
  }

  public Freight {
    headers = Map.copyOf(headers);
  }

  /** Nothing. */
  public static Freight none() {
    return NONE;
  }

  /** The same with one more header. */
  public Freight with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Freight(more, body, repeatable, redirected, patience);
  }

  /** The same with a body. */
  public Freight carrying(Body load) {
    return new Freight(headers, Optional.of(load), repeatable, redirected, patience);
  }

  /** The same for a request that may be sent twice. */
  public Freight twice() {
    return new Freight(headers, body, true, redirected, patience);
  }

  /** The same, following redirects. */
  public Freight following() {
    return new Freight(headers, body, repeatable, true, patience);
  }

  /** The same with another time after which standstill is a fault. */
  public Freight waiting(Duration time) {
    return new Freight(headers, body, repeatable, redirected, Optional.of(time));
  }
}
