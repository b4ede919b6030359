package dev.promoter.web;

import io.javalin.http.Context;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/** Takes the bodies of requests off the wire: those that count, and those of refused requests. */
final class Incoming {
  private static final Duration BODY_TIME = Duration.ofSeconds(30);

  private final int most;

  /**
   * @param most the longest body that is read, in bytes
   */
  Incoming(int most) {
    this.most = most;
  }

  /**
   * The whole body.
   *
   * @throws Refusal when it is too long, too slow, or does not arrive whole
   */
  byte[] read(Context context) {
    if (context.req().getContentLengthLong() > most) {
      throw tooLarge();
    }
    try (InputStream in = context.bodyInputStream()) {
      return read(in);
    } catch (IOException e) {
      throw new Refusal(Refusal.Kind.INVALID, "The body of the request did not arrive whole.");
    }
  }

  /**
   * Reads past the body of a request that is refused without it. A client may still be sending it;
   * a connection that is closed on it then looks broken, and the answer may be lost with it.
   */
  void skip(Context context) {
    if (waits(context.req()) || !unread(context.req())) {
      return; // who waits for a word before it sends anything gets the answer instead
    }
    try {
      read(context);
    } catch (Refusal e) {
      // what is left of it is closed with the connection
    }
  }

  /**
   * Whether bytes of the body are still to come, so that no other request can follow on the
   * connection and the client must be told so (RFC 9112, section 9.6).
   */
  static boolean unread(HttpServletRequest request) {
    boolean sent =
        request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
    try {
      return sent && !request.getInputStream().isFinished();
    } catch (IOException e) {
      return true;
    }
  }

  private static boolean waits(HttpServletRequest request) {
    return request.getHeader("Expect") != null;
  }

  /** Whoever sends a byte now and then would otherwise keep a thread for ever. */
  private byte[] read(InputStream in) throws IOException {
    long end = System.nanoTime() + BODY_TIME.toNanos();
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    byte[] part = new byte[8192];
    for (int length = in.read(part); length >= 0; length = in.read(part)) {
      body.write(part, 0, length);
      if (body.size() > most) {
        throw tooLarge();
      }
      if (System.nanoTime() - end > 0) {
        throw new Refusal(
            Refusal.Kind.INVALID,
            "The body did not arrive within %d seconds.".formatted(BODY_TIME.toSeconds()));
      }
    }
    return body.toByteArray();
  }

  private Refusal tooLarge() {
    return new Refusal(
        Refusal.Kind.TOO_LARGE, "The body is longer than %d KiB.".formatted(most / 1024));
  }
}
