package dev.promoter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A description in its parts.
 *
 * @param above what people wrote above the block, or all of it
 * @param block empty when there is none
 * @param below what people wrote below it
 */
record TextOfPeople(String above, String block, String below) {
  private static final Pattern BLOCK =
      Pattern.compile("<!-- promoter:begin .*?<!-- promoter:end .*?-->", Pattern.DOTALL);

  /** Takes a description apart, which has at most one block. */
  static TextOfPeople around(String description) {
    assertThat(description.split("promoter:begin", -1)).as(description).hasSizeLessThan(3);
    assertThat(description.split("promoter:end", -1)).as(description).hasSizeLessThan(3);
    Matcher found = BLOCK.matcher(description);
    return found.find()
        ? new TextOfPeople(
            description.substring(0, found.start()),
            found.group(),
            description.substring(found.end()))
        : new TextOfPeople(description, "", "");
  }

  /** The same text of people with another's block: one that is new stands below an empty line. */
  TextOfPeople holding(TextOfPeople other) {
    return block.isEmpty()
        ? new TextOfPeople(above + "\n", other.block, "\n")
        : new TextOfPeople(above, other.block, below);
  }
}
