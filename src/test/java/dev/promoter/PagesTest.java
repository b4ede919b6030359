package dev.promoter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promoter.bench.Year;
import dev.promoter.cli.PromoterCommand;
import dev.promoter.domain.Choice;
import dev.promoter.domain.Deed;
import dev.promoter.domain.Intervention;
import dev.promoter.domain.Waiver;
import dev.promoter.web.Role;
import dev.promoter.web.Route;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages over HTTP: who may see and send what, and what protects whoever looks at them. */
class PagesTest {
  private static final String RELEASE = "CentOS-9/release-01";
  private static final String BROWSER = "text/html,application/xhtml+xml,*/*;q=0.8";
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final Pattern CSRF = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"");

  @TempDir static Path directory;
  private static PagesScene scene;
  private final HttpClient client = HttpClient.newHttpClient();

  @BeforeAll
  static void open() {
    scene = PagesScene.open(directory.resolve("open"), 100, 1, 2);
  }

  @AfterAll
  static void close() {
    scene.close();
  }

  @Test
  void the_overview_of_a_hundred_releases_is_small() {
    assertThat(get("/").body().getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(200_000);
    assertThat(get("/").body().split("scope=\"rowgroup\"")).hasSize(1 + 100);
  }

  @Test
  void every_page_is_answered_with_a_strict_policy_and_nothing_inline() {
    for (Route route : pages()) {
      HttpResponse<String> page = get(filled(route.path()), "Cookie", session());
      assertThat(page.statusCode()).as(route.path()).isEqualTo(200);
      if (header(page, "Content-Type").startsWith("text/html")) {
        assertThat(header(page, "Content-Security-Policy"))
            .contains("default-src 'none'", "frame-ancestors 'none'")
            .doesNotContain("unsafe");
        assertThat(page.body())
            .as(route.path())
            .doesNotContain("style=\"", "<style", "onclick", "<script>", "src=\"http", "@import")
            .contains("<html lang=\"en\">", "class=\"skip\"", "<main", "<h1>");
      }
    }
  }

  @Test
  void what_has_not_changed_is_not_sent_again() {
    HttpResponse<String> first = get("/release/" + RELEASE);
    HttpResponse<String> second =
        get("/release/" + RELEASE, "If-None-Match", header(first, "ETag"));

    assertThat(second.statusCode()).isEqualTo(304);
    assertThat(header(first, "Vary")).contains("Cookie");
  }

  @Test
  void the_names_of_style_and_script_change_with_what_they_hold() {
    Matcher style =
        Pattern.compile("href=\"(/assets/promoter-[0-9a-f]{12}.css)\"").matcher(get("/").body());
    assertThat(style.find()).isTrue();
    HttpResponse<String> sheet = get(style.group(1));

    assertThat(header(sheet, "Cache-Control")).contains("immutable");
    assertThat(header(sheet, "Content-Type")).startsWith("text/css");
    assertThat(get("/assets/promoter-000000000000.css").statusCode()).isEqualTo(404);
  }

  @Test
  void badges_and_feeds_say_what_they_are() {
    HttpResponse<String> badge = get("/badge/" + Year.LINK + "/" + RELEASE);
    assertThat(header(badge, "Content-Type")).isEqualTo("image/svg+xml");
    assertThat(header(badge, "Cross-Origin-Resource-Policy")).isEqualTo("cross-origin");
    assertThat(badge.body()).startsWith("<svg").contains(Year.LINK.value());
    assertThat(header(get("/feed.atom"), "Content-Type")).startsWith("application/atom+xml");
    assertThat(header(get("/feed.json"), "Content-Type")).startsWith("application/feed+json");
  }

  @Test
  void what_is_not_there_is_said_as_a_page_to_people_and_as_a_document_to_programs() {
    HttpResponse<String> page = get("/release/no/such<b>");
    assertThat(page.statusCode()).isEqualTo(404);
    assertThat(page.body()).contains("There is no release").doesNotContain("such<b>");

    HttpResponse<String> document = send("GET", "/release/nothing", "", "Accept", "*/*");
    assertThat(header(document, "Content-Type")).startsWith("application/problem+json");
    for (String bad :
        List.of(
            "/charts?weeks=5",
            "/history?kind=x",
            "/history?before=noon",
            "/release/" + RELEASE + "?page=-1")) {
      assertThat(get(bad).statusCode()).as(bad).isEqualTo(400);
    }
  }

  @Test
  void a_form_is_taken_only_from_whoever_may_and_only_with_its_word() {
    String body = "release=" + RELEASE + "&reason=x";
    assertThat(post("/act/hold", body).statusCode()).isEqualTo(401);
    assertThat(post("/act/hold", body, "Cookie", session()).statusCode()).isEqualTo(403);
    assertThat(post("/act/hold", body + "&csrf=wrong", "Cookie", session()).statusCode())
        .isEqualTo(403);
    assertThat(post("/logout", "csrf=wrong", "Cookie", session()).statusCode()).isEqualTo(403);
    assertThat(scene.store().interventions().holds()).isEmpty();

    String csrf = csrf(get("/people", "Cookie", session()));
    HttpResponse<String> taken = post("/act/hold", body + "&csrf=" + csrf, "Cookie", session());
    assertThat(taken.statusCode()).isEqualTo(303);
    assertThat(scene.store().interventions().holds().get(0).by()).isEqualTo("ann");
    assertThat(scene.store().interventions().holds().get(0).target()).isEmpty();
    assertThat(get("/act/hold?release=" + RELEASE + "&target=x", "Cookie", session()).body())
        .contains("value=\"x\"", "empty for the whole release");
    String lift = "id=1&csrf=" + csrf;
    assertThat(post("/act/unhold", lift, "Cookie", session()).statusCode()).isEqualTo(303);
  }

  @Test
  void who_may_only_look_is_offered_no_form_and_can_send_none() {
    String session = "promoter_token=" + scene.viewer();
    HttpResponse<String> people = get("/people", "Cookie", session);
    assertThat(people.body()).contains("vera").doesNotContain("/act/");
    String csrf = csrf(people);
    List<Route> acts =
        scene.routes().stream().filter(route -> route.path().startsWith("/act/")).toList();

    assertThat(acts).hasSize(2 * 7 + 5);
    for (Route act : acts) {
      HttpResponse<String> answer =
          send(act.method().name(), act.path(), "id=1&csrf=" + csrf, "Cookie", session);
      assertThat(answer.statusCode()).as(act.path()).isEqualTo(403);
    }
  }

  @Test
  void a_form_of_another_site_is_not_taken() {
    assertThat(post("/login", "token=x", "Sec-Fetch-Site", "cross-site").statusCode())
        .isEqualTo(403);
  }

  @Test
  void what_is_missing_in_a_form_is_said_in_the_form() {
    String csrf = csrf(get("/people", "Cookie", session()));
    HttpResponse<String> waive =
        post(
            "/act/waive",
            "release=%s&target=a&requirement=b&reason=c&csrf=%s".formatted(RELEASE, csrf),
            "Cookie",
            session());

    assertThat(waive.statusCode()).isEqualTo(422);
    assertThat(waive.body()).contains("A waiver needs an end.", "value=\"c\"");
  }

  @Test
  void whatever_a_person_can_say_is_a_command_a_route_of_the_api_and_a_form() {
    List<String> routes =
        scene.routes().stream().map(route -> route.method() + " " + route.path()).toList();
    for (Intervention.Kind kind : Intervention.Kind.values()) {
      String api = "/api/v1/" + kind.words();
      assertThat(routes)
          .contains("GET " + api, "GET " + api + "/{id}")
          .contains("POST " + api, "DELETE " + api + "/{id}")
          .contains("GET /act/" + kind.given().word(), "POST /act/" + kind.given().word())
          .contains("POST /act/" + kind.takenBack().word());
      for (Deed.Kind deed : List.of(kind.given(), kind.takenBack())) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int code =
            PromoterCommand.run(
                new String[] {"help", deed.word()},
                options -> {
                  throw new AssertionError("help needs no program");
                },
                new PrintStream(out, true, StandardCharsets.UTF_8),
                System.err,
                Map.of());
        assertThat(code).as(deed.word()).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("promoter " + deed.word());
      }
    }
  }

  @Test
  void a_candidate_is_pinned_vetoed_and_released_with_forms() {
    String csrf = csrf(get("/people", "Cookie", session()));
    String body =
        "release=%s&target=%s&candidate=%s&reason=it+eats+data&csrf=%s"
            .formatted(RELEASE, Year.LINK, candidate(), csrf);
    for (String kind : List.of("pin", "veto")) {
      assertThat(post("/act/" + kind, body, "Cookie", session()).statusCode()).isEqualTo(303);
    }
    assertThat(get("/people", "Cookie", session()).body())
        .contains("Pins", "Vetoes", "it eats data", "/act/unpin", "/act/unveto")
        .contains("Freezes", "weekend", "nobody is here");
    for (Choice one : scene.store().interventions().choices()) {
      String back = "id=%d&csrf=%s".formatted(one.id(), csrf);
      assertThat(post("/act/un" + one.kind().word(), back, "Cookie", session()).statusCode())
          .isEqualTo(303);
    }
    assertThat(scene.store().interventions().choices()).isEmpty();
  }

  @Test
  void a_second_click_on_an_order_orders_nothing_more() {
    String csrf = csrf(get("/people", "Cookie", session()));
    String body =
        "release=%s&target=%s&reason=it+eats+data&csrf=%s".formatted(RELEASE, Year.LINK, csrf);
    String shown = post("/act/rollback", body, "Cookie", session()).body();
    Matcher once = Pattern.compile("/act/rollback\\?once=[-0-9a-f]+").matcher(shown);
    Matcher plan = Pattern.compile("name=\"shown\" value=\"([^\"]+)").matcher(shown);
    assertThat(once.find() && plan.find()).as(shown).isTrue();
    int before = scene.carriedOut().size();
    String other = body + "&confirm=yes&shown=another";
    HttpResponse<String> changed = post(once.group(), other, "Cookie", session());
    assertThat(changed.statusCode()).isEqualTo(409);
    assertThat(changed.body()).contains("is not what was shown before; nothing was done");

    String confirmed = body + "&confirm=yes&shown=" + plan.group(1);
    for (int clicks = 0; clicks < 2; clicks++) {
      HttpResponse<String> done = post(once.group(), confirmed, "Cookie", session());
      assertThat(done.statusCode()).as(done.body()).isEqualTo(303);
      assertThat(header(done, "Location")).isEqualTo("/release/" + RELEASE);
    }

    assertThat(scene.carriedOut()).hasSize(before + 1);
  }

  @Test
  void a_waiver_of_a_form_may_be_bound_to_evidence_and_end_with_a_promotion() {
    String csrf = csrf(get("/people", "Cookie", session()));
    String body =
        "release=%s&target=%s&requirement=b&reason=c&csrf=%s&until_promoted=yes"
            .formatted(RELEASE, Year.LINK, csrf);
    assertThat(post("/act/waive", body + "&evidence=nothing", "Cookie", session()).body())
        .contains("is not JOB@ADDRESS or JOB@RUN", "checked");
    assertThat(post("/act/waive", body + "&candidate=abc", "Cookie", session()).statusCode())
        .isEqualTo(422);
    assertThat(post("/act/waive", body + "&evidence=b@7", "Cookie", session()).statusCode())
        .isEqualTo(303);
    Waiver waiver =
        scene.store().interventions().waivers().stream()
            .filter(one -> one.requirement().equals("b"))
            .findFirst()
            .orElseThrow();
    assertThat(waiver.untilPromoted()).isTrue();
    assertThat(get("/people", "Cookie", session()).body())
        .contains("only the failure b@7</small>", "until something is promoted");
    String back = "id=%d&csrf=%s".formatted(waiver.id(), csrf);
    assertThat(post("/act/unwaive", back, "Cookie", session()).statusCode()).isEqualTo(303);
  }

  @Test
  void a_waiver_that_ends_soon_is_pointed_out_on_the_first_page_and_in_the_list() {
    String csrf = csrf(get("/people", "Cookie", session()));
    String today = PagesScene.NOW.toString().substring(0, 10);
    String body =
        "release=%s&target=%s&requirement=late&reason=c&csrf=%s&until=%s"
            .formatted(RELEASE, Year.LINK, csrf, today);
    assertThat(post("/act/waive", body, "Cookie", session()).statusCode()).isEqualTo(303);

    assertThat(get("/", "Cookie", session()).body())
        .contains("that end soon", "late of " + RELEASE, "any failure");
    assertThat(get("/people", "Cookie", session()).body())
        .contains("covers any failure; ends soon");
  }

  @Test
  void the_log_in_gives_nothing_away_and_leads_nowhere_else() {
    HttpResponse<String> wrong = post("/login", "token=promoter_x&next=/queue");
    assertThat(wrong.statusCode()).isEqualTo(401);
    assertThat(wrong.body()).doesNotContain("ann", "promoter_x").contains("value=\"/queue\"");

    HttpResponse<String> right =
        post("/login", "token=" + scene.token() + "&next=https://evil.example/");
    assertThat(right.statusCode()).isEqualTo(303);
    assertThat(header(right, "Location")).isEqualTo("/");
    assertThat(header(right, "Set-Cookie"))
        .contains("HttpOnly", "SameSite=Strict", "Path=/")
        .doesNotContain("Secure");
    assertThat(header(post("/login", "token=" + scene.token() + "&next=//evil"), "Location"))
        .isEqualTo("/");
  }

  @Test
  void the_api_knows_no_cookies() {
    HttpResponse<String> answer =
        send("GET", "/api/v1/releases", "", "Cookie", session(), "Accept", "*/*");

    assertThat(header(answer, "Vary")).contains("Authorization").doesNotContain("Cookie");
  }

  @Test
  void where_looking_needs_a_token_every_page_but_the_log_in_leads_to_it() {
    try (PagesScene closed = new PagesScene(directory.resolve("closed"), false)) {
      for (Route route : closed.routes()) {
        if (route.isPage() && route.method() == Route.Method.GET && route.role() != Role.NOBODY) {
          HttpResponse<String> answer =
              ask("GET", closed.address(filled(route.path())), "", "Accept", BROWSER);
          assertThat(answer.statusCode()).as(route.path()).isEqualTo(401);
          assertThat(answer.body()).contains("action=\"/login\"").doesNotContain("<table", "<svg");
        }
      }
      assertThat(ask("GET", closed.address("/login"), "", "Accept", BROWSER).statusCode())
          .isEqualTo(200);
    }
  }

  private static List<Route> pages() {
    return scene.routes().stream()
        .filter(route -> route.isPage() && route.method() == Route.Method.GET)
        .toList();
  }

  private String filled(String path) {
    return path.replace("{release}", RELEASE)
        .replace("{candidate}", path.contains("{candidate}") ? candidate() : "")
        .replace("{target}", Year.LINK.value())
        .replace("{name}", "icon.svg");
  }

  private String candidate() {
    String body = get("/release/" + RELEASE).body();
    int at = body.indexOf("/candidate/", body.indexOf("<tbody>")) + "/candidate/".length();
    return body.substring(at, body.indexOf('/', at));
  }

  private static String session() {
    return "promoter_token=" + scene.token();
  }

  private static String csrf(HttpResponse<String> page) {
    Matcher matcher = CSRF.matcher(page.body());
    assertThat(matcher.find()).isTrue();
    return matcher.group(1);
  }

  private static String header(HttpResponse<String> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  private HttpResponse<String> get(String path, String... headers) {
    return send("GET", path, "", headers);
  }

  private HttpResponse<String> post(String path, String body, String... headers) {
    return send("POST", path, body, headers);
  }

  private HttpResponse<String> send(String method, String path, String body, String... headers) {
    boolean browser = !List.of(headers).contains("Accept");
    List<String> all = new ArrayList<>(List.of(headers));
    if (browser) {
      all.addAll(List.of("Accept", BROWSER));
    }
    return ask(
        method,
        scene.address(path.replace("<", "%3C").replace(">", "%3E")),
        body,
        all.toArray(String[]::new));
  }

  private HttpResponse<String> ask(String method, String address, String body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address))
            .method(
                method,
                method.equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .headers(headers);
    if (!body.isEmpty()) {
      request.header("Content-Type", FORM);
    }
    try {
      return client.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
