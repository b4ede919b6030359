package dev.promoter.config;

import dev.promoter.domain.Booleans;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the sections {@code [notify NAME]}, which stand in promoter.ini alone. */
final class NotifyLoader {
  private static final Pattern HEADER =
      Pattern.compile(NotifyKeys.KIND + " ([A-Za-z0-9][A-Za-z0-9._+-]*)");

  private final Places places;
  private final Problems problems;

  NotifyLoader(Places places, Problems problems) {
    this.places = places;
    this.problems = problems;
  }

  /** Whether a section is one of these, even if its name is wrong. */
  static boolean has(IniSection section) {
    return section.name().equals(NotifyKeys.KIND)
        || section.name().startsWith(NotifyKeys.KIND + " ");
  }

  /**
   * Those of a file that are right.
   *
   * @param zone the daemon's
   */
  List<NotifySettings> read(IniFile file, ZoneId zone) {
    boolean mail = file.section(DaemonLoader.MAIL).isPresent();
    List<NotifySettings> all = new ArrayList<>();
    for (IniSection section : file.sections()) {
      if (has(section)) {
        read(section, zone, mail).ifPresent(all::add);
      }
    }
    return all;
  }

  private Optional<NotifySettings> read(IniSection section, ZoneId zone, boolean mail) {
    var header = HEADER.matcher(section.name());
    if (!header.matches()) {
      problems.error(
          section.line(),
          section.name(),
          "",
          "is not [notify NAME] with one blank and a plain name (letters, digits, '.', '_', '+',"
              + " '-')");
      return Optional.empty();
    }
    Layer layer = Layer.read(section, NotifyKeys.ALL, problems);
    Map<String, String> faults = NotifyKeys.faults(layer, mail);
    if (layer.find("kind").isEmpty()
        && section.entries().stream().noneMatch(entry -> entry.key().equals("kind"))) {
      faults.put("kind", "is missing; mail or webhook");
    }
    faults.forEach(
        (key, fault) ->
            problems.error(
                layer.find(key).map(Layer.Value::line).orElse(section.line()),
                section.name(),
                key,
                fault));
    return faults.isEmpty() && layer.find("kind").isPresent()
        ? Optional.of(settings(header.group(1), layer, zone))
        : Optional.empty();
  }

  private NotifySettings settings(String name, Layer layer, ZoneId zone) {
    return new NotifySettings(
        name,
        text(layer, "kind"),
        list(text(layer, "to")),
        text(layer, "url_secret"),
        layer.find("ca_bundle").map(value -> places.resolve(value.text())),
        list(text(layer, "releases")),
        text(layer, "severity"),
        layer.find("quiet").map(value -> quiet(value.text())),
        layer.find("time_zone").map(value -> ZoneId.of(value.text())).orElse(zone),
        Booleans.parse(text(layer, "critical_breaks_through")),
        Durations.parse(text(layer, "pause")));
  }

  private static NotifySettings.Quiet quiet(String text) {
    String[] parts = text.split("-", -1);
    return new NotifySettings.Quiet(LocalTime.parse(parts[0]), LocalTime.parse(parts[1]));
  }

  private static List<String> list(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split(",", -1));
  }

  private static String text(Layer layer, String name) {
    return layer
        .find(name)
        .map(Layer.Value::text)
        .orElseGet(
            () ->
                NotifyKeys.ALL.stream()
                    .filter(key -> key.name().equals(name))
                    .map(Key::fallback)
                    .findFirst()
                    .orElseThrow());
  }
}
