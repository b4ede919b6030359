package dev.promoter.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promoter.manual.Page;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every option that a page shows is one that the program reads. */
class OptionsInPagesTest {
  private static final Pattern HEADER = Pattern.compile("#?\\[([^] ]+)(?: [^]]*)?]");
  private static final Pattern OPTION = Pattern.compile("([a-z][a-z0-9_]*) ?[:=] ?.*");

  /** Variables of the Ansible role look the same. */
  private static final Pattern OPTION_IN_PROSE =
      Pattern.compile("((?!promoter_)[a-z][a-z0-9_]*): .*");

  /** Sections in which only options stand. In all others operators choose the names. */
  private static final Map<String, Set<String>> SECTIONS = sections();

  private static Map<String, Set<String>> sections() {
    Map<String, Set<String>> sections = new HashMap<>();
    Set<String> ofReleases = new HashSet<>(names(ReleaseKeys.ALL));
    ofReleases.addAll(names(CephKeys.ALL));
    sections.put("main", ofReleases);
    sections.put("defaults", ofReleases);
    sections.put("daemon", names(DaemonKeys.DAEMON));
    sections.put("http", names(DaemonKeys.HTTP));
    sections.put("mail", names(DaemonKeys.MAIL));
    sections.put("health", names(DaemonKeys.HEALTH));
    sections.put("web", names(WebSection.KEYS));
    sections.put("people", names(PeopleSection.KEYS));
    sections.put("hook", names(HookSections.KEYS));
    sections.put("notify", names(NotifyKeys.ALL));
    SectionKind.ALL.stream()
        .filter(kind -> !kind.open())
        .forEach(kind -> sections.put(kind.name(), names(kind.keys())));
    return sections;
  }

  private static Set<String> names(List<Key> keys) {
    return keys.stream().map(Key::name).collect(Collectors.toSet());
  }

  static List<Page> pages() {
    return Page.all();
  }

  /** Bodies of requests, and the files of the old promoter, look like options and are none. */
  static List<Page> pagesAboutFiles() {
    return Page.all().stream()
        .filter(page -> !page.file().toString().matches(".*(reference-(api|json)|howto-move)\\.md"))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void an_option_in_a_block_is_known_in_its_section(Page page) {
    for (Page.Part block : page.blocks()) {
      String section = "";
      for (String line : block.lines()) {
        Matcher header = HEADER.matcher(line);
        if (header.matches()) {
          section = header.group(1);
        }
        Matcher option = OPTION.matcher(line);
        if (option.matches() && SECTIONS.containsKey(section)) {
          assertThat(SECTIONS.get(section).contains(option.group(1)))
              .as("%s: [%s] %s", page.at(block), section, line)
              .isTrue();
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("pagesAboutFiles")
  void an_option_in_prose_is_known_somewhere(Page page) {
    Set<String> all = SECTIONS.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
    for (Page.Part prose : page.prose()) {
      for (String code : prose.code()) {
        Matcher option = OPTION_IN_PROSE.matcher(code);
        if (option.matches()) {
          assertThat(all.contains(option.group(1))).as("%s: %s", page.at(prose), code).isTrue();
        }
      }
    }
  }
}
