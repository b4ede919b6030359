package dev.promoter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A description without what is ours in it.
 *
 * @param text what people wrote, with a word in place of each block
 * @param blocks what stands in the blocks, in their order
 */
record TextOfPeople(String text, List<String> blocks) {
  private static final Pattern BLOCK =
      Pattern.compile("<!-- promoter:begin (\\S+) .*?<!-- promoter:end \\1 -->", Pattern.DOTALL);

  /** Takes a description apart, which has at most one block of each kind. */
  static TextOfPeople around(String description) {
    List<String> kinds = new ArrayList<>();
    List<String> blocks = new ArrayList<>();
    String text =
        BLOCK
            .matcher(description)
            .replaceAll(
                found -> {
                  kinds.add(found.group(1));
                  blocks.add(found.group());
                  return "block:" + found.group(1);
                });
    assertThat(kinds).as(description).doesNotHaveDuplicates();
    assertThat(text).doesNotContain("promoter:begin", "promoter:end");
    return new TextOfPeople(text, blocks);
  }

  /** Whether another is the same text, but for new blocks that stand below an empty line. */
  boolean isKeptIn(TextOfPeople other) {
    return other.text.startsWith(text)
        && other.text.substring(text.length()).matches("(\\n+block:\\S+\\n)*");
  }
}
