package dev.promoter.config;

import dev.promoter.domain.Problem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What all releases share unless their own file says otherwise.
 *
 * @param layers {@code [defaults]} of promoter.ini, then the environment
 * @param sections the named sections of promoter.ini
 * @param faults what makes them unreliable; then no release may use them, since the broken line may
 *     have been the one that forbids writing
 * @param mail whether there is a server to send mail through
 */
record Defaults(List<Layer> layers, NamedSections sections, List<Problem> faults, boolean mail) {
  Defaults {
    layers = List.copyOf(layers);
    faults = List.copyOf(faults);
  }

  static Defaults none() {
    return new Defaults(List.of(), NamedSections.NONE, List.of(), false);
  }

  /** What the options say before any release file; empty when they are unreliable. */
  Map<String, String> values() {
    Map<String, String> values = new HashMap<>();
    if (faults.isEmpty()) {
      layers.forEach(
          layer -> layer.values().forEach((name, value) -> values.putIfAbsent(name, value.text())));
    }
    return values;
  }

  /** A text that changes when any default changes. */
  String fingerprint() {
    List<String> lines =
        layers.stream()
            .flatMap(
                layer ->
                    layer.values().entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue().text())
                        .sorted())
            .toList();
    List<String> named =
        sections.flat().entrySet().stream()
            .map(entry -> entry.getKey() + "=" + entry.getValue())
            .sorted()
            .toList();
    return Fingerprint.of(
        String.join("\n", lines), String.join("\n", named), String.join("\n", faultLines()));
  }

  private List<String> faultLines() {
    return faults.stream().map(Problem::toString).toList();
  }
}
