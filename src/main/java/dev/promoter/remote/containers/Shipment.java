package dev.promoter.remote.containers;

import dev.promoter.domain.Action;
import dev.promoter.domain.Candidate;
import dev.promoter.remote.registry.Digest;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/**
 * The containers of a candidate that are to stand at a target under the full hash, in the form in
 * which the journal holds them.
 *
 * @param source the name of the registry they come from
 * @param sourceAddress where it is
 * @param sourceNamespace where they are there
 * @param target the name of the registry they go to
 * @param address where it is
 * @param namespace where they go there
 * @param hash the full hash
 * @param digests by container
 * @param builds by architecture, for the lists; empty without lists
 */
record Shipment(
    String source,
    String sourceAddress,
    String sourceNamespace,
    String target,
    String address,
    String namespace,
    String hash,
    Map<String, Digest> digests,
    Map<Architecture, Map<String, Digest>> builds) {
  private static final String BUILDS = "containers_";

  Action action(Candidate candidate) {
    Map<String, String> settings = new HashMap<>();
    settings.put("source", source);
    settings.put("source_address", sourceAddress);
    settings.put("source_namespace", sourceNamespace);
    settings.put("registry", target);
    settings.put("address", address);
    settings.put("namespace", namespace);
    settings.put("hash", hash);
    settings.put("containers", Digests.write(digests));
    builds.forEach(
        (architecture, found) -> settings.put(BUILDS + architecture.word(), Digests.write(found)));
    return new Action(CopyContainers.KIND, title(), candidate, settings);
  }

  private String title() {
    return "copy %s%s of %s to registry %s"
        .formatted(
            Names.count(digests.size(), "container"),
            builds.isEmpty() ? "" : " with their multi-architecture lists",
            hash,
            target);
  }

  static Shipment of(Action action) {
    Map<Architecture, Map<String, Digest>> builds = new EnumMap<>(Architecture.class);
    for (Architecture architecture : Architecture.values()) {
      String text = action.settings().get(BUILDS + architecture.word());
      if (text != null) {
        builds.put(architecture, Digests.read(text));
      }
    }
    return new Shipment(
        action.setting("source"),
        action.setting("source_address"),
        action.setting("source_namespace"),
        action.setting("registry"),
        action.setting("address"),
        action.setting("namespace"),
        action.setting("hash"),
        Digests.read(action.setting("containers")),
        builds);
  }
}
