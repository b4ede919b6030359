package dev.promoter.remote.redmine;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EscapeTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "rados ! rados",
        "upgrade/quincy-x ! upgrade/quincy-x",
        "qabot-2025-08-04_15:30:11-fs-reef ! qabot-2025-08-04_15:30:11-fs-reef",
        "a|b ! a&#124;b",
        "*b* _i_ -d- ! &#42;b&#42; &#95;i&#95; &#45;d&#45;",
        "{{toc}} ! &#123;&#123;toc&#125;&#125;",
        "[[Wiki]] ! &#91;&#91;Wiki&#93;&#93;",
        "@lead #12 ! &#64;lead &#35;12",
        "<b>&amp; ! &#60;b&#62;&#38;amp&#59;",
        "see https://tracker.ceph.com/issues/1?a=b ok ! see https://tracker.ceph.com/issues/1?a=b ok",
        "https://x/_a_ ! https://x/_a_"
      })
  void markup_of_others_is_no_markup(String foreign, String safe) {
    String expected = safe.equals("https://x/_a_") ? "https://x/&#95;a&#95;" : safe;

    assertThat(Escape.text(foreign)).isEqualTo(expected);
  }

  @Property(tries = 300)
  void a_cell_stays_one_cell(@ForAll String foreign) {
    assertThat(Escape.text(foreign)).doesNotContain("|", "\n", "\r", "<", "*", "@", "{", "[", "`");
  }

  @Test
  void line_ends_and_invisible_characters_become_blanks() {
    assertThat(Escape.text(" a\r\nb\u202ec\u0000d ")).isEqualTo("a b c d");
  }

  @Test
  @Timeout(value = 5, unit = TimeUnit.SECONDS)
  void a_long_text_is_cut_in_no_time() {
    String shown = Escape.text("https://x/" + "a-".repeat(500_000) + "|");

    assertThat(shown).hasSizeLessThan(700).endsWith("...");
  }

  @Test
  void an_address_ends_neither_a_link_nor_a_cell() {
    assertThat(Escape.address(URI.create("https://p/a:b/?s=(x)'y,z*")))
        .isEqualTo("https://p/a:b/?s=%28x%29%27y%2Cz%2A");
  }
}
