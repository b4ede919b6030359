package dev.promoter.remote.redmine;

import static dev.promoter.remote.redmine.Scene.NOON;
import static dev.promoter.remote.redmine.Scene.TEXT;
import static dev.promoter.remote.redmine.Scene.block;
import static dev.promoter.remote.redmine.Scene.note;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.promoter.domain.Outcome;
import dev.promoter.engine.RemoteException;
import dev.promoter.sandbox.Answer;
import dev.promoter.sandbox.Interceptor;
import dev.promoter.sandbox.Intervention;
import dev.promoter.sandbox.Request;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrackerIssueTest {
  private final Scene scene = new Scene();

  @AfterEach
  void close() {
    scene.close();
  }

  private String description() {
    return scene.server.description(scene.issue);
  }

  private List<String> notes() {
    return scene.server.notes(scene.issue);
  }

  /** Does something of its own before the first request that fits. */
  private void meanwhile(Predicate<Request> which, Runnable deed) {
    AtomicInteger seen = new AtomicInteger();
    scene.server.intercept(
        Interceptor.beforeEffect(
            request -> {
              if (which.test(request) && seen.getAndIncrement() == 0) {
                deed.run();
              }
              return Intervention.PASS;
            }));
  }

  private void instead(Predicate<Request> which, Answer answer) {
    scene.server.intercept(
        Interceptor.beforeEffect(
            request -> which.test(request) ? new Intervention.Instead(answer) : Intervention.PASS));
  }

  private void personWrites(String text) {
    scene.server.edit(scene.issue, "lead", Map.of("description", text));
  }

  @Test
  void the_first_block_goes_below_what_people_wrote() {
    assertThat(scene.tracker().observe(block("table"))).isEmpty();
    assertThat(scene.tracker().write(block("table"))).isInstanceOf(Outcome.Done.class);

    assertThat(description())
        .startsWith(TEXT + "\r\n<!-- promoter:begin reef/18.2.8 18.2.8 " + Scene.SHA1)
        .contains("\r\n\r\ntable\r\n\r\n")
        .endsWith("<!-- promoter:end reef/18.2.8 -->\r\n");
    assertThat(scene.tracker().observe(block("table")))
        .containsInstanceOf(Outcome.AlreadyDone.class);
  }

  @Test
  void the_block_is_replaced_in_place_and_nothing_around_it_changes() {
    scene.tracker().write(block("one"));
    personWrites("above\r\n" + description() + "below | *x*\r\n\r\n");

    assertThat(scene.tracker().write(block("two"))).isInstanceOf(Outcome.Done.class);

    assertThat(description())
        .startsWith("above\r\n" + TEXT)
        .endsWith("<!-- promoter:end reef/18.2.8 -->\r\nbelow | *x*\r\n\r\n")
        .contains("\r\ntwo\r\n")
        .doesNotContain("one\r\n");
  }

  @Test
  void the_same_content_is_written_once() {
    scene.tracker().write(block("table\n\nmore"));
    Entry later = new Entry.Description(Scene.stamp(NOON.plusSeconds(60)), "table\n\nmore");

    assertThat(scene.tracker().write(later)).isInstanceOf(Outcome.AlreadyDone.class);
    assertThat(scene.writes()).isOne();
  }

  @ParameterizedTest
  @CsvSource({"false", "true"})
  void what_was_replaced_by_a_process_that_died_before_it_looked_is_put_back(boolean block) {
    if (block) {
      scene.tracker().write(block("one"));
    }
    String theirs = description().replace("TBD", "Lead") + "late\r\n";
    AtomicInteger gone = new AtomicInteger();
    scene.server.intercept(
        Interceptor.beforeEffect(
            request -> {
              if (request.writes()) {
                personWrites(theirs);
                gone.set(1);
              }
              return !request.writes() && gone.get() == 1
                  ? new Intervention.Instead(Answer.empty(500))
                  : Intervention.PASS;
            }));
    assertThat(scene.tracker().write(block("two"))).isInstanceOf(Outcome.Retry.class);
    assertThat(description()).contains("TBD").doesNotContain("late");
    scene.server.intercept(Interceptor.beforeEffect(request -> Intervention.PASS));

    assertThat(scene.tracker().observe(block("two"))).isEmpty();
    assertThat(scene.tracker().write(block("two"))).isInstanceOf(Outcome.Done.class);

    assertThat(description()).contains("Lead", "late\r\n", "\r\ntwo\r\n").doesNotContain("TBD");
    assertThat(description().split("promoter:begin", -1)).hasSize(2);
    assertThat(scene.tracker().observe(block("two"))).isPresent();
    personWrites(description() + "more\r\n");
    assertThat(scene.tracker().write(block("three"))).isInstanceOf(Outcome.Done.class);
    assertThat(scene.tracker().observe(block("three"))).isPresent();
  }

  @Test
  void a_person_who_changes_block_and_text_at_once_is_believed() {
    scene.tracker().write(block("one"));
    personWrites("all is mine\r\n");

    assertThat(scene.tracker().write(block("one"))).isInstanceOf(Outcome.Done.class);
    assertThat(description()).startsWith("all is mine\r\n").doesNotContain("TBD");
  }

  @Test
  void what_somebody_changed_inside_the_block_is_put_right() {
    scene.tracker().write(block("table"));
    personWrites(description().replace("table", "no table"));

    assertThat(scene.tracker().write(block("table"))).isInstanceOf(Outcome.Done.class);
    assertThat(description()).contains("\r\ntable\r\n").doesNotContain("no table");
  }

  @Test
  void an_older_text_never_replaces_a_newer_one() {
    scene.tracker().write(block("new"));
    Entry older = new Entry.Description(Scene.stamp(NOON.minusSeconds(60)), "old");

    assertThat(scene.tracker().write(older))
        .isInstanceOf(Outcome.Refused.class)
        .extracting(Outcome::detail)
        .asString()
        .contains("a newer block stands there");
    assertThat(description()).contains("\r\nnew\r\n");
  }

  @Test
  void markers_that_somebody_broke_are_left_to_people() {
    scene.tracker().write(block("one"));
    personWrites(description().replace("<!-- promoter:end reef/18.2.8 -->", ""));
    String broken = description();

    assertThat(scene.tracker().write(block("two")))
        .isInstanceOf(Outcome.Failed.class)
        .extracting(Outcome::detail)
        .asString()
        .contains("put them right or delete them");
    assertThat(description()).isEqualTo(broken);
  }

  @Test
  void two_releases_have_a_block_each() {
    scene.tracker().write(block("one"));
    Entry other = new Entry.Description(new Stamp("reef/18.2.9", "18.2.9", Scene.SHA1, NOON), "x");
    scene.tracker().write(other);

    assertThat(scene.tracker().observe(block("one"))).isPresent();
    assertThat(scene.tracker().observe(other)).isPresent();
  }

  @Test
  void a_block_is_no_loss_of_what_a_person_saved_before_it() {
    personWrites(description().replace("TBD", "Lead"));
    scene.tracker().write(block("one"));
    Entry other = new Entry.Description(new Stamp("reef/18.2.9", "18.2.9", Scene.SHA1, NOON), "x");

    assertThat(scene.tracker().write(other)).isInstanceOf(Outcome.Done.class);

    assertThat(description()).contains("Lead", "\r\none\r\n", "\r\nx\r\n");
  }

  @Test
  void an_edit_saved_before_the_last_look_is_kept() {
    AtomicInteger reads = new AtomicInteger();
    meanwhile(
        request -> request.path().startsWith("/issues/") && reads.incrementAndGet() == 2,
        () -> personWrites(TEXT + "one more line\r\n"));

    assertThat(scene.tracker().write(block("table"))).isInstanceOf(Outcome.Done.class);
    assertThat(description()).startsWith(TEXT + "one more line\r\n").contains("\r\ntable\r\n");
  }

  @Test
  void an_edit_saved_between_the_last_look_and_the_write_is_put_back() {
    meanwhile(Request::writes, () -> personWrites(TEXT + "fs approved\r\n"));

    assertThat(scene.tracker().write(block("table"))).isInstanceOf(Outcome.Done.class);
    assertThat(description()).startsWith(TEXT + "fs approved\r\n").contains("\r\ntable\r\n");
    assertThat(scene.writes()).isEqualTo(2);
  }

  @Test
  void a_note_is_posted_once_for_each_change() {
    assertThat(scene.tracker().write(note("one"))).isInstanceOf(Outcome.Done.class);
    assertThat(scene.tracker().write(note("one"))).isInstanceOf(Outcome.AlreadyDone.class);
    assertThat(scene.tracker().write(note("two"))).isInstanceOf(Outcome.Done.class);
    assertThat(scene.tracker().write(note("two"))).isInstanceOf(Outcome.AlreadyDone.class);

    assertThat(notes()).hasSize(2);
    assertThat(notes().get(0)).startsWith("one\n\n<!-- promoter:note reef/18.2.8 18.2.8 ");
  }

  @Test
  void notes_of_people_that_quote_one_of_ours_are_not_taken_for_it() {
    scene.tracker().write(note("one"));
    scene.tracker().write(note("two"));
    String quoted = notes().get(0).lines().map(line -> "> " + line).reduce("", String::concat);
    scene.server.edit(scene.issue, "lead", Map.of("notes", quoted));

    assertThat(scene.tracker().write(note("two"))).isInstanceOf(Outcome.AlreadyDone.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"block", "note"})
  void a_write_whose_answer_is_lost_is_found_and_not_repeated(String kind) {
    Entry entry = kind.equals("block") ? block("table") : note("table");
    scene.server.intercept(
        Interceptor.afterEffect(
            request -> request.writes() ? new Intervention.Cut(false) : Intervention.PASS));

    assertThat(scene.tracker().write(entry))
        .isInstanceOf(Outcome.Done.class)
        .extracting(Outcome::detail)
        .asString()
        .contains("although the answer was lost");
    assertThat(scene.tracker().write(entry)).isInstanceOf(Outcome.AlreadyDone.class);
    assertThat(scene.writes()).isOne();
  }

  @Test
  void a_server_that_is_down_is_tried_again_and_gets_one_note_in_the_end() {
    instead(request -> true, Answer.html(503, "down"));
    assertThat(scene.tracker().write(note("one"))).isInstanceOf(Outcome.Retry.class);
    instead(Request::writes, Answer.html(500, "broken"));
    assertThat(scene.tracker().write(note("one"))).isInstanceOf(Outcome.Retry.class);
    scene.server.intercept(Interceptor.NONE);

    assertThat(scene.tracker().write(note("one"))).isInstanceOf(Outcome.Done.class);
    assertThat(notes()).hasSize(1);
  }

  @Test
  void a_write_that_is_dropped_is_a_failure_although_the_server_accepts_it() {
    instead(Request::writes, Answer.empty(204));

    assertThat(scene.tracker().write(block("table")))
        .isInstanceOf(Outcome.Failed.class)
        .extracting(Outcome::detail)
        .asString()
        .contains("accepted the change and dropped it");
    assertThat(scene.tracker().write(note("table"))).isInstanceOf(Outcome.Failed.class);
  }

  @Test
  void a_closed_issue_is_left_alone() {
    scene.server.edit(scene.issue, "lead", Map.of("status_id", "5"));

    assertThat(scene.tracker().write(block("table")))
        .isInstanceOf(Outcome.Refused.class)
        .extracting(Outcome::detail)
        .asString()
        .contains("the issue is closed (Closed)");
    assertThat(scene.writes()).isZero();
  }

  @Test
  void an_issue_of_another_project_is_left_alone() {
    TrackerIssue foreign =
        new TrackerIssue(scene.redmine("bot-key"), scene.issue, Optional.of("Rook"));

    assertThat(foreign.write(note("x")))
        .isInstanceOf(Outcome.Refused.class)
        .extracting(Outcome::detail)
        .asString()
        .contains("belongs to the project 'Ceph' and not to 'Rook'");
    assertThat(scene.writes()).isZero();
  }

  @Test
  void a_wrong_key_is_found_before_anything_is_sent() {
    assertThat(scene.tracker("wrong").write(note("x")))
        .isInstanceOf(Outcome.Failed.class)
        .extracting(Outcome::detail)
        .asString()
        .contains("401", "it does not accept the secret REDMINE_API_KEY");
    assertThat(scene.writes()).isZero();
  }

  @Test
  void a_key_without_the_right_is_told_so() {
    assertThat(scene.tracker("no-key").write(note("x")))
        .isInstanceOf(Outcome.Failed.class)
        .extracting(Outcome::detail)
        .asString()
        .contains("403", "give the user a role in the project");
  }

  @Test
  void an_unknown_issue_is_told_so() {
    TrackerIssue unknown = new TrackerIssue(scene.redmine("bot-key"), 99_999, Optional.empty());

    assertThat(unknown.write(note("x")))
        .isInstanceOf(Outcome.Failed.class)
        .extracting(Outcome::detail)
        .asString()
        .contains("404", "there is no such issue");
    assertThatThrownBy(() -> unknown.observe(note("x"))).isInstanceOf(RemoteException.class);
  }

  @Test
  void reasons_of_a_refusal_are_passed_on() {
    Entry fields = new Entry.Fields(Optional.empty(), Map.of("Affected Versions", List.of("v99")));

    assertThat(scene.tracker().write(fields))
        .isInstanceOf(Outcome.Failed.class)
        .extracting(Outcome::detail)
        .asString()
        .contains("Affected versions is not included in the list");
  }

  @Test
  void a_refusal_without_reasons_is_a_conflict_that_passes() {
    instead(Request::writes, Answer.of(422, "application/json", "{\"errors\":[]}"));

    assertThat(scene.tracker().write(note("x")))
        .isInstanceOf(Outcome.Retry.class)
        .extracting(Outcome::detail)
        .asString()
        .contains("somebody else changed the issue");
  }

  @Test
  void status_and_fields_are_set_and_read_back() {
    Entry fields =
        new Entry.Fields(
            Optional.of("in progress"),
            Map.of("Release", List.of("18.2.8"), "2", List.of("v18.2.8")));

    assertThat(scene.tracker().write(fields)).isInstanceOf(Outcome.Done.class);
    assertThat(scene.tracker().write(fields)).isInstanceOf(Outcome.AlreadyDone.class);
    assertThat(scene.server.status(scene.issue)).isEqualTo("In Progress");
    assertThat(scene.writes()).isOne();
  }

  @ParameterizedTest
  @CsvSource({
    "Nowhere,Release,cannot go from 'New' to 'Nowhere'",
    "New,Colour,no custom field 'Colour'"
  })
  void a_status_or_field_the_issue_does_not_have_is_named(
      String status, String field, String sentence) {
    Entry fields = new Entry.Fields(Optional.of(status), Map.of(field, List.of("x")));

    assertThat(scene.tracker().write(fields))
        .isInstanceOf(Outcome.Failed.class)
        .extracting(Outcome::detail)
        .asString()
        .contains(sentence);
    assertThat(scene.writes()).isZero();
  }

  @Test
  void several_values_for_a_field_of_one_are_not_cut_down_to_the_first() {
    Entry fields = new Entry.Fields(Optional.empty(), Map.of("Release", List.of("18", "19")));

    assertThat(scene.tracker().write(fields))
        .isInstanceOf(Outcome.Failed.class)
        .extracting(Outcome::detail)
        .asString()
        .contains("the custom field 'Release' holds one value and not 2: 18 | 19");
    assertThat(scene.writes()).isZero();
  }

  @Test
  void an_answer_that_is_not_redmine_is_not_believed() {
    instead(request -> true, Answer.html(200, "<h1>Maintenance</h1>"));

    assertThat(scene.tracker().write(note("x")))
        .isInstanceOf(Outcome.Retry.class)
        .extracting(Outcome::detail)
        .asString()
        .contains("no JSON object", "Maintenance");
  }
}
