package dev.promoter.remote.redmine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.promoter.domain.Outcome;
import dev.promoter.domain.Secret;
import dev.promoter.engine.RemoteException;
import dev.promoter.remote.http.Http;
import dev.promoter.remote.http.HttpSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The client against a real Redmine. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RedmineIT {
  @TempDir static Path directory;
  private final Http http = new Http(HttpSettings.standard());
  private RealRedmine server;

  @BeforeAll
  void start() throws Exception {
    server = RealRedmine.start(directory);
  }

  @AfterAll
  void stop() throws Exception {
    http.close();
    if (server != null) {
      server.close();
    }
  }

  private Redmine redmine(String key) {
    return Redmine.at(server.address(), http, "KEY", name -> Optional.of(new Secret(key)));
  }

  private Redmine bot() {
    return redmine(server.key("bot"));
  }

  private TrackerIssue tracker(String issue) {
    return new TrackerIssue(bot(), server.issue(issue), Optional.of("Ceph"));
  }

  private void personWrites(String issue, String text) {
    ObjectNode change = Json.MAPPER.createObjectNode().put("description", text);
    bot().change(server.issue(issue), "write as a person", change);
  }

  @Test
  void a_key_is_checked() {
    assertThat(bot().account().name()).isEqualTo("Release Bot");
    RemoteException fault =
        catchThrowableOfType(RemoteException.class, () -> redmine("wrong").account());
    assertThat(fault.status()).isEqualTo(401);
    assertThat(redmine("wrong").issue(server.issue("open")).project()).isEqualTo("Ceph");
  }

  @Test
  void a_block_is_written_kept_up_to_date_and_shown_as_a_table() throws Exception {
    String before = bot().issue(server.issue("open")).description();
    String table = new TableText(Formatting.TEXTILE).of(TableTextTest.table());
    Entry first = new Entry.Description(Scene.stamp(Scene.NOON), table);
    assertThat(tracker("open").write(first)).isInstanceOf(Outcome.Done.class);
    assertThat(tracker("open").write(first)).isInstanceOf(Outcome.AlreadyDone.class);

    String written = bot().issue(server.issue("open")).description();
    assertThat(written).startsWith(before);
    personWrites("open", "above \u2705\r\n" + written + "\r\nbelow  \r\n");
    Entry second =
        new Entry.Description(Scene.stamp(Scene.NOON.plusSeconds(1)), table + "\n\n* more");
    assertThat(tracker("open").write(second)).isInstanceOf(Outcome.Done.class);

    assertThat(bot().issue(server.issue("open")).description())
        .startsWith("above \u2705\r\n" + before)
        .contains("\r\n* more\r\n")
        .endsWith("<!-- promoter:end reef/18.2.8 -->\r\n\r\nbelow  \r\n");
    String page = server.page("/issues/" + server.issue("open"));
    assertThat(page.substring(page.indexOf("<h3 >QE validation"), page.indexOf("<li>more</li>")))
        .contains("<strong>FAILED</strong>", "<td> rados </td>", "&#42;again&#42;")
        .doesNotContain("promoter:begin reef", "<strong>again</strong>");
    assertThat(bot().issue(server.issue("open")).notes())
        .flatExtracting(Issue.Note::edits)
        .anySatisfy(edit -> assertThat(Lines.same(edit.before(), before)).isTrue());
  }

  @Test
  void a_note_is_posted_once() {
    Entry note = Scene.note("|_. Suite |_. Verdict |\n| rados | *PASSED* |");
    assertThat(tracker("notes").write(note)).isInstanceOf(Outcome.Done.class);
    assertThat(tracker("notes").write(note)).isInstanceOf(Outcome.AlreadyDone.class);
    assertThat(tracker("notes").write(Scene.note("other"))).isInstanceOf(Outcome.Done.class);

    assertThat(bot().issue(server.issue("notes")).notes())
        .filteredOn(one -> !one.text().isEmpty())
        .hasSize(2);
  }

  @Test
  void status_and_fields_are_set_and_what_is_wrong_is_named() {
    Entry good =
        new Entry.Fields(
            Optional.of("In Progress"),
            Map.of("Release", List.of("18.2.8"), "Affected Versions", List.of("v18.2.8")));
    assertThat(tracker("notes").write(good)).isInstanceOf(Outcome.Done.class);
    assertThat(tracker("notes").observe(good)).isPresent();

    Entry bad = new Entry.Fields(Optional.empty(), Map.of("Affected Versions", List.of("v99")));
    assertThat(tracker("notes").write(bad))
        .isInstanceOf(Outcome.Failed.class)
        .extracting(Outcome::detail)
        .asString()
        .contains("is not included in the list");
  }

  @Test
  void closed_and_foreign_issues_are_left_alone() {
    assertThat(tracker("closed").write(Scene.note("x"))).isInstanceOf(Outcome.Refused.class);
    assertThat(tracker("foreign").write(Scene.note("x"))).isInstanceOf(Outcome.Refused.class);
  }

  @Test
  void who_may_not_is_told_so() {
    TrackerIssue nobody =
        new TrackerIssue(redmine(server.key("nobody")), server.issue("notes"), Optional.empty());
    assertThat(nobody.write(Scene.block("x")))
        .isInstanceOf(Outcome.Failed.class)
        .extracting(Outcome::detail)
        .asString()
        .containsAnyOf("403", "dropped it");
    assertThatThrownBy(() -> bot().issue(99_999)).hasMessageContaining("404");
  }

  @Test
  void a_change_that_the_server_drops_is_noticed() {
    // A reporter may comment but not edit: the server answers 204 to the edit.
    TrackerIssue reporter =
        new TrackerIssue(redmine(server.key("lead")), server.issue("notes"), Optional.empty());
    assertThat(reporter.write(Scene.block("x"))).isInstanceOf(Outcome.Failed.class);
    assertThat(bot().issue(server.issue("notes")).description()).doesNotContain("promoter:begin");
  }
}
