package dev.promoter.sandbox;

import dev.promoter.sandbox.RegistryGate.Need;
import dev.promoter.sandbox.RegistryShelf.Repository;
import dev.promoter.sandbox.RegistryShelf.Upload;
import java.io.ByteArrayOutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Answers the requests to a registry stand-in. */
final class RegistryApi {
  private static final String NAME = "((?:[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*/?)+)";
  private static final Pattern MANIFEST =
      Pattern.compile("/v2/" + NAME + "/manifests/(\\w[\\w.-]{0,127}|[a-z0-9]+:[0-9a-f]{32,})");
  private static final Pattern BLOB =
      Pattern.compile("/v2/" + NAME + "/blobs/([a-z0-9]+:[0-9a-f]{32,})");
  private static final Pattern UPLOADS = Pattern.compile("/v2/" + NAME + "/blobs/uploads/");
  private static final Pattern UPLOAD =
      Pattern.compile("/v2/" + NAME + "/blobs/uploads/([0-9a-f-]{36})");
  private static final Pattern TAGS = Pattern.compile("/v2/" + NAME + "/tags/list");
  private static final String BYTES = "application/octet-stream";
  private static final String JSON = "application/json; charset=utf-8";

  private final RegistryShelf shelf;
  private final RegistryGate gate;
  private final RegistryManifests manifests;
  private final Supplier<String> address;
  private boolean deletes = true;

  RegistryApi(RegistryShelf shelf, RegistryGate gate, Supplier<String> address) {
    this.shelf = shelf;
    this.gate = gate;
    this.manifests = new RegistryManifests(shelf);
    this.address = address;
  }

  void deletes(boolean allowed) {
    deletes = allowed;
  }

  Answer answer(Request request) {
    if (gate.tokenPath().filter(request.path()::equals).isPresent()) {
      return gate.lend(request);
    }
    try {
      return signed(routed(request));
    } catch (ApiError error) {
      throw new ApiError(signed(error.answer()));
    }
  }

  private static Answer signed(Answer answer) {
    return answer.withHeader("Docker-Distribution-Api-Version", "registry/2.0");
  }

  private Answer routed(Request request) {
    String path = request.path();
    if (path.equals("/v2/")) {
      gate.check(request, List.of());
      return Answer.of(200, JSON, "{}");
    }
    if (path.equals("/v2/_catalog")) {
      gate.check(request, List.of());
      return catalog(request);
    }
    Matcher match = UPLOADS.matcher(path);
    if (match.matches() && request.method().equals("POST")) {
      return begin(request, match.group(1));
    }
    match = UPLOAD.matcher(path);
    if (match.matches()) {
      return upload(request, match.group(1), match.group(2));
    }
    match = BLOB.matcher(path);
    if (match.matches()) {
      return blob(request, match.group(1), match.group(2));
    }
    match = TAGS.matcher(path);
    if (match.matches()) {
      return tags(request, match.group(1));
    }
    match = MANIFEST.matcher(path);
    if (match.matches()) {
      return manifest(request, match.group(1), match.group(2));
    }
    throw RegistryError.noPage();
  }

  private void need(Request request, String repository) {
    String actions =
        switch (request.method()) {
          case "GET", "HEAD" -> "pull";
          case "DELETE" -> "delete";
          default -> "pull,push";
        };
    gate.check(request, List.of(new Need(repository, actions)));
  }

  private Answer catalog(Request request) {
    List<String> names = new ArrayList<>(shelf.repositories().keySet());
    String last = parameter(request, "last");
    names.removeIf(name -> name.compareTo(last) <= 0);
    int most = number(parameter(request, "n"), names.size());
    List<String> page = names.subList(0, Math.min(most, names.size()));
    Answer answer = Answer.of(200, JSON, RegistryError.json(Map.of("repositories", page)) + "\n");
    if (page.size() == names.size()) {
      return answer;
    }
    String next = page.get(page.size() - 1).replace("/", "%2F");
    return answer.withHeader(
        "Link", "</v2/_catalog?last=%s&n=%d>; rel=\"next\"".formatted(next, most));
  }

  private static int number(String text, int otherwise) {
    return text.isEmpty() ? otherwise : Integer.parseInt(text);
  }

