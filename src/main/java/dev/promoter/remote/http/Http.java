package dev.promoter.remote.http;

import dev.promoter.engine.RemoteException;
import dev.promoter.remote.http.Received.Reception;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The client that every adapter shares. Repeats only safe requests, only for faults that pass, and
 * never waits longer than it was told to. Thread-safe.
 */
public final class Http implements AutoCloseable {
  private static final Set<Integer> REPEATED = Set.of(429, 502, 503, 504);
  private static final int REDIRECTS = 3;

  private final HttpSettings settings;
  private final Exchange exchange;
  private final Pause pause;
  private final RetryAfter retryAfter;
  private final Wire wire;
  private final Watcher watcher;
  private final Permit permit;
  private final boolean owner;
  private final boolean readOnly;

  /** One sending; may throw {@link Busy} when it is not the last. */
  private interface Attempt<T> {
    T send(boolean last) throws IOException;
  }

  /** How the client waits; another one in tests. */
  interface Pause {
    void pause(Duration wait) throws InterruptedException;
  }

  /**
   * A client with connections of its own.
   *
   * @throws RemoteException when the settings name a CA bundle that cannot be used
   */
  public Http(HttpSettings settings) {
    this(settings, Watcher.NOBODY, Permit.ALWAYS);
  }

  Http(HttpSettings settings, Watcher watcher, Permit permit) {
    this(settings, wait -> Thread.sleep(wait.toMillis()), InstantSource.system(), watcher, permit);
  }

  Http(HttpSettings settings, Pause pause, InstantSource clock) {
    this(settings, pause, clock, Watcher.NOBODY, Permit.ALWAYS);
  }

  private Http(
      HttpSettings settings, Pause pause, InstantSource clock, Watcher watcher, Permit permit) {
    this.settings = settings;
    this.watcher = watcher;
    this.permit = permit;
    this.wire = new Wire(settings);
    this.exchange = Exchange.watched(wire, watcher);
    this.pause = pause;
    this.retryAfter = new RetryAfter(clock);
    this.owner = true;
    this.readOnly = false;
  }

  private Http(Http shared) {
    this.settings = shared.settings;
    this.watcher = shared.watcher;
    this.permit = shared.permit;
    this.wire = shared.wire;
    this.exchange = Exchange.readOnly(shared.exchange);
    this.pause = shared.pause;
    this.retryAfter = shared.retryAfter;
    this.owner = false;
    this.readOnly = true;
  }

  /**
   * The client of a dry run: shares the connections of this one, but throws {@link
   * IllegalStateException} for every request that is not safe, before anything is sent. Closing it
   * does nothing.
   */
  public Http readOnly() {
    return new Http(this);
  }

  /**
   * Sends a request and reads its whole answer.
   *
   * @return an answer with a status from 200 to 299
   * @throws RemoteException for any other status, and when there was no complete answer
   */
  public Answer send(Call call) {
    Answer answer = exchange(call);
    if (answer.successful()) {
      return answer;
    }
    throw fault(call, answer);
  }

  /**
   * Sends a request and reads its answer whatever its status, for adapters to which a refusal says
   * something. Of a body beyond status 299 only the beginning is kept.
   *
   * @throws RemoteException when there was no complete answer
   */
  public Answer exchange(Call call) {
    URI uri = plain(call);
    Answer answer = persistently(call, uri);
    for (int i = 0; i < REDIRECTS && call.terms().followRedirects() && answer.redirect(); i++) {
      uri = Redirect.next(call, uri, answer);
      answer = persistently(call, uri);
    }
    return answer;
  }

  /** The fault that {@link #send} throws for an answer which is no success. */
  public static RemoteException fault(Call call, Answer answer) {
    return Faults.status(call, answer);
  }

  /**
   * Sends a request whose body or answer is not text, and lets its answer be read as it comes in,
   * whatever its status. Repeats safe and repeatable requests under the conditions of {@link
   * #send}.
   *
   * @param reception reads the answer; what it throws besides {@link IOException} passes through
   * @throws RemoteException when there was no answer, or the reception threw an IOException
   */
  public <T> T stream(Call call, Freight freight, Reception<T> reception) {
    return stream(call, freight, plain(call), freight.redirected() ? REDIRECTS : 0, reception);
  }

