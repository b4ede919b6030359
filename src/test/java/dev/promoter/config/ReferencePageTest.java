package dev.promoter.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReferencePageTest {
  private static final Path PAGE = Path.of("src/site/markdown/reference-ini.md");
  private static final String HEAD = "| option | value | default | meaning |";

  @Test
  void the_page_names_every_option_of_a_release_with_its_default() throws IOException {
    assertThat(table("Options of a release")).containsExactlyElementsOf(rows(ReleaseKeys.ALL));
  }

  @Test
  void the_page_names_every_option_of_a_release_of_ceph_with_its_default() throws IOException {
    assertThat(table("Options of a release of Ceph")).containsExactlyElementsOf(rows(CephKeys.ALL));
  }

  @Test
  void the_page_names_every_option_of_the_mail_with_its_default() throws IOException {
    assertThat(table("[mail]")).containsExactlyElementsOf(rows(DaemonKeys.MAIL));
  }

  @Test
  void the_page_names_every_option_of_the_health_with_its_default() throws IOException {
    assertThat(table("[health]")).containsExactlyElementsOf(rows(DaemonKeys.HEALTH));
  }

  @Test
  void the_page_names_every_option_of_the_web_server_with_its_default() throws IOException {
    assertThat(table("[web]")).containsExactlyElementsOf(rows(WebSection.KEYS));
  }

  @Test
  void the_page_names_every_option_of_people_with_its_default() throws IOException {
    assertThat(table("[people]")).containsExactlyElementsOf(rows(PeopleSection.KEYS));
  }

  @Test
  void the_page_names_every_option_of_the_commands_with_its_default() throws IOException {
    assertThat(table("[commands]")).containsExactlyElementsOf(rows(CommandsSection.KEYS));
  }

  @Test
  void the_page_names_every_option_of_a_hook_with_its_default() throws IOException {
    assertThat(table(HookSections.FORM)).containsExactlyElementsOf(rows(HookSections.KEYS));
  }

  @Test
  void the_page_names_every_option_of_an_audience_with_its_default() throws IOException {
    assertThat(table("[notify NAME]")).containsExactlyElementsOf(rows(NotifyKeys.ALL));
  }

  @Test
  void the_page_names_every_option_of_the_daemon_with_its_default() throws IOException {
    assertThat(table("[daemon]")).containsExactlyElementsOf(rows(DaemonKeys.DAEMON));
  }

  @Test
  void the_page_names_every_option_of_the_client_with_its_default() throws IOException {
    assertThat(table("[http]")).containsExactlyElementsOf(rows(DaemonKeys.HTTP));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void the_page_names_every_option_of_a_named_section(SectionKind kind) throws IOException {
    assertThat(table(kind.form())).containsExactlyElementsOf(rows(kind.keys()));
  }

  static List<SectionKind> kinds() {
    return SectionKind.ALL.stream().filter(kind -> !kind.open()).toList();
  }

  @Test
  void the_shipped_file_shows_the_true_defaults() throws IOException {
    List<Key> all = new ArrayList<>(DaemonKeys.DAEMON);
    all.addAll(DaemonKeys.HTTP);
    all.addAll(WebSection.KEYS);
    all.addAll(DaemonKeys.MAIL);
    all.addAll(PeopleSection.KEYS);
    all.addAll(CommandsSection.KEYS);
    all.addAll(DaemonKeys.HEALTH);
    all.addAll(NotifyKeys.ALL);
    all.addAll(ReleaseKeys.ALL);
    SectionKind.ALL.forEach(kind -> all.addAll(kind.keys()));
    List<String> shown =
        Files.readAllLines(Path.of("config/promoter.ini")).stream()
            .filter(line -> line.matches("#[a-z_]+: .*"))
            .toList();
    assertThat(shown).hasSizeGreaterThan(20);
    for (String line : shown) {
      String name = line.substring(1, line.indexOf(':'));
      List<Key> keys = all.stream().filter(key -> key.name().equals(name)).toList();
      assertThat(keys).as(line).isNotEmpty();
      String text = line.substring(line.indexOf(": ") + 2);
      assertThat(keys)
          .as(line)
          .anyMatch(key -> key.fallback().isEmpty() || text.equals(key.fallback()));
    }
  }

  private static List<String> table(String title) throws IOException {
    List<String> lines = Files.readAllLines(PAGE);
    int start = lines.indexOf("## " + title);
    assertThat(start).as("heading " + title).isNotNegative();
    List<String> rest = lines.subList(start, lines.size());
    int head = rest.indexOf(HEAD);
    return rest.subList(head + 2, rest.size()).stream().takeWhile(l -> l.startsWith("|")).toList();
  }

  private static List<String> rows(List<Key> keys) {
    return keys.stream().map(ReferencePageTest::row).toList();
  }

  private static String row(Key key) {
    String note = key.fallbackNote().isEmpty() ? "" : key.fallbackNote();
    String value = key.fallback().isEmpty() ? note : "`" + key.fallback() + "`";
    String variable = key.environment().isEmpty() ? "" : "`$" + key.environment() + "`";
    String fallback =
        variable.isEmpty() ? value : variable + (value.isEmpty() ? "" : ", else " + value);
    String kept = key.carried() ? "; known, but nothing reads it yet" : "";
    return "| `%s` | %s | %s | %s%s |"
        .formatted(key.name(), key.type().label(), fallback, key.meaning(), kept);
  }
}
