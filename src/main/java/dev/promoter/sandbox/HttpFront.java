package dev.promoter.sandbox;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityTemplate;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Between the transport and the answers: records, delays, and lets the interceptor have its say.
 */
final class HttpFront {
  private static final Logger LOG = LoggerFactory.getLogger(HttpFront.class);

  /** What is begun when a connection is to be cut in a body before there is an answer. */
  private static final Answer BEGUN = Answer.json(200, "[{\"commit_hash\":\"\"}]\n");

  private final Function<Request, Answer> site;
  private final Charset charset;
  private final RequestLog log = new RequestLog();
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile Interceptor interceptor = Interceptor.NONE;
  private volatile Duration latency = Duration.ZERO;

  /**
   * A front of a site.
   *
   * @param charset how the bytes of a request become its text; with one byte for each character
   *     nothing of them is lost
   */
  HttpFront(Function<Request, Answer> site, Charset charset) {
    this.site = site;
    this.charset = charset;
  }

  RequestLog log() {
    return log;
  }

  void intercept(Interceptor hook) {
    interceptor = hook;
  }

  void latency(Duration pause) {
    latency = pause;
  }

  /** Lets go of all requests that are held back; they end without an answer. */
  void release() {
    closed.countDown();
  }

  void handle(ClassicHttpRequest in, ClassicHttpResponse out) throws IOException {
    Request request = read(in);
    log.add(request);
    Answer answer = answer(request);
    out.setCode(answer.status());
    answer.headers().forEach(out::setHeader);
    if (answer.status() != 204) {
      out.setEntity(
          answer.isCut() ? half(answer.bytes()) : new ByteArrayEntity(answer.bytes(), null));
    }
  }

  private Answer answer(Request request) throws IOException {
    Interceptor hook = interceptor;
    Intervention wish = hook.before(request);
    pause(latency);
    Optional<Answer> instead = obey(wish, BEGUN);
    if (instead.isPresent()) {
      return instead.get();
    }
    Answer own = own(request);
    return obey(hook.after(request, own), own).orElse(own);
  }

  private Answer own(Request request) {
    try {
      return site.apply(request);
    } catch (ApiError e) {
      return e.answer();
    } catch (RuntimeException e) {
      LOG.error("The stand-in failed to answer {}", request, e);
      return Pages.error(500);
    }
  }

  private Optional<Answer> obey(Intervention wish, Answer own) throws IOException {
    if (wish instanceof Intervention.Instead instead) {
      return Optional.of(instead.answer());
    }
    if (wish instanceof Intervention.Cut cut) {
      if (cut.inBody()) {
        return Optional.of(own.cutInHalf());
      }
      throw new ConnectionClosedException("cut as asked");
    }
    if (wish instanceof Intervention.Hang) {
      pause(Duration.ofDays(1));
      throw new ConnectionClosedException("held back until now");
    }
    if (wish instanceof Intervention.Delay delay) {
      pause(delay.pause());
    }
    return Optional.empty();
  }

  /** Waits, but never longer than the server is open. Each connection has its own thread. */
  private void pause(Duration time) throws IOException {
    if (time.isZero()) {
      return;
    }
    try {
      if (closed.await(time.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new ConnectionClosedException("the server was closed");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("the server was stopped");
    }
  }

  private Request read(ClassicHttpRequest in) throws IOException {
    String target = in.getPath();
    int mark = target.indexOf('?');
    Map<String, String> headers = new HashMap<>();
    for (Header header : in.getHeaders()) {
      String value = header.getValue();
      headers.merge(
          header.getName().toLowerCase(Locale.ROOT),
          value == null ? "" : value,
          (one, other) -> one + ", " + other);
    }
    return new Request(
        in.getMethod(),
        mark < 0 ? target : target.substring(0, mark),
        mark < 0 ? "" : target.substring(mark + 1),
        body(in.getEntity()),
        headers.getOrDefault("content-type", ""),
        headers.getOrDefault("authorization", ""),
        headers);
  }

  private String body(@Nullable HttpEntity entity) throws IOException {
    return entity == null ? "" : new String(EntityUtils.toByteArray(entity), charset);
  }

  /** Announces the whole body, sends half of it, and breaks off. */
  private static HttpEntity half(byte[] body) {
    return new EntityTemplate(
        body.length,
        null,
        null,
        out -> {
          out.write(body, 0, body.length / 2);
          out.flush();
          throw new ConnectionClosedException("cut as asked");
        });
  }
}
