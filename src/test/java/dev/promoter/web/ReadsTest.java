package dev.promoter.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.promoter.domain.Caller;
import dev.promoter.domain.Channel;
import dev.promoter.domain.Deed;
import dev.promoter.domain.Waiver;
import dev.promoter.engine.Ended;
import dev.promoter.engine.History;
import dev.promoter.engine.TargetOutcome;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReadsTest extends WithSite {
  @Test
  void the_releases_are_listed_with_their_state() {
    JsonNode releases = read("/releases").path("releases");
    assertThat(releases).hasSize(2);
    assertThat(releases.path(0).path("release").asText()).isEqualTo("CentOS-9/master");
    assertThat(releases.path(0).path("state").asText()).isEqualTo("ok");
    assertThat(releases.path(1).path("state").asText()).isEqualTo("waiting");
  }

  @Test
  void a_release_is_named_with_or_without_encoded_slashes() {
    JsonNode release = read("/releases/CentOS-9/master");
    assertThat(release.path("round").asLong()).isEqualTo(17);
    assertThat(release.path("targets").path(0).path("outcome").asText()).isEqualTo("promoted");
    assertThat(read("/releases/CentOS-9%2Fmaster")).isEqualTo(release);
  }

  @Test
  void a_release_without_a_round_has_no_targets_yet() {
    JsonNode release = read("/releases/quiet");
    assertThat(release.path("round").isNull()).isTrue();
    assertThat(release.path("targets").isArray()).isTrue();
    assertThat(read("/releases/quiet/candidates").path("candidates")).isEmpty();
    assertThat(refused("/releases/quiet/explain")).contains("No round of quiet is stored yet.");
  }

  @Test
  void the_parts_of_a_release_are_those_of_its_newest_stored_round() {
    String release = "/releases/CentOS-9/master";
    assertThat(read(release + "/targets").path("targets")).hasSize(2);
    JsonNode target = read(release + "/targets/current-tripleo-rdo").path("targets");
    assertThat(target).hasSize(1);
    assertThat(target.path(0).path("outcome").asText()).isEqualTo("failed");
    JsonNode candidates = read(release + "/candidates").path("candidates");
    assertThat(candidates).isNotEmpty();
    String id = candidates.path(0).path("id").asText();
    JsonNode one = read(release + "/candidates/" + id);
    assertThat(one.findValuesAsText("id")).contains(id);
    assertThat(read(release + "/explain").path("releases").path(0).path("targets")).hasSize(2);
    assertThat(read(release + "/explain?target=current-tripleo&candidate=" + id)).isNotEmpty();
    assertThat(read("/rounds/17").path("round").asInt()).isEqualTo(17);
  }

  @Test
  void promotions_say_what_replaced_what_and_who_ordered_it() {
    site.desk.entries.add(0, promotion(18, "rolled back from aa by the-admin: breaks deployment"));
    site.desk.deeds.add(
        deed(7, Deed.Kind.ROLLBACK, new Caller("ann", "admin", "::1", Channel.API)));
    site.desk.deeds.add(
        deed(6, Deed.Kind.FORCE_PROMOTE, new Caller("bob", "admin", "::1", Channel.API)));
    JsonNode first = read("/promotions?limit=1");
    assertThat(first.path("promotions")).hasSize(1);
    assertThat(first.path("promotions").path(0).path("by").asText()).isEqualTo("ann");
    assertThat(first.path("promotions").path(0).path("result").asText()).isEqualTo("promoted");
    JsonNode second = read("/promotions?limit=1&cursor=" + first.path("next").asText());
    assertThat(second.path("promotions").path(0).path("round").asInt()).isEqualTo(17);
    assertThat(second.path("promotions").path(0).path("by").isNull()).isTrue();
    assertThat(second.path("next").isNull()).isTrue();
  }

  private static History.Entry promotion(long round, String reason) {
    return new History.Entry(
        round,
        FakeDesk.RELEASE,
        FakeDesk.NOW,
        "current-tripleo",
        TargetOutcome.PROMOTED,
        FakeDesk.CANDIDATE,
        "",
        reason);
  }

  private static Deed deed(long id, Deed.Kind kind, Caller caller) {
    return new Deed(
        id,
        FakeDesk.NOW,
        caller,
        kind,
        FakeDesk.RELEASE.value(),
        "current-tripleo",
        "",
        "",
        "breaks deployment",
        "it was ordered",
        Map.of());
  }

  @Test
  void what_is_over_is_listed_page_by_page_the_newest_first() {
    Waiver waiver = site.desk.waivers.get(0);
    for (long id = 1; id <= 3; id++) {
      site.desk.ended.add(
          0, new Ended(waiver.stored(id, at -> at), Optional.of(FakeDesk.NOW.minusSeconds(id))));
    }
    site.desk.ended.add(new Ended(site.desk.holds.get(0), Optional.empty()));
    JsonNode first = read("/waivers?state=ended&limit=2");
    assertThat(first.findValuesAsText("id")).containsExactly("3", "2");
    assertThat(first.path("waivers").path(0).path("taken_back_at").asText())
        .isEqualTo("2026-11-21T11:59:57Z");
    JsonNode second = read("/waivers?state=ended&limit=2&cursor=" + first.path("next").asText());
    assertThat(second.findValuesAsText("id")).containsExactly("1");
    assertThat(second.path("next").isNull()).isTrue();
    assertThat(read("/holds?state=ended").path("holds").path(0).path("taken_back_at").isNull())
        .isTrue();
    for (String path : List.of("approvals", "pins", "vetoes")) {
      assertThat(read("/" + path + "?state=ended").path(path)).isEmpty();
    }
    assertThat(read("/waivers?state=standing")).isEqualTo(read("/waivers"));
    assertThat(site.get("/api/v1/waivers?state=gone").statusCode()).isEqualTo(400);
  }

  @Test
  void a_decision_is_told_in_the_words_of_greenwave() {
    JsonNode decision = read("/decision?release=CentOS-9/master&target=current-tripleo");
    assertThat(decision.path("policies_satisfied").asBoolean()).isFalse();
    assertThat(decision.path("summary").asText()).isNotEmpty();
    assertThat(decision.path("unsatisfied_requirements")).isNotEmpty();
    assertThat(site.get("/api/v1/decision").statusCode()).isEqualTo(400);
    assertThat(site.get("/api/v1/decision?release=quiet").statusCode()).isEqualTo(404);
  }

  @Test
  void what_is_not_there_is_said_in_a_sentence() {
    assertThat(refused("/releases/none")).contains("There is no release 'none'.");
    assertThat(refused("/releases/CentOS-9/master/targets/none")).contains("had no target 'none'");
    assertThat(refused("/releases/CentOS-9/master/candidates/none"))
        .contains("judged no candidate");
    assertThat(refused("/rounds/99")).contains("There is no round 99");
  }

  @Test
  void a_long_list_comes_in_pages_that_lead_to_each_other() {
    for (int number = 18; number < 23; number++) {
      History.Entry one = site.desk.entries.get(0);
      site.desk.entries.add(0, numbered(one, number));
    }
    List<Integer> seen = new ArrayList<>();
    String next = "/api/v1/history?limit=2&release=CentOS-9/master";
    while (!next.isEmpty()) {
      HttpResponse<String> page = site.get(next);
      assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
      Site.json(page).path("entries").forEach(entry -> seen.add(entry.path("round").asInt()));
      site.desk.entries.add(0, numbered(site.desk.entries.get(0), 100 + seen.size()));
      next = page.headers().firstValue("Link").orElse("").replaceAll("^<(.*)>; rel=.*$", "$1");
      assertThat(Site.json(page).path("next").isNull()).isEqualTo(next.isEmpty());
    }
    assertThat(seen).containsExactly(22, 21, 20, 19, 18, 17);
    assertThat(site.get("/api/v1/history?cursor=elsewhere").statusCode()).isEqualTo(400);
    assertThat(site.get("/api/v1/waivers?cursor=elsewhere").statusCode()).isEqualTo(400);
  }

  @Test
  void a_cursor_is_good_for_the_list_it_came_from_alone() {
    Waiver first = site.desk.waivers.get(0);
    site.desk.waivers.add(first.stored(9, at -> at));
    site.desk.entries.add(0, numbered(site.desk.entries.get(0), 18));
    String waivers = read("/waivers?limit=1").path("next").asText();
    String history = read("/history?limit=1&release=CentOS-9/master").path("next").asText();
    assertThat(read("/history?limit=2&release=CentOS-9/master&cursor=" + history)).isNotEmpty();
    for (String other :
        List.of(
            "/holds?cursor=" + waivers,
            "/waivers?state=ended&cursor=" + waivers,
            "/promotions?release=CentOS-9/master&cursor=" + history,
            "/history?cursor=" + history,
            "/history?release=quiet&cursor=" + history)) {
      HttpResponse<String> answer = site.get("/api/v1" + other);
      assertThat(answer.statusCode()).as(other).isEqualTo(400);
      assertThat(answer.body()).contains("The cursor is none of this list");
    }
  }

  @Test
  void a_parameter_that_nobody_knows_is_refused_with_the_one_that_was_meant() {
    assertThat(refusedParameter("/history?relaese=x"))
        .contains("no parameter 'relaese' here; the nearest known one is 'release'")
        .contains("It takes release, target, by, kind, since, until, limit, cursor.");
    assertThat(refusedParameter("/waivers?release=x")).contains("It takes state, limit, cursor.");
    assertThat(refusedParameter("/nodes?x=1")).contains("this address takes none");
    assertThat(refusedParameter("/history?limit=3&=x")).contains("no parameter ''");
    assertThat(site.get("/openapi.json?x=1").statusCode()).isEqualTo(200);
  }

  @Test
  void every_address_refuses_what_its_description_does_not_list() {
    for (Route route : site.routes()) {
      if (!route.isPage() && !route.path().equals(Hooks.PATH)) {
        String path = route.path().replaceAll("\\{\\w+}", "3") + "?no-such-parameter=1";
        HttpResponse<String> answer = site.as(Role.ADMIN, route.method().name(), path, "{}");
        assertThat(answer.statusCode()).as(route.method() + " " + path).isEqualTo(400);
        assertThat(answer.body()).contains("no-such-parameter");
      }
    }
    assertThat(site.desk.orders).isEmpty();
  }

  private String refusedParameter(String path) {
    HttpResponse<String> answer = site.get("/api/v1" + path);
    assertThat(answer.statusCode()).as(path).isEqualTo(400);
    return Site.json(answer).path("detail").asText();
  }

  @Test
  void what_people_say_comes_in_pages_too() {
    Waiver first = site.desk.waivers.get(0);
    site.desk.waivers.add(first.stored(9, at -> at));
    JsonNode page = read("/waivers?limit=1");
    assertThat(page.path("waivers")).hasSize(1);
    String cursor = page.path("next").asText();
    site.desk.waivers.add(first.stored(12, at -> at));
    JsonNode rest = read("/waivers?limit=5&cursor=" + cursor);
    assertThat(rest.path("waivers").findValuesAsText("id")).containsExactly("9", "12");
    assertThat(rest.path("next").isNull()).isTrue();
  }

  @Test
  void candidates_come_in_pages_of_the_round_that_the_first_page_is_of() {
    String path = "/releases/CentOS-9/master/candidates";
    List<String> all = new ArrayList<>();
    read(path).path("candidates").forEach(one -> all.add(one.toString()));
    assertThat(all).hasSizeGreaterThan(1);
    List<String> paged = new ArrayList<>();
    String next = "/api/v1" + path + "?limit=1";
    while (!next.isEmpty()) {
      HttpResponse<String> page = site.get(next);
      Site.json(page).path("candidates").forEach(one -> paged.add(one.toString()));
      next = page.headers().firstValue("Link").orElse("").replaceAll("^<(.*)>; rel=.*$", "$1");
      assertThat(Site.json(page).path("next").isNull()).isEqualTo(next.isEmpty());
    }
    assertThat(paged).isEqualTo(all);
    assertThat(site.get("/api/v1" + path + "?cursor=nonsense").statusCode()).isEqualTo(400);
  }

  private static History.Entry numbered(History.Entry one, long number) {
    return new History.Entry(
        number,
        one.release(),
        one.at(),
        one.target(),
        one.outcome(),
        one.promoted(),
        one.previous(),
        one.reason());
  }

  @Test
  void a_word_that_cannot_be_read_is_refused() {
    assertThat(site.get("/api/v1/history?limit=0").statusCode()).isEqualTo(400);
    assertThat(site.get("/api/v1/history?limit=1&limit=2").statusCode()).isEqualTo(400);
    assertThat(site.get("/api/v1/rounds/x").statusCode()).isEqualTo(400);
    assertThat(site.get("/api/v1/releases/quiet/targets/-x").statusCode()).isEqualTo(400);
  }

  @Test
  void the_lists_are_those_of_the_commands() {
    assertThat(read("/history?release=CentOS-9/master&limit=1").path("entries")).hasSize(1);
    assertThat(read("/history?release=quiet").path("entries")).isEmpty();
    assertThat(read("/waivers").path("waivers").path(0).path("expired").asBoolean()).isFalse();
    assertThat(read("/holds").path("holds").path(0).path("until").isNull()).isTrue();
    assertThat(read("/waivers").path("waivers").path(0).path("ends_soon").asBoolean()).isTrue();
    assertThat(read("/pins").path("pins")).isEmpty();
    assertThat(read("/vetoes").path("vetoes")).isEmpty();
    assertThat(read("/freezes").path("freezes").findValuesAsText("name"))
        .containsExactly("summit", "weekend", "move");
    assertThat(read("/nodes").path("nodes").findValuesAsText("name"))
        .containsExactly("east", "west");
    assertThat(read("/nodes").path("nodes").path(1).path("alive").asBoolean()).isFalse();
    assertThat(read("/approvals").path("approvals").path(0).path("subject").asText())
        .isEqualTo("rados");
  }

  private JsonNode read(String path) {
    HttpResponse<String> answer = site.get("/api/v1" + path);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return Site.json(answer);
  }

  private String refused(String path) {
    HttpResponse<String> answer = site.get("/api/v1" + path);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(404);
    return Site.json(answer).path("detail").asText();
  }
}
