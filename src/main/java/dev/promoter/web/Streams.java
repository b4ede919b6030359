package dev.promoter.web;

import io.javalin.http.Context;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Those who listen. Each has a thread of its own, which asks what is new and writes it, so that
 * nobody waits for a slow one; whoever takes nothing for half a minute is cut by the connection's
 * own limit. Only so many may listen.
 */
final class Streams implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Streams.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration SIGN = Duration.ofSeconds(10);

  /** Whose token was taken away listens no longer than this. */
  private static final Duration LONGEST = Duration.ofHours(1);

  /** Each asks the store once a second. */
  private static final int MOST = 32;

  private final Semaphore places = new Semaphore(MOST);
  private final CountDownLatch closed = new CountDownLatch(1);

  /** Before anything is answered; whoever comes in between is told when it begins. */
  void refuseWhenFull() {
    if (places.availablePermits() == 0) {
      throw Refusal.later(
          Refusal.Kind.UNAVAILABLE,
          "As many as may listen do; try again later, or ask for what you want to know.",
          Duration.ofSeconds(30));
    }
  }

  /** Tells one of them until one of the two ends it; returns at once. */
  void begin(Broadcast broadcast, Context context) {
    if (!places.tryAcquire()) {
      context.result(broadcast.end("as many as may listen do; come back later"));
      return;
    }
    HttpServletResponse response = context.res();
    context.future(() -> begun(broadcast, response));
  }

  /** Only now the server knows that the answer is not over when its handler is. */
  private CompletableFuture<Boolean> begun(Broadcast broadcast, HttpServletResponse response) {
    CompletableFuture<Boolean> over = new CompletableFuture<>();
    Thread thread = new Thread(() -> listen(broadcast, response, over), "listener");
    thread.setDaemon(true);
    thread.start();
    return over;
  }

  private void listen(
      Broadcast broadcast, HttpServletResponse response, CompletableFuture<Boolean> over) {
    try {
      tell(broadcast, response.getOutputStream());
    } catch (IOException e) {
      LOG.debug("a listener has gone", e);
    } catch (RuntimeException e) {
      LOG.error("a listener could not be told what is new", e);
    } finally {
      places.release();
      over.complete(true);
    }
  }

  private void tell(Broadcast broadcast, OutputStream out) throws IOException {
    long begun = System.nanoTime();
    long written = begun;
    write(out, broadcast.sign());
    while (closed.getCount() > 0) {
      if (System.nanoTime() - begun > LONGEST.toNanos()) {
        write(out, broadcast.end("an hour is over; come back"));
        return;
      }
      String text = broadcast.more();
      if (text.isEmpty() && System.nanoTime() - written > SIGN.toNanos()) {
        text = broadcast.sign();
      }
      if (!text.isEmpty()) {
        write(out, text);
        written = System.nanoTime();
      } else if (isOver(PAUSE)) {
        break;
      }
    }
    write(out, broadcast.end("the daemon ends; come back"));
  }

  /** Whether it is over, now or within a while; who is interrupted is to end. */
  private boolean isOver(Duration within) {
    try {
      return closed.await(within.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      return true;
    }
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  /** Tells all of them that it is over. */
  @Override
  public void close() {
    closed.countDown();
  }
}
