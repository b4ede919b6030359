package dev.promoter.web;

import io.javalin.http.Context;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves one request after the other: limits, rights, the route's answer, and how it is sent. */
final class Counter {
  private static final Logger LOG = LoggerFactory.getLogger(Counter.class);
  private static final Set<String> HERE = Set.of("127.0.0.1", "0:0:0:0:0:0:0:1", "::1");

  private final WebSettings settings;
  private final OnceOnly onceOnly;
  private final Access access;
  private final Incoming incoming;
  private final Rates rates;
  private final Semaphore places;
  private final RefusalPage refusals;
  private final Streams streams;
  private final Parameters parameters = new Parameters(Description.read());

  Counter(
      WebSettings settings,
      OnceOnly onceOnly,
      InstantSource clock,
      RefusalPage refusals,
      Streams streams) {
    this.refusals = refusals;
    this.streams = streams;
    this.settings = settings;
    this.onceOnly = onceOnly;
    this.access = new Access(settings, clock);
    this.incoming = new Incoming(settings.limits().bodyBytes());
    this.rates = new Rates(settings.limits().requestsPerMinute(), clock);
    this.places = new Semaphore(settings.limits().requestsAtOnce());
  }

  /** Answers a request for a route, whatever happens. */
  void serve(Context context, Route route) {
    Request.Wire wire = wire(context);
    Answer answer;
    try {
      answer = admitted(context, route, wire);
    } catch (Refusal e) {
      answer = refused(e, wire);
    } catch (RuntimeException e) {
      answer = refused(fault(route, e), wire);
    }
    Post.send(context, wire.secure(), answer);
    answer
        .broadcast()
        .filter(broadcast -> !context.req().getMethod().equals("HEAD"))
        .ifPresent(broadcast -> streams.begin(broadcast, context));
  }

  /** Answers a request for which there is no route. */
  void noRoute(Context context) {
    boolean method = context.statusCode() == Refusal.Kind.WRONG_METHOD.status();
    Refusal refusal =
        method
            ? new Refusal(
                Refusal.Kind.WRONG_METHOD, "This address cannot be asked with that method.")
            : new Refusal(Refusal.Kind.NOT_FOUND, "There is nothing at this address.");
    if (!answered(context)) {
      Request.Wire wire = wire(context);
      Post.send(context, wire.secure(), refused(refusal, wire));
    }
  }

  /** People who look at it get a page, programs a document. */
  private Answer refused(Refusal refusal, Request.Wire wire) {
    boolean browser =
        wire.headers().getOrDefault("accept", "").contains("text/html")
            && !wire.path().startsWith(Api.ROOT + "/");
    return browser ? refusals.of(refusal, wire.path()) : Answer.problem(refusal, wire.path());
  }

  private Answer admitted(Context context, Route route, Request.Wire wire) {
    refuseTooMany(wire.from());
    if (!places.tryAcquire()) {
      throw Refusal.later(
          Refusal.Kind.UNAVAILABLE,
          "More requests than the server takes are at work; try again in a moment.",
          Duration.ofSeconds(1));
    }
    try {
      Person person = person(context, route, wire);
      parameters.check(route, wire.query().keySet());
      byte[] body = route.writes() ? incoming.read(context) : new byte[0];
      Request request =
          new Request(route, wire, person, body, token -> access.owner(token, wire.from()));
      Answer answer = route.writes() ? onceOnly.answer(request) : route.handler().answer(request);
      if (route.writes()) {
        LOG.info(
            "{} {} by {} from {}: {}",
            route.method(),
            wire.path(),
            person.known() ? person.name() : "nobody",
            wire.from(),
            answer.status());
      }
      if (answer.broadcast().isPresent()) {
        streams.refuseWhenFull();
      }
      return route.writes() ? answer : Conditional.answer(request, answer);
    } finally {
      places.release();
    }
  }

  private Person person(Context context, Route route, Request.Wire wire) {
    try {
      return access.admit(route, wire);
    } catch (Refusal e) {
      incoming.skip(context);
      throw e;
    }
  }

  /** Of this machine are its own commands, its watchers, and a proxy that has limits itself. */
  private void refuseTooMany(String from) {
    if (HERE.contains(from)) {
      return;
    }
    Optional<Duration> wait = rates.take(from);
    if (wait.isPresent()) {
      throw Refusal.later(
          Refusal.Kind.TOO_MANY,
          "More than %d requests a minute came from this address."
              .formatted(settings.limits().requestsPerMinute()),
          wait.get());
    }
  }

  /** The log has the fault under a word that the person can name; the answer says no more. */
  private static Refusal fault(Route route, RuntimeException fault) {
    String word = UUID.randomUUID().toString().substring(0, 8);
    LOG.error("{} {} could not be answered ({})", route.method(), route.path(), word, fault);
    return new Refusal(
        Refusal.Kind.FAULT,
        "The request could not be answered because of a fault of the program; the log has it under "
            + word
            + ".");
  }

  private Request.Wire wire(Context context) {
    Map<String, String> headers = new LinkedHashMap<>();
    // All lines of a header: a proxy may add its own below the one that the client made up.
    for (String name : context.headerMap().keySet()) {
      headers.put(
          name.toLowerCase(Locale.ROOT),
          String.join(",", Collections.list(context.req().getHeaders(name))));
    }
    Map<String, List<String>> query = new LinkedHashMap<>(context.queryParamMap());
    String path = String.valueOf(context.req().getRequestURI());
    Proxies.Origin origin =
        settings.proxies().origin(context.req().getRemoteAddr(), context.req().isSecure(), headers);
    return new Request.Wire(
        path, context.pathParamMap(), query, headers, origin.address(), origin.secure());
  }

  private static boolean answered(Context context) {
    return context.res().containsHeader("X-Content-Type-Options");
  }
}
