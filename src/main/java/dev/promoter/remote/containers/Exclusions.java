package dev.promoter.remote.containers;

import com.fasterxml.jackson.databind.JsonNode;
import dev.promoter.domain.Release;
import dev.promoter.domain.Settings;
import dev.promoter.engine.RemoteException;
import dev.promoter.remote.http.Call;
import dev.promoter.remote.http.Http;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the exclude file says about a release (contract dlrn.md section 9). The file is optional:
 * when it cannot be read nothing is left out, so that at worst a container is found missing.
 *
 * @param containers are left out
 * @param withoutPpc have no ppc64le in their lists
 * @param unread why the file could not be read; empty when it was, or when there is none
 */
record Exclusions(Set<String> containers, Set<String> withoutPpc, String unread) {
  private static final int LARGEST = 1024 * 1024;
  private static final Pattern DOWNSTREAM = Pattern.compile("osp([0-9]+)(?:-([0-9]+))?");

  Exclusions {
    containers = Set.copyOf(containers);
    withoutPpc = Set.copyOf(withoutPpc);
  }

  /** Reads them; never throws for what is there or not. */
  static Exclusions read(Http http, Release release) {
    Settings settings = release.settings();
    String address = settings.find("containers_list_exclude_config").orElse("");
    if (address.isEmpty()) {
      return new Exclusions(Set.of(), Set.of(), "");
    }
    Call call =
        Call.get(ContainerList.SYSTEM, "read which containers to leave out", URI.create(address))
            .following()
            .atMost(LARGEST);
    try {
      return of(Yaml.mapping(http.send(call).text()), settings);
    } catch (RemoteException unread) {
      return new Exclusions(Set.of(), Set.of(), unread.sentence());
    } catch (IllegalArgumentException broken) {
      String sentence = call.fault(String.valueOf(broken.getMessage()), 200, false).sentence();
      return new Exclusions(Set.of(), Set.of(), sentence);
    }
  }

  private static Exclusions of(JsonNode file, Settings settings) {
    return new Exclusions(
        names(file.path("exclude_containers"), settings),
        names(file.path("exclude_ppc_containers"), settings),
        "");
  }

  private static Set<String> names(JsonNode byRelease, Settings settings) {
    String release = settings.get("release");
    JsonNode entry = byRelease.path(calledThere(release));
    if (entry.isMissingNode()) {
      entry = byRelease.path(release);
    }
    if (entry.isObject()) {
      entry = ofDistribution(entry, settings.get("distro_name"), settings.get("distro_version"));
    }
    Set<String> names = new LinkedHashSet<>();
    if (!entry.isMissingNode() && !entry.isNull()) {
      if (!entry.isArray()) {
        throw new IllegalArgumentException(
            "what it says about " + release + " is not a list of containers");
      }
      entry.forEach(name -> names.add(name.asText()));
    }
    return names;
  }

  private static JsonNode ofDistribution(JsonNode entry, String name, String version) {
    return List.of(name + version, name + "-" + version, name).stream()
        .map(entry::path)
        .filter(found -> !found.isMissingNode())
        .findFirst()
        .orElse(entry.path(""));
  }

  /** Downstream releases have another name in this file: osp16-2 is rhos-16.2. */
  static String calledThere(String release) {
    Matcher downstream = DOWNSTREAM.matcher(release.toLowerCase(Locale.ROOT));
    if (!downstream.matches()) {
      return release;
    }
    String minor = downstream.group(2);
    return "rhos-" + downstream.group(1) + (minor == null ? "" : "." + minor);
  }

  /** Whether a container is left out, named with or without its prefix. */
  boolean leavesOut(String prefix, String name) {
    return has(containers, prefix, name);
  }

  /** Whether a container has no ppc64le. */
  boolean leavesPpcOut(String prefix, String name) {
    return has(withoutPpc, prefix, name);
  }

  private static boolean has(Set<String> names, String prefix, String name) {
    return names.contains(name) || names.contains(prefix + name);
  }
}
