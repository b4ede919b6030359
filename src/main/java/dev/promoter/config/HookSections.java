package dev.promoter.config;

import static dev.promoter.config.ValueType.SECRET;
import static dev.promoter.config.ValueType.oneOf;

import dev.promoter.config.WebSettings.Hook;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the sections {@code [hook NAME]}, which stand in promoter.ini alone. */
final class HookSections {
  static final String FORM = "[hook NAME]";

  private static final String KIND = "hook";
  private static final Pattern HEADER = Pattern.compile(KIND + " ([A-Za-z0-9][A-Za-z0-9._+-]*)");

  static final List<Key> KEYS =
      List.of(
          Key.of(
                  "kind",
                  oneOf("dlrn", "jenkins", "zuul", "paddles", "generic"),
                  "who reports, and with that which releases are meant")
              .must(),
          Key.of("secret", SECRET, "the secret that signs what is reported").must());

  private HookSections() {}

  /** Whether a section is one of these, even if its name is wrong. */
  static boolean has(IniSection section) {
    return section.name().equals(KIND) || section.name().startsWith(KIND + " ");
  }

  /** Those of a file that are right. */
  static List<Hook> read(IniFile file, Problems problems) {
    List<Hook> all = new ArrayList<>();
    for (IniSection section : file.sections()) {
      if (has(section)) {
        read(section, problems).ifPresent(all::add);
      }
    }
    return all;
  }

  private static Optional<Hook> read(IniSection section, Problems problems) {
    Matcher header = HEADER.matcher(section.name());
    if (!header.matches()) {
      problems.error(
          section.line(),
          section.name(),
          "",
          "is not "
              + FORM
              + " with one blank and a plain name (letters, digits, '.', '_', '+', '-')");
      return Optional.empty();
    }
    Layer layer = Layer.read(section, KEYS, problems);
    for (Key key : KEYS) {
      if (section.entries().stream().noneMatch(entry -> entry.key().equals(key.name()))) {
        problems.error(section.line(), section.name(), key.name(), "is missing; " + key.meaning());
      }
    }
    return layer
        .find("kind")
        .flatMap(
            kind ->
                layer
                    .find("secret")
                    .map(secret -> new Hook(header.group(1), kind.text(), secret.text())));
  }
}
