package dev.promoter.web.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promoter.insight.Blockage;
import dev.promoter.web.pages.Ages.When;
import dev.promoter.web.pages.Overview.Link;
import dev.promoter.web.pages.Overview.Row;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OverviewTest {
  private static final Row FAILING = row("f", Blockage.Kind.NOTHING, Blockage.Kind.FAILURE);
  private static final Row HELD = row("h", Blockage.Kind.HOLD);
  private static final Row TESTED = row("t", Blockage.Kind.TESTS);
  private static final Row DONE = row("d", Blockage.Kind.NOTHING, Blockage.Kind.NOTHING);

  @Test
  void what_a_person_must_look_at_is_counted_first_however_few_there_are() {
    assertThat(Overview.counts(List.of(DONE, TESTED, HELD, FAILING)))
        .extracting(count -> count.mark().word())
        .containsExactly("failing", "held", "testing", "up to date");
  }

  @Test
  void releases_that_need_a_person_come_first_and_the_others_keep_their_places() {
    assertThat(Overview.sorted(List.of(DONE, TESTED, HELD, FAILING)))
        .containsExactly(FAILING, HELD, DONE, TESTED);
  }

  @Test
  void a_release_whose_file_is_refused_comes_first() {
    Row refused = new Row("r", "/r", "ok", false, When.UNKNOWN, "line 3: no key", List.of());

    assertThat(Overview.sorted(List.of(DONE, HELD, refused))).containsExactly(refused, HELD, DONE);
  }

  private static Row row(String release, Blockage.Kind... kinds) {
    List<Link> links = Stream.of(kinds).map(OverviewTest::link).toList();
    return new Row(release, "/" + release, "ok", false, When.UNKNOWN, "", links);
  }

  private static Link link(Blockage.Kind kind) {
    Mark mark = Mark.of(kind);
    return new Link("l", "", "", "", When.UNKNOWN, mark, "", "", When.UNKNOWN, "");
  }
}
