package dev.promoter.remote.containers;

import com.fasterxml.jackson.databind.JsonNode;
import dev.promoter.domain.Release;
import dev.promoter.domain.Settings;
import dev.promoter.engine.RemoteException;
import dev.promoter.remote.http.Call;
import dev.promoter.remote.http.Excerpt;
import dev.promoter.remote.http.Http;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The list of containers in the sources of a candidate (contract dlrn.md section 9). */
final class ContainerList {
  static final String SYSTEM = "container list";

  /** The longest list has some 300 containers and 60 kB. */
  private static final int LARGEST = 1024 * 1024;

  private static final int MOST = 2000;
  private static final Set<String> KEPT_SOURCES = Set.of("tripleo", "kolla");

  /** Registry and namespaces, each part plain; then the name; then a tag or a digest. */
  private static final Pattern IMAGE =
      Pattern.compile(
          "(?:[A-Za-z0-9][A-Za-z0-9._-]*(?::[0-9]{1,5})?/)?(?:[a-z0-9][a-z0-9._-]*/)*"
              + "(?<name>[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*)"
              + "(?::[A-Za-z0-9_][A-Za-z0-9._-]*)?(?:@sha256:[0-9a-f]{64})?");

  private final Http http;
  private final Settings settings;
  private final String prefix;

  ContainerList(Http http, Release release) {
    this.http = http;
    this.settings = release.settings();
    this.prefix = settings.find("container_preffix").orElse("");
  }

  /**
   * The names without prefix, in alphabetical order; never empty.
   *
   * @param commit of the project that holds the list
   * @throws RemoteException when there is no list, or none that can be trusted
   */
  List<String> names(String commit) {
    Call call = call(commit);
    String text = http.send(call).text();
    try {
      return List.copyOf(names(Yaml.mapping(text).path("container_images")));
    } catch (IllegalArgumentException broken) {
      throw call.fault(String.valueOf(broken.getMessage()), 200, false);
    }
  }

  private Call call(String commit) {
    String base = settings.get("containers_list_base_url");
    String path = settings.get("containers_list_path").replaceFirst("^/+", "");
    String address = base + (base.endsWith("/") ? "" : "/") + commit + "/" + path;
    return Call.get(SYSTEM, "read which containers there are at " + commit, uri(address))
        .below("containers_list_base_url", base)
        .following()
        .atMost(LARGEST);
  }

  private static URI uri(String address) {
    try {
      return new URI(address);
    } catch (URISyntaxException broken) {
      throw RemoteException.of(
          SYSTEM,
          "find it",
          "options containers_list_base_url and containers_list_path",
          "together they are no address",
          0,
          false);
    }
  }

  private Set<String> names(JsonNode images) {
    if (!images.isArray()) {
      throw new IllegalArgumentException("the file has no list container_images");
    }
    Set<String> found = new TreeSet<>();
    boolean prefixSeen = false;
    for (JsonNode image : images) {
      if (!kept(image)) {
        continue;
      }
      String name = name(image.path("imagename"));
      prefixSeen |= name.startsWith(prefix);
      found.add(name.startsWith(prefix) ? name.substring(prefix.length()) : name);
    }
    check(found, prefixSeen);
    return found;
  }

  /** Lists of older releases name no sources: there every container counts. */
  private static boolean kept(JsonNode image) {
    if (!image.isObject()) {
      throw new IllegalArgumentException(
          "the list container_images holds something else than containers");
    }
    JsonNode source = image.path("image_source");
    return source.isMissingNode() || source.isNull() || KEPT_SOURCES.contains(source.asText());
  }

  private static String name(JsonNode image) {
    var matcher = IMAGE.matcher(image.asText());
    if (!image.isTextual() || !matcher.matches()) {
      throw new IllegalArgumentException(
          "'%s' in the list is not the name of a container".formatted(Excerpt.of(image.asText())));
    }
    return matcher.group("name");
  }

  private void check(Set<String> found, boolean prefixSeen) {
    if (found.isEmpty()) {
      throw new IllegalArgumentException("the list names no container");
    }
    if (found.contains("")) {
      throw new IllegalArgumentException(
          "a container in the list is named like container_preffix (%s) alone".formatted(prefix));
    }
    if (found.size() > MOST) {
      throw new IllegalArgumentException(
          "the list names %d containers; more than %d are not believed"
              .formatted(found.size(), MOST));
    }
    if (!prefixSeen) {
      throw new IllegalArgumentException(
          "no container in the list begins with container_preffix (%s), for example %s"
              .formatted(prefix, found.iterator().next()));
    }
  }
}
