package dev.promoter.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promoter.domain.Secret;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class HooksTest extends WithSite {
  private static final String PATH = "/api/v1/hooks/ci";
  private static final String BODY = "{\"release\": \"CentOS-9/master\", \"job\": \"job-a\"}";

  @Test
  void a_signed_report_has_rounds_begin() {
    HttpResponse<String> answer = report(BODY, site.clock.instant(), Site.HOOK_SECRET);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    assertThat(Site.json(answer).path("releases").path(0).asText()).isEqualTo("CentOS-9/master");
    assertThat(site.desk.orders.get(0)).contains("GENERIC", "CentOS-9/master", "job-a");
  }

  @Test
  void a_report_that_names_nothing_is_about_everything_of_its_kind() {
    assertThat(report("{\"job\": 7}", site.clock.instant(), Site.HOOK_SECRET).statusCode())
        .isEqualTo(202);
    assertThat(site.desk.orders.get(0)).contains("releases=[], jobs=[]");
  }

  @Test
  void a_report_that_is_not_signed_as_it_must_be_is_refused() {
    Instant now = site.clock.instant();
    assertThat(site.send("POST", PATH, BODY).statusCode()).isEqualTo(401);
    assertThat(report(BODY, now, "another secret").statusCode()).isEqualTo(401);
    assertThat(site.as(Role.ADMIN, "POST", PATH, BODY).statusCode()).isEqualTo(401);
    String time = Long.toString(now.getEpochSecond());
    String signature = signature(BODY, time, Site.HOOK_SECRET);
    assertThat(send(BODY.replace("job-a", "job-b"), time, signature).statusCode()).isEqualTo(401);
    String later = Long.toString(now.getEpochSecond() + 1);
    assertThat(send(BODY, later, signature).statusCode()).isEqualTo(401);
    assertThat(site.desk.orders).isEmpty();
  }

  @Test
  void a_report_counts_once_and_only_for_a_while() {
    Instant now = site.clock.instant();
    assertThat(report(BODY, now, Site.HOOK_SECRET).statusCode()).isEqualTo(202);
    assertThat(report(BODY, now, Site.HOOK_SECRET).statusCode()).isEqualTo(409);
    assertThat(report(BODY, now.minus(Duration.ofMinutes(6)), Site.HOOK_SECRET).statusCode())
        .isEqualTo(401);
    assertThat(report(BODY, now.plus(Duration.ofMinutes(6)), Site.HOOK_SECRET).statusCode())
        .isEqualTo(401);
    site.clock.advance(Duration.ofMinutes(6));
    assertThat(report(BODY, now, Site.HOOK_SECRET).statusCode()).isEqualTo(401);
    assertThat(site.desk.orders).hasSize(1);
  }

  @Test
  void a_report_counts_once_also_over_a_restart() {
    Instant now = site.clock.instant();
    assertThat(report(BODY, now, Site.HOOK_SECRET).statusCode()).isEqualTo(202);
    site.restart();
    assertThat(report(BODY, now, Site.HOOK_SECRET).statusCode()).isEqualTo(409);
    assertThat(site.desk.orders).hasSize(1);
  }

  @Test
  void an_unknown_hook_and_a_body_that_is_no_object_are_refused() {
    assertThat(site.send("POST", "/api/v1/hooks/unknown", BODY).statusCode()).isEqualTo(404);
    assertThat(report("[1]", site.clock.instant(), Site.HOOK_SECRET).statusCode()).isEqualTo(400);
    assertThat(send(BODY, "noon", signature(BODY, "noon", Site.HOOK_SECRET)).statusCode())
        .isEqualTo(400);
  }

  private HttpResponse<String> report(String body, Instant at, String secret) {
    String time = Long.toString(at.getEpochSecond());
    return send(body, time, signature(body, time, secret));
  }

  private HttpResponse<String> send(String body, String time, String signature) {
    return site.send("POST", PATH, body, Signature.TIME, time, Signature.SIGNATURE, signature);
  }

  private static String signature(String body, String time, String secret) {
    return "sha256="
        + Signature.sign(new Secret(secret), time, body.getBytes(StandardCharsets.UTF_8));
  }
}
