package dev.promoter.config;

import dev.promoter.domain.Nearest;
import dev.promoter.domain.Settings;
import java.util.List;

/**
 * Checks that the servers a release names for its images and Dockerfiles are there. A configuration
 * without any such server is that of the old promoter: there the effect takes no part.
 */
record ImagesCheck(Layer own, int mainLine, Settings settings, Problems problems) {
  void run() {
    List<String> servers = settings.sectionNames(ImageServerKeys.KIND);
    List<String> clients = List.of(settings.get("allowed_clients").split(","));
    if (clients.contains("qcow_client") && !servers.isEmpty()) {
      check("default_qcow_server", settings.get("default_qcow_server"), servers);
    }
    settings.find("dockerfile_server").ifPresent(server -> checkDockerfiles(server, servers));
  }

  private void checkDockerfiles(String server, List<String> servers) {
    check("dockerfile_server", server, servers);
    if (!settings.find("dockerfile_root").filter(root -> root.startsWith("/")).isPresent()) {
      error("dockerfile_root", "dockerfile_server needs it as a full path on that server");
    }
  }

  private void check(String key, String server, List<String> servers) {
    if (!servers.contains(server)) {
      error(
          key,
          "there is no section [%s %s]%s"
              .formatted(ImageServerKeys.KIND, server, Nearest.hint(server, servers)));
    }
  }

  private void error(String key, String sentence) {
    int line = own.find(key).map(Layer.Value::line).orElse(mainLine);
    problems.error(line, Targets.MAIN, key, sentence);
  }
}
