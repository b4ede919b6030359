package dev.promoter.remote.registry;

import dev.promoter.engine.RemoteException;
import dev.promoter.remote.http.BadAnswer;
import dev.promoter.remote.http.Call;
import dev.promoter.remote.http.Freight;
import dev.promoter.remote.http.Freight.Body;
import dev.promoter.remote.http.Http;
import dev.promoter.remote.http.Method;
import dev.promoter.remote.http.Received;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/** Manifests of one registry: what a reference stands for, their bytes, and putting them. */
final class Manifests {
  /** What every registry has to take (distribution specification); more is asked of none. */
  private static final int LARGEST = 4 * 1024 * 1024;

  private static final Freight ANY = Freight.none().with("Accept", MediaType.ACCEPT);

  private final Line line;
  private final ManifestCache cache;

  Manifests(Line line, ManifestCache cache) {
    this.line = line;
    this.cache = cache;
  }

  /** The digest of an image; empty when the registry has none of that name. */
  Optional<Digest> digest(ImageName image) {
    Call call = line.call(Method.HEAD, "look for the image " + line.shown(image), uri(image));
    Optional<Optional<Digest>> told =
        line.ask(
            call,
            ANY,
            Scope.pull(image.repository()),
            (asked, answer) ->
                absent(asked, answer) ? Optional.empty() : Optional.of(told(asked, answer)));
    if (told.isEmpty()) {
      return Optional.empty();
    }
    if (told.get().isEmpty()) {
      // The header is optional in the specification; the bytes tell it as well.
      return manifest(image).map(Manifest::digest);
    }
    Digest digest = told.get().get();
    if (image.reference() instanceof Digest asked && !asked.equals(digest)) {
      throw call.fault("the registry names it " + digest, 200, false);
    }
    return Optional.of(digest);
  }

  private static Optional<Digest> told(Call call, Received answer) {
    String type = answer.header("Content-Type").orElse("");
    if (MediaType.of(type).isEmpty()) {
      throw call.fault(notAManifest(type), answer.status(), false);
    }
    return answer.header("Docker-Content-Digest").map(value -> digest(call, value));
  }

  /** The manifest of an image with the digest of its bytes; empty when there is none. */
  Optional<Manifest> manifest(ImageName image) {
    if (image.reference() instanceof Digest digest) {
      Optional<Manifest> kept = cache.get(image.repository(), digest);
      if (kept.isPresent()) {
        return kept;
      }
    }
    Call call = line.call(Method.GET, "read the manifest of " + line.shown(image), uri(image));
    Optional<Manifest> read =
        line.ask(
            call,
            ANY,
            Scope.pull(image.repository()),
            (asked, answer) ->
                absent(asked, answer) ? Optional.empty() : Optional.of(read(asked, image, answer)));
    read.ifPresent(manifest -> cache.put(image.repository(), manifest));
    return read;
  }

  private static Manifest read(Call call, ImageName image, Received answer) throws IOException {
    String type = answer.header("Content-Type").orElse("");
    MediaType known = MediaType.of(type).orElseThrow(() -> new BadAnswer(notAManifest(type)));
    byte[] bytes = answer.bytes(LARGEST);
    Digest digest = Digest.of(bytes);
    if (image.reference() instanceof Digest asked && !asked.equals(digest)) {
      throw new BadAnswer("the bytes it sent have the digest " + digest);
    }
    Optional<String> told = answer.header("Docker-Content-Digest");
    if (told.isPresent() && !digest(call, told.get()).equals(digest)) {
      throw new BadAnswer(
          "it names the digest %s, but the bytes it sent have %s"
              .formatted(Shown.briefly(told.get()), digest));
    }
    try {
      return Manifest.of(known, bytes);
    } catch (IllegalArgumentException none) {
      throw new BadAnswer("the manifest cannot be used: " + none.getMessage());
    }
  }

  /** Puts a manifest under a tag, or under its own digest. Putting it twice is putting it once. */
  void put(ImageName image, Manifest manifest) {
    Call call = line.call(Method.PUT, "put the manifest of " + line.shown(image), uri(image));
    byte[] bytes = manifest.bytes();
    Body body =
        new Body(manifest.type().value(), bytes.length, () -> new ByteArrayInputStream(bytes));
    line.ask(
        call,
        Freight.none().carrying(body).twice(),
        Scope.push(image.repository()),
        (asked, answer) -> {
          if (!answer.successful()) {
            throw Http.fault(asked, answer.refusal());
          }
          Optional<String> told = answer.header("Docker-Content-Digest");
          if (told.isPresent() && !digest(asked, told.get()).equals(manifest.digest())) {
            throw asked.fault(
                "the registry made %s of %s".formatted(told.get(), manifest.digest()), 201, false);
          }
          return true;
        });
    cache.put(image.repository(), manifest);
  }

  /** Whether there is no such image. A page instead of an answer says nothing about images. */
  private static boolean absent(Call call, Received answer) {
    String type = answer.header("Content-Type").orElse("");
    if (answer.status() == 404 && !MediaType.html(type)) {
      return true;
    }
    if (!answer.successful()) {
      throw Http.fault(call, answer.refusal());
    }
    return false;
  }

  private static String notAManifest(String type) {
    if (MediaType.schema1(type)) {
      return "the registry answers with schema version 1, whose digest says nothing about the"
          + " image; push the image again with a current tool";
    }
    if (MediaType.html(type)) {
      return "the server answers with a web page; it is no container registry, check its address";
    }
    return "the registry answers with '%s', which is no manifest of an image or an index"
        .formatted(Shown.briefly(type));
  }

  private static Digest digest(Call call, String value) {
    try {
      return new Digest(value);
    } catch (IllegalArgumentException none) {
      throw call.fault("the registry names a digest of which " + none.getMessage(), 200, false);
    }
  }

  private URI uri(ImageName image) {
    return line.settings()
        .at("/v2/%s/manifests/%s".formatted(image.repository(), image.reference().value()));
  }

  /** The fault of an image that has to be there. */
  RemoteException missing(ImageName image) {
    return line.call(Method.GET, "read the manifest of " + line.shown(image), uri(image))
        .fault("the registry has no such image", 404, false);
  }

  /** The fault of an image that is there and cannot be used. */
  RemoteException unusable(ImageName image, String why) {
    return line.call(Method.GET, "read the manifest of " + line.shown(image), uri(image))
        .fault(why, 200, false);
  }
}
