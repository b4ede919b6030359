package dev.promoter.config;

import dev.promoter.domain.Nearest;
import java.nio.file.Path;
import java.util.Set;

/**
 * Checks of single options that need more than their text. Run where an option is set, so that a
 * wrong default is reported once and not by every release that takes it.
 */
record LayerCheck(Places places, Set<String> workflows, String section, Problems problems) {
  void run(Layer layer) {
    layer.find("workflow").ifPresent(this::checkWorkflow);
    layer.find("ca_bundle").ifPresent(this::checkAuthorities);
    layer.find("log_file").ifPresent(this::checkLogFile);
  }

  private void checkWorkflow(Layer.Value value) {
    if (!workflows.contains(value.text())) {
      error(
          value,
          "workflow",
          "'" + value.text() + "' is not known" + Nearest.hint(value.text(), workflows));
    }
  }

  private void checkAuthorities(Layer.Value value) {
    String fault = Certificates.fault(places.resolve(value.text()));
    if (!fault.isEmpty()) {
      error(value, "ca_bundle", fault);
    }
  }

  private void checkLogFile(Layer.Value value) {
    Path path = places.expand(value.text());
    if (!path.isAbsolute()) {
      problems.warning(
          value.line(),
          section,
          "log_file",
          "is relative to the directory in which the daemon is started; write a full path or '~/'");
    }
  }

  private void error(Layer.Value value, String key, String sentence) {
    problems.error(value.line(), section, key, sentence);
  }
}
