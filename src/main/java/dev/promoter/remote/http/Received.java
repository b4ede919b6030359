package dev.promoter.remote.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** An answer whose body is still to be read; of use only while its {@link Reception} runs. */
public final class Received {
  private static final int MAX_ERROR_BYTES = 64 * 1024;

  /** Reads an answer. */
  @FunctionalInterface
  public interface Reception<T> {
    /**
     * Called once for each answer, whatever its status.
     *
     * @throws IOException when the body breaks off or is not what it should be
     */
    T read(Received answer) throws IOException;
  }

  private final int status;
  private final Map<String, List<String>> headers;
  private final InputStream body;

  Received(int status, Map<String, List<String>> headers, InputStream body) {
    this.status = status;
    this.headers = headers;
    this.body = body;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** Whether the status is from 200 to 299. */
  public boolean successful() {
    return status >= 200 && status < 300;
  }

  boolean redirect() {
    return status >= 300 && status < 400 && header("Location").isPresent();
  }

  /** The first value of a header, whose name is compared without case. */
  public Optional<String> header(String name) {
    return headers(name).stream().findFirst();
  }

  /** All values of a header, in their order. */
  public List<String> headers(String name) {
    return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
  }

  /** The body as it comes in; empty when there is none. */
  public InputStream body() {
    return body;
  }

  /**
   * The whole body.
   *
   * @param limit the most bytes
   * @throws IOException when it is larger, or cut off
   */
  public byte[] bytes(int limit) throws IOException {
    byte[] bytes = body.readNBytes(limit);
    if (body.read() >= 0) {
      throw new AnswerTooLarge(limit);
    }
    body.close();
    return bytes;
  }

  /** The same as text of which only the beginning is kept; a body cut off is cut off here too. */
  public Answer refusal() {
    Map<String, String> first = new LinkedHashMap<>();
    headers.forEach((name, values) -> first.put(name, values.get(0)));
    return new Answer(status, first, beginning());
  }

  private byte[] beginning() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      bytes.write(body.readNBytes(MAX_ERROR_BYTES));
      if (body.read() < 0) {
        body.close();
      }
    } catch (IOException cut) {
      return bytes.toByteArray();
    }
    return bytes.toByteArray();
  }
}
