package dev.promoter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** How a tracker is told about a release, and what has to be seen of it in the issue. */
enum Telling {
  /** A note for each change. */
  NOTES {
    @Override
    String last(ActingStage acts, String people) {
      assertThat(acts.description()).as("what people wrote").isEqualTo(people);
      List<String> notes = acts.notes();
      assertThat(notes).as("what the tracker was told").isNotEmpty().doesNotHaveDuplicates();
      return notes.get(notes.size() - 1);
    }
  },

  /** A block of the description, between the texts of people. */
  BLOCK {
    @Override
    String last(ActingStage acts, String people) {
      assertThat(acts.notes()).as("notes beside the block").isEmpty();
      assertThat(acts.blocks()).as("what the tracker was told").doesNotHaveDuplicates();
      TextOfPeople kept = TextOfPeople.around(acts.description());
      assertThat(TextOfPeople.around(people))
          .as("what people wrote")
          .matches(text -> text.isKeptIn(kept), "is kept in " + kept.text());
      return kept.blocks().stream().sorted().collect(Collectors.joining("\n"));
    }
  };

  /**
   * What the issue says of the release at last, after a look whether it says that once, and leaves
   * people their text.
   *
   * @param people the description as a person saved it
   */
  abstract String last(ActingStage acts, String people);

  /** As the file of a release has it. */
  String option() {
    return name().toLowerCase(Locale.ROOT);
  }
}
