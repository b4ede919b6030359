package dev.promoter.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WritesTest extends WithSite {
  private static final String WAIVE =
      """
      {"release": "CentOS-9/master", "target": "current-tripleo", "requirement": "job-a",
       "any_candidate": true, "reason": "the mirror is down", "until": "2026-12-24"}
      """;

  @Test
  void a_waiver_has_the_owner_of_the_token_as_its_author() {
    HttpResponse<String> answer = order("/waivers", WAIVE);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    JsonNode waiver = Site.json(answer);
    assertThat(waiver.path("by").asText()).isEqualTo("the-operator");
    assertThat(waiver.path("until").asText()).isEqualTo("2026-12-25T00:00:00Z");
    assertThat(site.desk.orders.get(0))
        .contains("name=the-operator", "role=operator", "from=127.0.0.1", "channel=API");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "{\"release\"",
        "{\"release\": \"a\", \"release\": \"b\"}",
        "{\"release\": 7}",
        "{\"by\": \"somebody else\"}",
        "{\"any_candidate\": \"yes\"}"
      })
  void a_body_that_says_something_else_is_refused(String body) {
    HttpResponse<String> answer = order("/waivers", body);
    assertThat(answer.statusCode()).isIn(400, 422);
    assertThat(Site.json(answer).path("detail").asText()).isNotEmpty();
    assertThat(site.desk.orders).isEmpty();
  }

  @Test
  void a_waiver_for_all_candidates_must_say_so_and_end_ahead() {
    assertThat(order("/waivers", WAIVE.replace("\"any_candidate\": true, ", "")).statusCode())
        .isEqualTo(422);
    assertThat(order("/waivers", WAIVE.replace("2026-12-24", "2026-11-01")).body())
        .contains("is in the past");
  }

  @Test
  void a_pattern_that_is_in_every_failure_is_refused() {
    String order = WAIVE.replace("{", "{\"pattern\": \" * \", ");

    assertThat(order("/waivers", order).body()).contains("is in every failure");
    assertThat(site.desk.orders).isEmpty();
  }

  @Test
  void a_body_of_another_type_is_refused() {
    HttpResponse<String> answer =
        site.send(
            "POST",
            "/api/v1/reload",
            "x=1",
            "Authorization",
            "Bearer " + site.token(Role.ADMIN),
            "Content-Type",
            "application/x-www-form-urlencoded");
    assertThat(answer.statusCode()).isEqualTo(415);
  }

  @Test
  void a_body_that_is_too_long_is_refused() {
    HttpResponse<String> answer = order("/holds", "{\"reason\": \"" + "x".repeat(5000) + "\"}");
    assertThat(answer.statusCode()).isEqualTo(413);
  }

  @Test
  void what_was_said_is_taken_back_if_it_is_still_as_it_was_read() {
    String tag = site.get("/api/v1/waivers/3").headers().firstValue("ETag").orElseThrow();
    assertThat(delete("/waivers/3", "If-Match", "\"something else\"").statusCode()).isEqualTo(412);
    assertThat(site.desk.orders).isEmpty();
    assertThat(delete("/waivers/3", "If-Match", tag).statusCode()).isEqualTo(204);
    assertThat(site.desk.orders).containsExactly("take back WAIVER 3 (mended) by the-operator");
    assertThat(delete("/waivers/3").statusCode()).isEqualTo(404);
  }

  @Test
  void holds_and_approvals_are_given_and_lifted() {
    assertThat(
            order("/holds", "{\"release\": \"quiet\", \"reason\": \"release day\"}").statusCode())
        .isEqualTo(201);
    assertThat(
            order("/approvals", "{\"release\": \"ceph/tentacle\", \"note\": \"known\"}")
                .statusCode())
        .isEqualTo(201);
    assertThat(delete("/holds/4").statusCode()).isEqualTo(204);
    assertThat(delete("/approvals/5").statusCode()).isEqualTo(204);
  }

  @Test
  void a_waiver_may_be_bound_to_one_failure_and_end_with_a_promotion() {
    String waive =
        WAIVE
            .replace("\"any_candidate\"", "\"until_promoted\"")
            .replace(", \"until\": \"2026-12-24\"", "")
            .replace("\"reason\"", "\"evidence\": \"job-a@run-7\", \"reason\"");
    HttpResponse<String> answer = order("/waivers", waive);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    JsonNode waiver = Site.json(answer);
    assertThat(waiver.path("evidence").asText()).isEqualTo("job-a@run-7");
    assertThat(waiver.path("until_promoted").asBoolean()).isTrue();
    assertThat(waiver.path("any_failure").asBoolean()).isFalse();
    assertThat(order("/waivers", waive.replace("job-a@run-7", "run-7")).statusCode())
        .isEqualTo(400);
    assertThat(order("/waivers", waive.replace("{", "{\"any_candidate\": true,")).body())
        .contains("Give one of candidate");
  }

  @ParameterizedTest
  @ValueSource(strings = {"pin", "veto"})
  void a_candidate_is_pinned_or_vetoed_and_released_again(String kind) {
    String path = kind.equals("pin") ? "/pins" : "/vetoes";
    String body =
        "{\"release\": \"CentOS-9/master\", \"target\": \"current-tripleo\", \"candidate\": \""
            + FakeDesk.CANDIDATE
            + "\", \"reason\": \"eats data\"}";
    HttpResponse<String> answer = order(path, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    assertThat(Site.json(answer).path("kind").asText()).isEqualTo(kind);
    assertThat(Site.json(site.get("/api/v1" + path)).path(path.substring(1))).hasSize(1);
    assertThat(site.get("/api/v1" + path + "/60").statusCode()).isEqualTo(200);
    assertThat(delete(path + "/60").statusCode()).isEqualTo(204);
    assertThat(delete(path + "/60").statusCode()).isEqualTo(404);
    assertThat(order(path, body.replace(FakeDesk.CANDIDATE, "abc")).statusCode()).isEqualTo(400);
  }

  @Test
  void an_order_with_a_key_is_carried_out_once() {
    HttpResponse<String> first = order("/waivers", WAIVE, "Idempotency-Key", "abc");
    HttpResponse<String> second = order("/waivers", WAIVE, "Idempotency-Key", "abc");
    assertThat(second.statusCode()).isEqualTo(201);
    assertThat(second.body()).isEqualTo(first.body());
    assertThat(second.headers().firstValue("Idempotency-Replayed")).hasValue("true");
    assertThat(site.desk.orders).hasSize(1);
    assertThat(
            order("/waivers", WAIVE.replace("job-a", "job-b"), "Idempotency-Key", "abc")
                .statusCode())
        .isEqualTo(422);
    assertThat(order("/waivers", WAIVE, "Idempotency-Key", "x".repeat(256)).statusCode())
        .isEqualTo(400);
  }

  @Test
  void what_was_made_can_be_read_where_the_answer_says_also_when_it_is_given_again() {
    HttpResponse<String> first = order("/waivers", WAIVE, "Idempotency-Key", "abc");
    String place = first.headers().firstValue("Location").orElseThrow();
    assertThat(Site.json(site.get(place))).isEqualTo(Site.json(first));
    assertThat(order("/waivers", WAIVE, "Idempotency-Key", "abc").headers().firstValue("Location"))
        .hasValue(place);
    String hold = "{\"release\": \"quiet\", \"reason\": \"release day\"}";
    HttpResponse<String> held = order("/holds", hold);
    String heldAt = held.headers().firstValue("Location").orElseThrow();
    assertThat(Site.json(site.get(heldAt))).isEqualTo(Site.json(held));
  }

  @Test
  void an_order_that_was_refused_may_be_repeated_with_its_key() {
    String hold = "{\"release\": \"quiet\", \"target\": \"%s\", \"reason\": \"r\"}";
    for (int times = 0; times < 2; times++) {
      assertThat(order("/holds", hold.formatted("unknown"), "Idempotency-Key", "k").statusCode())
          .isEqualTo(422);
    }
    assertThat(order("/holds", hold.formatted("other"), "Idempotency-Key", "k").statusCode())
        .isEqualTo(201);
  }

  @Test
  void what_was_taken_back_with_a_key_is_taken_back_once() {
    for (int times = 0; times < 2; times++) {
      HttpResponse<String> answer = delete("/waivers/3", "Idempotency-Key", "k");
      assertThat(answer.statusCode()).isEqualTo(204);
      assertThat(answer.headers().firstValue("Idempotency-Replayed").isPresent())
          .isEqualTo(times == 1);
    }
    assertThat(site.desk.orders).hasSize(1);
  }

  @Test
  void what_broke_off_before_it_was_said_may_be_sent_again_with_its_key() {
    site.desk.broken = true;
    assertThat(order("/waivers", WAIVE, "Idempotency-Key", "k").statusCode()).isEqualTo(500);
    site.desk.broken = false;
    assertThat(order("/waivers", WAIVE, "Idempotency-Key", "k").statusCode()).isEqualTo(201);
    assertThat(order("/waivers", WAIVE, "Idempotency-Key", "k").statusCode()).isEqualTo(201);
    assertThat(site.desk.waivers).hasSize(2);
  }

  @Test
  void a_promotion_that_broke_off_is_not_begun_again() {
    String path = "/releases/CentOS-9/master/rollbacks";
    String rollback = "{\"target\": \"current-tripleo\", \"reason\": \"breaks deployment\"}";
    site.desk.broken = true;
    assertThat(admin(path, rollback, "Idempotency-Key", "k").statusCode()).isEqualTo(500);
    site.desk.broken = false;
    HttpResponse<String> answer = admin(path, rollback, "Idempotency-Key", "k");
    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(Site.json(answer).path("detail").asText()).contains("history");
    assertThat(site.desk.orders).containsExactly("roll back current-tripleo");
  }

  @Test
  void the_cookie_of_a_page_orders_nothing_here() {
    for (String path : List.of("/commands", "/waivers", "/reload")) {
      HttpResponse<String> answer =
          site.send(
              "POST",
              "/api/v1" + path,
              "{\"user\": \"ann@desk\", \"arguments\": [\"holds\"]}",
              "Cookie",
              Request.TOKEN_COOKIE + "=" + site.token(Role.ADMIN));
      assertThat(answer.statusCode()).isEqualTo(401);
    }
    assertThat(site.desk.orders).isEmpty();
  }

  @Test
  void a_round_begins_or_follows_the_one_that_runs() {
    HttpResponse<String> first = order("/releases/CentOS-9/master/rounds", "");
    assertThat(first.statusCode()).isEqualTo(202);
    assertThat(Site.json(first).path("state").asText()).isEqualTo("begun");
    assertThat(Site.json(order("/releases/CentOS-9/master/rounds", "{}")).path("state").asText())
        .isEqualTo("follows");
    assertThat(order("/releases/none/rounds", "").statusCode()).isEqualTo(404);
  }

  @Test
  void links_are_moved_by_administrators() {
    String known = site.desk.report.targets().get(0).judged().get(0).judgement().candidate().id();
    String force =
        "{\"source\": \"a\", \"target\": \"current-tripleo\", \"candidate\": \"%s\", \"reason\": \"r\"}";
    HttpResponse<String> answer =
        admin("/releases/CentOS-9/master/promotions", force.formatted(known));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(site.desk.orders.get(0)).isEqualTo("force " + known + " to current-tripleo");
    assertThat(
            admin("/releases/CentOS-9/master/promotions", force.formatted("0".repeat(40)))
                .statusCode())
        .isEqualTo(422);
    String rollback = "{\"target\": \"current-tripleo\", \"reason\": \"breaks deployment\"}";
    assertThat(admin("/releases/CentOS-9/master/rollbacks", rollback).statusCode()).isEqualTo(200);
    site.desk.busy = true;
    assertThat(admin("/releases/CentOS-9/master/rollbacks", rollback).statusCode()).isEqualTo(409);
    assertThat(admin("/reload", "").statusCode()).isEqualTo(202);
    assertThat(site.desk.orders).last().isEqualTo("reload by the-admin");
  }

  @Test
  void a_link_is_moved_only_as_it_was_read() {
    String rollback = "{\"target\": \"current-tripleo\", \"reason\": \"breaks deployment\"}";
    String path = "/releases/CentOS-9/master/rollbacks";
    String tag =
        site.get("/api/v1/releases/CentOS-9/master/targets/current-tripleo")
            .headers()
            .firstValue("ETag")
            .orElseThrow();
    assertThat(admin(path, rollback, "If-Match", tag).statusCode()).isEqualTo(200);
    assertThat(admin(path, rollback, "If-Match", "\"older\"").statusCode()).isEqualTo(412);
    assertThat(site.desk.orders).hasSize(1);
  }

  @Test
  void a_judgement_of_now_is_the_document_of_explain() {
    HttpResponse<String> answer =
        order("/releases/CentOS-9/master/judgements", "{\"target\": \"current-tripleo\"}");
    assertThat(Site.json(answer).path("releases")).hasSize(1);
  }

  private HttpResponse<String> order(String path, String body, String... headers) {
    return site.as(Role.OPERATOR, "POST", "/api/v1" + path, body, headers);
  }

  private HttpResponse<String> admin(String path, String body, String... headers) {
    return site.as(Role.ADMIN, "POST", "/api/v1" + path, body, headers);
  }

  private HttpResponse<String> delete(String path, String... headers) {
    return site.as(Role.OPERATOR, "DELETE", "/api/v1" + path, "{\"reason\": \"mended\"}", headers);
  }
}