  private Answer tags(Request request, String name) {
    need(request, name);
    Repository repository =
        shelf
            .find(name)
            .orElseThrow(
                () ->
                    RegistryError.detailed(
                        404,
                        "NAME_UNKNOWN",
                        "repository name not known to registry",
                        Map.of("name", name)));
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("name", name);
    document.put("tags", List.copyOf(repository.tags().keySet()));
    return Answer.of(200, JSON, RegistryError.json(document) + "\n");
  }

  private Answer manifest(Request request, String name, String reference) {
    need(request, name);
    return switch (request.method()) {
      case "GET", "HEAD" -> manifests.get(request, name, reference);
      case "PUT" -> created(name, "manifests", manifests.put(request, name, reference));
      case "DELETE" -> {
        if (!deletes) {
          throw RegistryError.plain(405, "UNSUPPORTED", "The operation is unsupported.");
        }
        yield manifests.delete(name, reference);
      }
      default -> throw RegistryError.plain(405, "UNSUPPORTED", "The operation is unsupported.");
    };
  }

  private Answer created(String name, String kind, String digest) {
    return Answer.empty(201)
        .withHeader("Docker-Content-Digest", digest)
        .withHeader("Location", "%s/v2/%s/%s/%s".formatted(address.get(), name, kind, digest));
  }

  private Answer blob(Request request, String name, String digest) {
    need(request, name);
    byte[] bytes =
        shelf
            .blob(name, digest)
            .orElseThrow(
                () ->
                    RegistryError.detailed(
                        404, "BLOB_UNKNOWN", "blob unknown to registry", digest));
    return Answer.of(200, BYTES, bytes)
        .withHeader("Accept-Ranges", "bytes")
        .withHeader("Cache-Control", "max-age=31536000")
        .withHeader("Docker-Content-Digest", digest)
        .withHeader("Etag", "\"" + digest + "\"");
  }

  private Answer begin(Request request, String name) {
    String mount = parameter(request, "mount");
    String from = parameter(request, "from");
    List<Need> needs = new ArrayList<>(List.of(new Need(name, "pull,push")));
    if (!mount.isEmpty() && !from.isEmpty()) {
      needs.add(new Need(from, "pull"));
    }
    gate.check(request, needs);
    if (shelf.blob(from, mount).isPresent()) {
      shelf.open(name).blobs().put(mount, shelf.blob(from, mount).get());
      return created(name, "blobs", mount);
    }
    return opened(name);
  }

  /** A new upload. */
  Answer opened(String name) {
    String id = UUID.randomUUID().toString();
    shelf.uploads().put(id, new Upload(name, new ByteArrayOutputStream()));
    return accepted(name, id, 0);
  }

  private Answer accepted(String name, String id, int size) {
    return Answer.empty(202)
        .withHeader("Docker-Upload-Uuid", id)
        .withHeader(
            "Location",
            "%s/v2/%s/blobs/uploads/%s?_state=OPAQUE".formatted(address.get(), name, id))
        .withHeader("Range", "0-" + Math.max(0, size - 1));
  }

  private Answer upload(Request request, String name, String id) {
    need(request, name);
    Upload upload = shelf.uploads().get(id);
    if (upload == null || !upload.repository().equals(name)) {
      throw RegistryError.plain(404, "BLOB_UPLOAD_UNKNOWN", "blob upload unknown to registry");
    }
    upload.bytes().writeBytes(request.body().getBytes(StandardCharsets.ISO_8859_1));
    if (request.method().equals("PATCH")) {
      return accepted(name, id, upload.bytes().size());
    }
    if (!request.method().equals("PUT")) {
      throw RegistryError.plain(405, "UNSUPPORTED", "The operation is unsupported.");
    }
    shelf.uploads().remove(id);
    String digest = parameter(request, "digest");
    byte[] bytes = upload.bytes().toByteArray();
    if (!RegistryShelf.digest(bytes).equals(digest)) {
      Map<String, Object> detail = new LinkedHashMap<>();
      detail.put("Digest", digest);
      detail.put("Reason", Map.of());
      throw RegistryError.detailed(
          400, "DIGEST_INVALID", "provided digest did not match uploaded content", detail);
    }
    shelf.open(name).blobs().put(digest, bytes);
    return created(name, "blobs", digest);
  }

  static String parameter(Request request, String name) {
    return Arrays.stream(request.query().split("&"))
        .filter(pair -> pair.startsWith(name + "="))
        .map(pair -> URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8))
        .findFirst()
        .orElse("");
  }
}
