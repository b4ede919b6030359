package dev.promoter.remote.registry;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads of a manifest what a copy needs, and refuses what it cannot be sure about. */
final class ManifestReader {
  /** More layers or architectures than any image has. */
  private static final int MOST_PARTS = 1000;

  private static final int DEEPEST = 50;

  /** Types of layers that stay where they are (Windows base layers). */
  private static final String DOCKER_FOREIGN =
      "application/vnd.docker.image.rootfs.foreign.diff.tar.gzip";

  private static final String OCI_FOREIGN = "application/vnd.oci.image.layer.nondistributable.v1.";

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
                  .build())
          // One of two values of a name would be copied, another one obeyed.
          .enable(com.fasterxml.jackson.core.StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /** What a manifest needs. */
  record Contents(List<Descriptor> blobs, List<Descriptor> children) {}

  private ManifestReader() {}

  /**
   * Reads the needs of a manifest.
   *
   * @throws IllegalArgumentException with the reason, when it is no such manifest
   */
  static Contents read(MediaType type, byte[] bytes) {
    JsonNode root = parse(bytes);
    int version = root.path("schemaVersion").asInt(0);
    if (version == 1) {
      throw new IllegalArgumentException(
          "it is of schema version 1, whose digest says nothing about the image; push it again"
              + " with a current tool");
    }
    if (version != 2) {
      throw new IllegalArgumentException("it has no \"schemaVersion\": 2");
    }
    String said = root.path("mediaType").asText("");
    if (!said.isEmpty() && !said.equals(type.value())) {
      throw new IllegalArgumentException(
          "it was sent as %s but says it is %s".formatted(type.value(), Shown.briefly(said)));
    }
    return type.index() ? index(root) : image(root);
  }

  private static JsonNode parse(byte[] bytes) {
    try {
      JsonNode root = JSON.readTree(bytes);
      if (root.isObject()) {
        return root;
      }
    } catch (IOException broken) {
      throw new IllegalArgumentException("it is not JSON", broken);
    }
    throw new IllegalArgumentException("it is not a JSON object");
  }

  private static Contents index(JsonNode root) {
    JsonNode manifests = root.path("manifests");
    if (!manifests.isArray() || root.has("layers") || root.has("config")) {
      throw new IllegalArgumentException("it is no list of manifests");
    }
    return new Contents(List.of(), distinct(manifests));
  }

  private static Contents image(JsonNode root) {
    JsonNode layers = root.path("layers");
    if (!layers.isArray() || !root.path("config").isObject() || root.has("manifests")) {
      throw new IllegalArgumentException("it has no configuration and layers");
    }
    List<JsonNode> parts = new ArrayList<>();
    parts.add(root.path("config"));
    layers.forEach(parts::add);
    return new Contents(distinct(parts), List.of());
  }

  private static List<Descriptor> distinct(Iterable<JsonNode> nodes) {
    Map<Digest, Descriptor> found = new LinkedHashMap<>();
    int count = 0;
    for (JsonNode node : nodes) {
      Descriptor one = descriptor(node);
      Descriptor other = found.putIfAbsent(one.digest(), one);
      if (other != null && other.size() != one.size()) {
        throw new IllegalArgumentException("it gives two sizes for " + one.digest());
      }
      if (++count > MOST_PARTS) {
        throw new IllegalArgumentException("it has more than %d parts".formatted(MOST_PARTS));
      }
    }
    return List.copyOf(found.values());
  }

  private static Descriptor descriptor(JsonNode node) {
    String type = node.path("mediaType").asText("");
    JsonNode size = node.path("size");
    if (!node.path("digest").isTextual() || !size.canConvertToLong() || !size.isIntegralNumber()) {
      throw new IllegalArgumentException("a part of it has no digest or no size");
    }
    boolean foreign =
        !node.path("urls").isEmpty() || type.equals(DOCKER_FOREIGN) || type.startsWith(OCI_FOREIGN);
    return new Descriptor(new Digest(node.path("digest").asText()), size.asLong(), type, foreign);
  }
}
