package dev.promoter.remote.registry;

import dev.promoter.engine.RemoteException;
import dev.promoter.remote.http.Answer;
import dev.promoter.remote.http.Call;
import dev.promoter.remote.http.Credentials;
import dev.promoter.remote.http.Freight;
import dev.promoter.remote.http.Http;
import dev.promoter.remote.http.Method;
import dev.promoter.remote.http.Received;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * The one way to a registry: at most so many requests at a time, each with what the registry wants
 * to see, and once more when that has run out.
 */
final class Line {
  private final RegistrySettings settings;
  private final Http http;
  private final Access access;
  private final Semaphore slots;

  /** Reads an answer. */
  @FunctionalInterface
  interface Reading<T> {
    /**
     * Called for each answer but 401.
     *
     * @param call what was asked, with what was shown: its faults tell neither
     */
    T read(Call call, Received answer) throws IOException;
  }

  /** What an answer of 401 says. */
  private record Denial(List<String> challenges, Answer answer) {}

  /** A result, or why there is none. */
  private record Reply<T>(Optional<T> result, Optional<Denial> denial) {}

  Line(RegistrySettings settings, Http http, Access access) {
    this(settings, http, access, new Semaphore(settings.parallelism(), true));
  }

  private Line(RegistrySettings settings, Http http, Access access, Semaphore slots) {
    this.settings = settings;
    this.http = http;
    this.access = access;
    this.slots = slots;
  }

  /** The same line in a dry run: writes are refused before anything is sent. */
  Line readOnly() {
    return new Line(settings, http.readOnly(), access, slots);
  }

  RegistrySettings settings() {
    return settings;
  }

  /** A request to this registry. */
  Call call(Method method, String action, URI uri) {
    return Call.of(settings.system(), action, method, uri);
  }

  /** How an image is named to people. */
  String shown(ImageName image) {
    return settings.host() + "/" + image;
  }

  /** How a blob is named to people. */
  String shown(RepositoryName repository, Descriptor blob) {
    return blob.digest() + " in " + settings.host() + "/" + repository;
  }

  /** Checks that the registry answers, and takes the credentials if it has any use for them. */
  void login() {
    Call call = call(Method.GET, "log in", settings.at("/v2/"));
    ask(call, Freight.none(), Scope.NOTHING, Line::successful);
  }

  private static boolean successful(Call call, Received answer) {
    if (answer.successful()) {
      return true;
    }
    throw Http.fault(call, answer.refusal());
  }

  /**
   * Sends a request and reads its answer, whatever its status but 401.
   *
   * @throws RemoteException when it was not allowed, or there was no answer
   */
  <T> T ask(Call call, Freight freight, Scope scope, Reading<T> reading) {
    return holding(() -> askHeld(call, freight, scope, reading));
  }

  /** The same for who holds a slot already, or needs none. */
  <T> T askHeld(Call call, Freight freight, Scope scope, Reading<T> reading) {
    Credentials who = access.to(scope);
    Reply<T> reply = once(call.as(who), freight, reading);
    if (reply.denial().isEmpty()) {
      return reply.result().orElseThrow();
    }
    Denial denial = reply.denial().get();
    Credentials other =
        access
            .instead(scope, who, denial.challenges())
            .orElseThrow(() -> Http.fault(call.as(who), denial.answer()));
    if (freight.body().isPresent() && !freight.repeatable()) {
      throw call.as(who).fault("what allowed it ran out while the data was on its way", 401, true);
    }
    Reply<T> second = once(call.as(other), freight, reading);
    return second
        .result()
        .orElseThrow(() -> Http.fault(call.as(other), second.denial().orElseThrow().answer()));
  }

  private <T> Reply<T> once(Call call, Freight freight, Reading<T> reading) {
    return http.stream(
        call,
        freight,
        answer -> {
          if (answer.status() == 401) {
            return new Reply<>(
                Optional.empty(),
                Optional.of(new Denial(answer.headers("WWW-Authenticate"), answer.refusal())));
          }
          return new Reply<>(Optional.of(reading.read(call, answer)), Optional.empty());
        });
  }

  /** Runs work in one of the places that the registry offers at a time. */
  <T> T holding(Supplier<T> work) {
    try {
      slots.acquire();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while waiting for registry " + settings.name());
    }
    try {
      return work.get();
    } finally {
      slots.release();
    }
  }
}
