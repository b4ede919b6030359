package dev.promoter.remote.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** Makes the list that lets one name stand for the builds of several architectures. */
public final class ManifestList {
  private static final JsonMapper JSON = new JsonMapper();

  private ManifestList() {}

  /**
   * The list of these builds, in this order; the same builds always make the same bytes.
   *
   * @param builds by architecture, as the platform of a list spells it ({@code amd64})
   * @throws IllegalArgumentException when there is none, or one is a list itself
   */
  public static Manifest of(Map<String, Manifest> builds) {
    if (builds.isEmpty()) {
      throw new IllegalArgumentException("there is no build to list");
    }
    boolean docker =
        builds.values().stream().allMatch(build -> build.type() == MediaType.DOCKER_MANIFEST);
    MediaType type = docker ? MediaType.DOCKER_LIST : MediaType.OCI_INDEX;
    ObjectNode list =
        JSON.createObjectNode().put("schemaVersion", 2).put("mediaType", type.value());
    ArrayNode children = list.putArray("manifests");
    builds.forEach((architecture, build) -> children.add(child(architecture, build)));
    try {
      return Manifest.of(type, JSON.writeValueAsBytes(list));
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a tree of texts can always be written", impossible);
    }
  }

  private static ObjectNode child(String architecture, Manifest build) {
    if (build.type().index()) {
      throw new IllegalArgumentException(
          "the build for %s is a list itself".formatted(architecture));
    }
    ObjectNode child =
        JSON.createObjectNode()
            .put("mediaType", build.type().value())
            .put("size", build.size())
            .put("digest", build.digest().value());
    child.putObject("platform").put("architecture", architecture).put("os", "linux");
    return child;
  }
}
