package dev.promoter.remote.registry;

import dev.promoter.engine.RemoteException;
import dev.promoter.remote.http.BadAnswer;
import dev.promoter.remote.http.Call;
import dev.promoter.remote.http.Freight;
import dev.promoter.remote.http.Freight.Body;
import dev.promoter.remote.http.Http;
import dev.promoter.remote.http.Method;
import dev.promoter.remote.http.Received;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Layers and configurations of one registry. They pass through, and are never held as a whole. */
final class Blobs {
  private static final String BYTES = "application/octet-stream";

  /** A registry may take its time to store a large layer after its last byte. */
  private static final Duration STORING = Duration.ofMinutes(5);

  /** Longer, so that a target that stands still is not taken for a source that does. */
  private static final Duration READING = STORING.plusSeconds(30);

  /** Refusals of a mount that say nothing about the blob: it is then copied instead. */
  private static final Set<Integer> NO_MOUNT = Set.of(403, 404, 405);

  private final Line line;

  /** Takes a blob from one place to another. */
  interface Carrier<T> {
    T carry(Verified blob) throws IOException;
  }

  Blobs(Line line) {
    this.line = line;
  }

  Line line() {
    return line;
  }

  /** Whether a repository has a blob. */
  boolean has(RepositoryName repository, Descriptor blob) {
    Call call =
        line.call(Method.HEAD, "look for " + line.shown(repository, blob), uri(repository, blob));
    return line.ask(
        call,
        Freight.none().following(),
        Scope.pull(repository),
        (asked, answer) -> {
          if (answer.status() == 404) {
            return false;
          }
          if (!answer.successful()) {
            throw Http.fault(asked, answer.refusal());
          }
          sameLength(answer, blob);
          return true;
        });
  }

  /**
   * Reads a blob, whose digest and size are verified on the way. Takes no place of the line: the
   * place at the receiving registry bounds it.
   */
  <T> T read(RepositoryName repository, Descriptor blob, Carrier<T> carrier) {
    Call call =
        line.call(Method.GET, "read " + line.shown(repository, blob), uri(repository, blob));
    return line.askHeld(
        call,
        // Storage behind a registry is a host of its own. A body packed anew would be another blob.
        Freight.none().following().with("Accept-Encoding", "identity").waiting(READING),
        Scope.pull(repository),
        (asked, answer) -> {
          if (!answer.successful()) {
            throw Http.fault(asked, answer.refusal());
          }
          sameLength(answer, blob);
          try (Verified verified = new Verified(answer.body(), blob)) {
            return carrier.carry(verified);
          }
        });
  }

  private static void sameLength(Received answer, Descriptor blob) throws IOException {
    Optional<String> length = answer.header("Content-Length");
    if (length.isPresent() && !length.get().equals(Long.toString(blob.size()))) {
      throw new BadAnswer(
          "it has %s bytes, but the manifest says %d"
              .formatted(Shown.briefly(length.get()), blob.size()));
    }
  }

  /**
   * Makes a blob of one repository known in another of the same registry.
   *
   * @return empty when that is done; else where to send the blob
   */
  Optional<URI> mount(RepositoryName from, RepositoryName to, Descriptor blob) {
    String query =
        "?mount=%s&from=%s"
            .formatted(blob.digest(), URLEncoder.encode(from.value(), StandardCharsets.UTF_8));
    Call call =
        line.call(
            Method.POST,
            "mount %s into %s".formatted(line.shown(from, blob), to),
            uploads(to, query));
    try {
      Optional<URI> session =
          line.ask(
              call,
              Freight.none().twice(),
              Scope.push(to).and(Scope.pull(from)),
              (asked, answer) ->
                  answer.status() == 201 ? Optional.empty() : Optional.of(begun(asked, answer)));
      return session;
    } catch (RemoteException refused) {
      if (refused.status() == 401 || NO_MOUNT.contains(refused.status())) {
        return Optional.of(begin(to, blob));
      }
      throw refused;
    }
  }

  /** Asks where to send a blob. */
  URI begin(RepositoryName repository, Descriptor blob) {
    Call call =
        line.call(
            Method.POST, "begin to send " + line.shown(repository, blob), uploads(repository, ""));
    return line.ask(call, Freight.none().twice(), Scope.push(repository), Blobs::begun);
  }

  private static URI begun(Call call, Received answer) {
    if (answer.status() != 202) {
      throw Http.fault(call, answer.refusal());
    }
    String location = answer.header("Location").orElse("");
    try {
      URI there = call.uri().resolve(new URI(location));
      boolean web = Set.of("http", "https").contains(there.getScheme());
      boolean open = "https".equals(call.uri().getScheme()) && !"https".equals(there.getScheme());
      if (!location.isEmpty() && web && !open && there.getHost() != null) {
        return there;
      }
    } catch (URISyntaxException broken) {
      // told below
    }
    throw call.fault(
        "the registry wants the data sent to '%s', which is no address it may be sent to"
            .formatted(Shown.briefly(location)),
        answer.status(),
        false);
  }

  /** Sends a blob to where the registry said. The caller holds a place of the line. */
  boolean send(RepositoryName repository, URI session, Verified blob) {
    Descriptor what = blob.descriptor();
    String text = session.toString();
    URI there = URI.create(text + (text.contains("?") ? "&" : "?") + "digest=" + what.digest());
    Call call = line.call(Method.PUT, "send " + line.shown(repository, what), there);
    return line.askHeld(
        call,
        Freight.none().carrying(new Body(BYTES, what.size(), () -> blob)).waiting(STORING),
        Scope.push(repository),
        (asked, answer) -> {
          if (answer.status() == 201 || answer.status() == 204) {
            return true;
          }
          throw Http.fault(asked, answer.refusal());
        });
  }

  private URI uri(RepositoryName repository, Descriptor blob) {
    return line.settings().at("/v2/%s/blobs/%s".formatted(repository, blob.digest()));
  }

  private URI uploads(RepositoryName repository, String query) {
    return line.settings().at("/v2/%s/blobs/uploads/%s".formatted(repository, query));
  }
}
