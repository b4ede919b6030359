package dev.promoter.config;

import dev.promoter.config.IniEntry.Separator;
import dev.promoter.domain.Nearest;
import dev.promoter.domain.ReleaseName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A release of Ceph without a file: from the parameters of the pipeline, by their names (contract
 * ceph.md section 1), or from any option of a release. Says the same about wrong values as about
 * those of a file.
 */
public final class ParameterRelease {
  private static final String FILE = "command line";
  private static final String SUITE = "suite_name";
  private static final String SUITE_DEFAULT = "smoke";
  private static final String SOURCE = "suite_list_source";

  private ParameterRelease() {}

  /**
   * Checks the names of parameters.
   *
   * @return what is wrong, as sentences with the nearest name; empty when nothing is
   */
  public static List<String> unknown(List<Map.Entry<String, String>> parameters) {
    List<String> known = names();
    List<String> folded = new ArrayList<>();
    List<String> faults = new ArrayList<>();
    for (Map.Entry<String, String> parameter : parameters) {
      String option = parameter.getKey().toLowerCase(Locale.ROOT);
      boolean oneCase =
          parameter.getKey().equals(option)
              || parameter.getKey().equals(option.toUpperCase(Locale.ROOT));
      if (!oneCase || !known.contains(option)) {
        String near = Nearest.to(option, known).orElse("");
        boolean upper = !parameter.getKey().equals(option);
        faults.add(
            "there is no parameter '%s'; the nearest known one is '%s'"
                .formatted(
                    Problems.abridged(parameter.getKey()),
                    upper ? near.toUpperCase(Locale.ROOT) : near));
      } else if (folded.contains(option)) {
        faults.add("the parameter '" + parameter.getKey() + "' is given twice");
      }
      folded.add(option);
    }
    return faults;
  }

  /** Every name in small letters, in alphabetical order. */
  private static List<String> names() {
    TreeSet<String> names =
        CephKeys.ALL.stream()
            .map(Key::name)
            .filter(name -> !name.equals("workflow"))
            .collect(Collectors.toCollection(TreeSet::new));
    names.add(SUITE);
    return List.copyOf(names);
  }

  /**
   * Makes the release; its problems name the parameters by their number.
   *
   * @param parameters with known names, in the order in which they were given
   */
  static LoadedRelease load(List<Map.Entry<String, String>> parameters, ReleaseLoader loader) {
    Problems problems = new Problems(FILE);
    List<IniEntry> options = new ArrayList<>();
    options.add(new IniEntry("workflow", Separator.COLON, CephKeys.WORKFLOW, 0));
    Map<String, IniEntry> given = new LinkedHashMap<>();
    int number = 0;
    for (Map.Entry<String, String> parameter : parameters) {
      number++;
      String name = parameter.getKey().toLowerCase(Locale.ROOT);
      String text = parameter.getValue().strip();
      IniEntry entry = new IniEntry(name, Separator.EQUALS, text, number);
      given.put(name, entry);
      // A pipeline passes what it leaves open as an empty text.
      if (!name.equals(SUITE) && !text.isEmpty()) {
        options.add(entry);
      }
    }
    String version = value(given, "release_version", loader, CephSection.VERSION);
    String branch = value(given, "ceph_branch", loader, CephSection.BRANCH);
    String link = "v" + plain(version);
    IniFile file =
        new IniFile(
            List.of(
                new IniSection(Targets.MAIN, 0, options),
                new IniSection(
                    Routes.SECTION,
                    0,
                    List.of(new IniEntry(link, Separator.COLON, plain(branch), 0))),
                new IniSection(link, 0, suites(given, loader))));
    return loader.load(new ReleaseName("ceph/" + plain(version)), Optional.of(file), "", problems);
  }

  private static List<IniEntry> suites(Map<String, IniEntry> given, ReleaseLoader loader) {
    IniEntry named = given.get(SUITE);
    if (named != null && !named.value().isEmpty()) {
      return List.of(new IniEntry(named.value(), Separator.NONE, "", named.line()));
    }
    boolean list = !value(given, SOURCE, loader, "").isEmpty();
    return list ? List.of() : List.of(new IniEntry(SUITE_DEFAULT, Separator.NONE, "", 0));
  }

  private static String value(
      Map<String, IniEntry> given, String name, ReleaseLoader loader, String otherwise) {
    IniEntry entry = given.get(name);
    if (entry != null && !entry.value().isEmpty()) {
      return entry.value();
    }
    return loader.defaults().layers().stream()
        .flatMap(layer -> layer.find(name).stream())
        .map(Layer.Value::text)
        .filter(text -> !text.isEmpty())
        .findFirst()
        .orElse(otherwise);
  }

  /** Something that the name of a link may be; whether it is right is said of the parameter. */
  private static String plain(String text) {
    String plain = text.replaceAll("[^A-Za-z0-9._+-]", "-").replaceFirst("^[^A-Za-z0-9]+", "");
    return plain.isEmpty() ? "unnamed" : Problems.abridged(plain);
  }
}
