package dev.promoter.config;

import dev.promoter.domain.Nearest;
import dev.promoter.domain.Settings;
import dev.promoter.engine.Secrets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Checks that the registries of a release make sense together. A configuration without any registry
 * is that of the old promoter: there containers take no part.
 */
record ContainersCheck(
    Layer own, int mainLine, Settings settings, Secrets secrets, Problems problems) {
  private static final String LIST = "registries";

  /**
   * Reports what is wrong.
   *
   * @param dryRun whether nothing will be written, so that a password is a convenience
   */
  void run(boolean dryRun) {
    List<String> known = settings.sectionNames(RegistryKeys.KIND);
    List<String> clients = List.of(settings.get("allowed_clients").split(","));
    if (!clients.contains("registries_client")) {
      return;
    }
    List<String> named = named(known);
    Map<String, Settings> used = new LinkedHashMap<>();
    for (String name : named) {
      settings.section(RegistryKeys.KIND, name).ifPresent(section -> used.put(name, section));
    }
    if (!used.isEmpty() && used.size() == named.size()) {
      checkSource(used);
    }
    used.forEach((name, section) -> checkAccess(name, section, dryRun));
  }

  private List<String> named(List<String> known) {
    List<String> named = settings.find(LIST).map(names -> List.of(names.split(","))).orElse(known);
    for (String name : named) {
      if (!known.contains(name)) {
        error(
            LIST, "there is no section [registry %s]%s".formatted(name, Nearest.hint(name, known)));
      }
    }
    return named;
  }

  private void checkSource(Map<String, Settings> used) {
    List<String> sources = new ArrayList<>();
    used.forEach(
        (name, section) -> {
          if (section.find(RegistryKeys.ROLE).filter(RegistryKeys.SOURCE::equals).isPresent()) {
            sources.add(name);
          }
        });
    if (sources.isEmpty()) {
      error(
          LIST,
          "none of the registries (%s) has role: source, so nobody knows where containers come from"
              .formatted(String.join(", ", used.keySet())));
    } else if (sources.size() > 1) {
      error(
          LIST,
          "more than one registry has role: source (%s); name the registries of this release here"
              .formatted(String.join(", ", sources)));
    }
  }

  private void checkAccess(String name, Settings section, boolean dryRun) {
    for (String key : List.of("password_secret", "token_secret")) {
      section
          .find(key)
          .filter(secret -> secrets.find(secret).isEmpty())
          .ifPresent(secret -> missing(name, key, secret, dryRun));
    }
    section
        .find("ca_bundle")
        .map(file -> Certificates.fault(Path.of(file)))
        .filter(fault -> !fault.isEmpty())
        .ifPresent(fault -> problems.error(mainLine, header(name), "ca_bundle", fault));
  }

  private void missing(String name, String key, String secret, boolean dryRun) {
    String sentence =
        "there is no secret " + secret + ": give it" + AccessCheck.places(secrets, secret);
    if (dryRun) {
      problems.warning(mainLine, header(name), key, sentence);
    } else {
      problems.error(mainLine, header(name), key, sentence);
    }
  }

  private static String header(String name) {
    return RegistryKeys.KIND + " " + name;
  }

  private void error(String key, String sentence) {
    int line = own.find(key).map(Layer.Value::line).orElse(mainLine);
    problems.error(line, Targets.MAIN, key, sentence);
  }
}
