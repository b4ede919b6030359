package dev.promoter.remote.containers;

import dev.promoter.remote.registry.Digest;
import dev.promoter.remote.registry.Image;
import dev.promoter.remote.registry.ImageName;
import dev.promoter.remote.registry.Manifest;
import dev.promoter.remote.registry.Reference;
import dev.promoter.remote.registry.Registry;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Containers in one namespace of one registry.
 *
 * @param depot which registry, for sentences
 * @param namespace which namespace; that of the plan, not of the release as it is now
 * @param registry the registry
 */
record Stock(Depot depot, String namespace, Registry registry) {
  ImageName name(String container, Reference reference) {
    return new ImageName(Names.repository(namespace, container), reference);
  }

  Image image(String container, Reference reference) {
    return new Image(registry, name(container, reference));
  }

  /** What a tag stands for, by container; empty where there is no such tag. */
  Map<String, Optional<Digest>> digests(Collection<String> containers, Reference tag) {
    return all(containers, tag, registry::digests);
  }

  /** The same with the manifests, which the registry's client then keeps for a while. */
  Map<String, Optional<Manifest>> manifests(Collection<String> containers, Reference tag) {
    return all(containers, tag, registry::manifests);
  }

  private <T> Map<String, T> all(
      Collection<String> containers,
      Reference tag,
      Function<Collection<ImageName>, Map<ImageName, T>> question) {
    Map<String, ImageName> names = new LinkedHashMap<>();
    containers.forEach(container -> names.put(container, name(container, tag)));
    Map<ImageName, T> found = question.apply(names.values());
    Map<String, T> answers = new LinkedHashMap<>();
    names.forEach((container, name) -> answers.put(container, found.get(name)));
    return answers;
  }

  /** How sentences call some of its containers. */
  String some(List<String> containers) {
    return Names.some(containers);
  }

  /** Host and namespace, as in the names of images. */
  String shown() {
    return depot.address().getRawAuthority() + "/" + namespace;
  }
}
