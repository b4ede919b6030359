package dev.promoter.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.promoter.sandbox.RegistryShelf.Repository;
import dev.promoter.sandbox.RegistryShelf.Stored;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The manifests of a registry stand-in, with the conversions that surprise clients. */
final class RegistryManifests {
  static final String DOCKER = "application/vnd.docker.distribution.manifest.v2+json";
  static final String DOCKER_LIST = "application/vnd.docker.distribution.manifest.list.v2+json";
  static final String OCI = "application/vnd.oci.image.manifest.v1+json";
  static final String OCI_INDEX = "application/vnd.oci.image.index.v1+json";
  static final String SCHEMA_1 = "application/vnd.docker.distribution.manifest.v1+prettyjws";

  private static final JsonMapper JSON = new JsonMapper();

  private final RegistryShelf shelf;

  RegistryManifests(RegistryShelf shelf) {
    this.shelf = shelf;
  }

  Answer get(Request request, String name, String reference) {
    Repository repository = shelf.find(name).orElseGet(Repository::new);
    Stored stored = repository.find(reference).orElseThrow(() -> unknown(name, reference));
    Stored sent = converted(request.header("Accept"), repository, stored, name, reference);
    return Answer.of(200, sent.type(), sent.bytes())
        .withHeader("Docker-Content-Digest", sent.digest())
        .withHeader("Etag", "\"" + sent.digest() + "\"");
  }

  private static ApiError unknown(String name, String reference) {
    Map<String, String> detail = new LinkedHashMap<>();
    if (reference.contains(":")) {
      detail.put("Name", name);
      detail.put("Revision", reference);
    } else {
      detail.put("Tag", reference);
    }
    return RegistryError.detailed(404, "MANIFEST_UNKNOWN", "manifest unknown", detail);
  }

  private static Stored converted(
      String accept, Repository repository, Stored stored, String name, String reference) {
    if (accept.contains(stored.type()) || reference.contains(":")) {
      return stored;
    }
    if (stored.type().equals(OCI) || stored.type().equals(OCI_INDEX)) {
      throw RegistryError.plain(
          404,
          "MANIFEST_UNKNOWN",
          stored.type().equals(OCI)
              ? "OCI manifest found, but accept header does not support OCI manifests"
              : "OCI index found, but accept header does not support OCI indexes");
    }
    Stored single = stored.type().equals(DOCKER_LIST) ? usual(repository, stored) : stored;
    return accept.contains(DOCKER) ? single : schema1(repository, single, name, reference);
  }

  /** Of a list the manifest for the usual machine. */
  private static Stored usual(Repository repository, Stored list) {
    for (JsonNode child : parse(list.bytes()).path("manifests")) {
      if (child.path("platform").path("architecture").asText().equals("amd64")) {
        return repository.manifests().getOrDefault(child.path("digest").asText(), list);
      }
    }
    throw RegistryError.plain(404, "MANIFEST_UNKNOWN", "manifest unknown");
  }

  private static Stored schema1(
      Repository repository, Stored stored, String name, String reference) {
    JsonNode manifest = parse(stored.bytes());
    byte[] config =
        repository
            .blobs()
            .getOrDefault(manifest.path("config").path("digest").asText(), new byte[0]);
    List<Map<String, String>> layers =
        manifest.path("layers").findValuesAsText("digest").stream()
            .map(digest -> Map.of("blobSum", digest))
            .toList();
    Map<String, Object> old = new LinkedHashMap<>();
    old.put("schemaVersion", 1);
    old.put("name", name);
    old.put("tag", reference);
    old.put("architecture", config.length == 0 ? "" : parse(config).path("architecture").asText());
    old.put("fsLayers", layers);
    old.put("history", List.of());
    old.put("signatures", List.of(Map.of("signature", "none")));
    return new Stored(SCHEMA_1, RegistryError.json(old).getBytes(StandardCharsets.UTF_8));
  }

  private static JsonNode parse(byte[] bytes) {
    try {
      return JSON.readTree(bytes);
    } catch (IOException e) {
      throw invalid();
    }
  }

  private static ApiError invalid() {
    return RegistryError.detailed(400, "MANIFEST_INVALID", "manifest invalid", Map.of());
  }

  /** Gives the digest of what was put. */
  String put(Request request, String name, String reference) {
    byte[] bytes = request.body().getBytes(StandardCharsets.ISO_8859_1);
    Stored stored = new Stored(request.contentType(), bytes);
    JsonNode manifest = parse(bytes);
    if (manifest.path("schemaVersion").asInt() != 2) {
      throw invalid();
    }
    if (reference.contains(":") && !reference.equals(stored.digest())) {
      throw digestInvalid();
    }
    Repository repository = shelf.open(name);
    for (JsonNode child : manifest.path("manifests")) {
      need(repository.manifests(), child);
    }
    if (manifest.has("config")) {
      need(repository.blobs(), manifest.path("config"));
    }
    for (JsonNode layer : manifest.path("layers")) {
      if (layer.path("urls").isEmpty()) {
        need(repository.blobs(), layer);
      }
    }
    repository.manifests().put(stored.digest(), stored);
    if (!reference.contains(":")) {
      repository.tags().put(reference, stored.digest());
    }
    return stored.digest();
  }

  private static void need(Map<String, ?> there, JsonNode part) {
    String digest = part.path("digest").asText();
    if (!there.containsKey(digest)) {
      throw RegistryError.detailed(
          400, "MANIFEST_BLOB_UNKNOWN", "blob unknown to registry", digest);
    }
  }

  private static ApiError digestInvalid() {
    return RegistryError.plain(
        400, "DIGEST_INVALID", "provided digest did not match uploaded content");
  }

  Answer delete(String name, String reference) {
    if (!reference.contains(":")) {
      throw digestInvalid();
    }
    Repository repository = shelf.open(name);
    if (repository.manifests().remove(reference) == null) {
      throw unknown(name, reference);
    }
    repository.tags().values().removeIf(reference::equals);
    return Answer.empty(202);
  }
}
