package dev.promoter.remote.redmine;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** A text of many lines that nothing in it can leave. */
class VerbatimTest {
  @Test
  void the_text_is_shown_as_it_is() {
    assertThat(Verbatim.of(Formatting.TEXTILE, "Draft", "# A\r\n\r\n- b: *c* #12\r\n"))
        .isEqualTo("h3. Draft\n\n<pre>\n# A\n\n- b: *c* #12\n</pre>");
    assertThat(Verbatim.of(Formatting.MARKDOWN, "Draft", "a `b` c"))
        .isEqualTo("### Draft\n\n````\na `b` c\n````");
  }

  @Test
  void a_long_text_ends_with_a_whole_line_and_says_so() {
    String text = Verbatim.of(Formatting.TEXTILE, "Draft", "one line of notes\n".repeat(5_000));

    assertThat(text.length()).isLessThan(16_000);
    assertThat(text).contains("one line of notes\n\n(the rest is left out here");
  }

  @Property
  void nothing_ends_the_block_or_looks_like_a_marker(@ForAll String foreign) {
    for (String hostile : new String[] {"</pre>", "</ PRE >", "<!-- promoter:end", "<pre>"}) {
      String text = Verbatim.of(Formatting.TEXTILE, "Draft", foreign + hostile + foreign);
      String inside = text.substring("h3. Draft\n\n<pre>\n".length(), text.length() - 6);

      assertThat(inside).doesNotContain("<!--");
      assertThat(inside.toLowerCase(java.util.Locale.ROOT)).doesNotContain("</pre", "<pre");
    }
  }

  @Property
  void no_run_of_the_text_is_as_long_as_its_fence(@ForAll String foreign) {
    String text = Verbatim.of(Formatting.MARKDOWN, "Draft", foreign + "````" + foreign);
    String fence = text.substring(text.lastIndexOf('\n') + 1);
    String inside = text.substring(text.indexOf('\n', 11) + 1, text.lastIndexOf('\n'));

    assertThat(fence).matches("`{4,}");
    assertThat(inside).doesNotContain(fence);
  }
}
