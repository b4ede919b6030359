package dev.promoter.manual;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The list of changes in the Debian package begins with the version that is built. */
class ChangelogTest {
  private static final Pattern BUILT = Pattern.compile("<version>([^<]+?)(?:-SNAPSHOT)?</version>");
  private static final Pattern ENTRY = Pattern.compile("\\Apromoter \\(([^)]+)\\) ");

  @Test
  void the_newest_entry_is_about_this_version() throws IOException {
    String built = first(BUILT, Files.readString(Path.of("pom.xml")));

    assertThat(first(ENTRY, Files.readString(Path.of("src/main/dist/debian/changelog"))))
        .isEqualTo(built);
  }

  private static String first(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    assertThat(matcher.find()).as("%s in %s", pattern, text).isTrue();
    return matcher.group(1);
  }
}
