package dev.promoter.config;

import dev.promoter.domain.Settings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Fills in what a release file leaves open: from {@code [defaults]}, the environment, and the
 * formulas of the old promoter (contract dlrn.md sections 7 and 8).
 */
final class MainSection {
  private static final String TRUNK = "https://trunk.rdoproject.org/";
  private static final List<String> API_PARTS =
      List.of("dlrn_api_scheme", "dlrn_api_host", "dlrn_api_port", "dlrn_api_endpoint");

  private final List<Layer> layers;
  private final NamedSections sections;
  private final Places places;
  private final Map<String, String> values = new LinkedHashMap<>();

  /**
   * Prepares one release.
   *
   * @param layers its own file first, then what holds for all releases
   * @param sections the named sections it may use
   */
  MainSection(List<Layer> layers, NamedSections sections, Places places) {
    this.layers = List.copyOf(layers);
    this.sections = sections;
    this.places = places;
  }

  Settings settle() {
    for (Key key : ReleaseKeys.ALL) {
      String text = find(key.name()).orElse(key.fallback());
      if (!text.isEmpty() || find(key.name()).isPresent()) {
        values.put(key.name(), text);
      }
    }
    List.of("distro_name", "distro_version", "release")
        .forEach(key -> values.computeIfPresent(key, (k, text) -> text.toLowerCase(Locale.ROOT)));
    values.put("username", username());
    values.remove("dlrnauth_username");
    values.put("api_url", apiUrl());
    values.putIfAbsent(
        "repo_url", TRUNK + get("distro_name") + get("distro_version") + "-" + release());
    values.putIfAbsent("source_namespace", namespace());
    values.putIfAbsent("target_namespace", namespace());
    values.putIfAbsent("containers_list_path", containersList());
    values.computeIfPresent("log_file", (key, text) -> places.expand(text).toString());
    values.computeIfPresent("ca_bundle", (key, text) -> places.resolve(text).toString());
    if (!values.containsKey("dockerfile_server")) {
      values.computeIfPresent("dockerfile_root", (key, text) -> places.resolve(text).toString());
    }
    values.putAll(sections.flat());
    return new Settings(values);
  }

  private Optional<String> find(String key) {
    return layers.stream()
        .flatMap(layer -> layer.find(key).stream())
        .map(Layer.Value::text)
        .findFirst();
  }

  private String get(String key) {
    return values.getOrDefault(key, "");
  }

  private String release() {
    return get("release");
  }

  /** The nearer layer wins; within one layer the newer name does. */
  private String username() {
    return layers.stream()
        .flatMap(layer -> layer.find("dlrnauth_username").or(() -> layer.find("username")).stream())
        .map(Layer.Value::text)
        .findFirst()
        .orElse(get("username"));
  }

  /** The nearer layer wins; within one layer a whole address wins over its parts. */
  private String apiUrl() {
    for (Layer layer : layers) {
      Optional<Layer.Value> whole = layer.find("api_url");
      if (whole.isPresent()) {
        return whole.get().text();
      }
      if (API_PARTS.stream().anyMatch(layer.values()::containsKey)) {
        break;
      }
    }
    String port = get("dlrn_api_port").isEmpty() ? "" : ":" + get("dlrn_api_port");
    String path = values.getOrDefault("dlrn_api_endpoint", endpoint()).replaceAll("^/+|/+$", "");
    return get("dlrn_api_scheme")
        + "://"
        + get("dlrn_api_host")
        + port
        + (path.isEmpty() ? "" : "/" + path);
  }

  private String endpoint() {
    String version = get("distro_version").equals("7") ? "" : get("distro_version");
    String release = release().equals("master") ? "master-uc" : release();
    return "api-" + get("distro_name") + version + "-" + release;
  }

  private String namespace() {
    return release().equals("ussuri") ? "tripleou" : "tripleo" + release();
  }

  private String containersList() {
    return get("build_method").equals("kolla")
        ? "container-images/overcloud_containers.yaml"
        : "container-images/tripleo_containers.yaml";
  }
}