  private <T> T stream(Call call, Freight freight, URI uri, int hops, Reception<T> reception) {
    if (readOnly) {
      Exchange.refuseWrites(call);
    }
    AtomicReference<@Nullable URI> next = new AtomicReference<>();
    boolean repeatable = call.method().safe() || freight.repeatable();
    Optional<T> read =
        persistently(
            call,
            uri,
            repeatable,
            last -> {
              Optional<Authorization> authorization = Authorization.of(call, uri);
              Dispatch dispatch = new Dispatch(call, freight, uri, authorization);
              requirePermit(call);
              return watched(
                  dispatch,
                  answer -> {
                    if (!last && REPEATED.contains(answer.status())) {
                      throw new Busy(answer.refusal());
                    }
                    if (hops > 0 && call.method().safe() && answer.redirect()) {
                      next.set(Redirect.next(call, uri, answer.refusal()));
                      return Optional.empty();
                    }
                    return Optional.of(begun(call, answer, reception));
                  });
            });
    URI there = next.get();
    return there == null ? read.orElseThrow() : stream(call, freight, there, hops - 1, reception);
  }

  private <T> T watched(Dispatch dispatch, Reception<T> reception) throws IOException {
    long begun = System.nanoTime();
    AtomicInteger status = new AtomicInteger();
    try {
      return wire.stream(
          dispatch,
          answer -> {
            status.set(answer.status());
            return reception.read(answer);
          });
    } finally {
      Duration took = Duration.ofNanos(System.nanoTime() - begun);
      watcher.sent(dispatch.call().system(), status.get(), took);
    }
  }

  /**
   * What was begun to be read is not read again from the beginning: part of it may be passed on.
   */
  private <T> T begun(Call call, Received answer, Reception<T> reception) {
    try {
      return reception.read(answer);
    } catch (IOException fault) {
      throw Faults.transport(call, fault, settings);
    }
  }

  private void requirePermit(Call call) {
    if (!call.method().safe()) {
      permit
          .objection()
          .ifPresent(
              why -> {
                throw call.fault(why + "; nothing was sent", 0, true);
              });
    }
  }

  /** The address of a call, if it is one that can be asked. */
  private static URI plain(Call call) {
    if (call.uri().getRawUserInfo() != null) {
      throw call.fault(
          "the address holds a user name or password; move them into username and a secret",
          0,
          false);
    }
    if (call.uri().getHost() == null) {
      throw call.fault("the address names no host", 0, false);
    }
    return call.uri();
  }

  private Answer persistently(Call call, URI uri) {
    return persistently(
        call,
        uri,
        call.method().safe(),
        last -> {
          requirePermit(call);
          Answer answer = exchange.send(call, uri, Authorization.of(call, uri));
          if (!last && REPEATED.contains(answer.status())) {
            throw new Busy(answer);
          }
          return answer;
        });
  }

  private <T> T persistently(Call call, URI uri, boolean repeatable, Attempt<T> attempt) {
    int tries = repeatable ? settings.retries() + 1 : 1;
    for (int tried = 1; ; tried++) {
      Duration wait = settings.retryPause().multipliedBy(1L << Math.min(tried - 1, 10));
      try {
        return attempt.send(tried >= tries);
      } catch (Busy busy) {
        wait = retryAfter.wait(busy.answer()).orElse(wait);
        refuseLongWait(call, busy.answer(), wait);
      } catch (IOException fault) {
        if (tried >= tries || !Faults.passing(fault)) {
          throw Faults.transport(call, uri, fault, settings);
        }
      }
      await(call, wait);
    }
  }

  private void refuseLongWait(Call call, Answer answer, Duration wait) {
    if (wait.compareTo(settings.retryAfterLimit()) > 0) {
      throw call.fault(
          "the server answered %d and asks to wait %d seconds, longer than the limit of %d"
              .formatted(answer.status(), wait.toSeconds(), settings.retryAfterLimit().toSeconds()),
          answer.status(),
          true);
    }
  }

  private void await(Call call, Duration wait) {
    try {
      pause.pause(wait);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw call.fault("the wait before another try was interrupted", 0, true);
    }
  }

  /** Ends all exchanges in progress. */
  @Override
  public void close() {
    if (owner) {
      wire.close();
    }
  }
}
