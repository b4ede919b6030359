package dev.promoter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.promoter.bench.Year;
import dev.promoter.real.Browser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages in a real browser: with and without script, by keyboard, in light and dark. */
class BrowserIT {
  private static final Path PICTURES = Path.of("target", "screenshots");
  private static final String AXE = "/META-INF/resources/webjars/axe-core/4.6.3/axe.min.js";
  private static final String TAB = "\uE004";
  private static final String ENTER = "\uE007";
  private static final String RELEASE = "CentOS-9/release-01";

  @TempDir static Path directory;
  private static PagesScene scene;

  @BeforeAll
  static void open() {
    scene = PagesScene.open(directory, 8, 40, 30);
  }

  @AfterAll
  static void close() {
    scene.close();
  }

  @Test
  void from_the_overview_to_the_evidence_in_three_steps() {
    try (Browser browser = Browser.start(true)) {
      drillDown(browser);
      browser.photograph(PICTURES.resolve("candidate.png"));
    }
  }

  @Test
  void everything_is_there_without_script() {
    try (Browser browser = Browser.start(false)) {
      browser.open(scene.address("/"));
      assertThat(browser.count(".filter[hidden]")).isEqualTo(1);
      drillDown(browser);
      browser.open(scene.address("/history"));
      browser.click("select[name=release] option[value='" + RELEASE + "']");
      browser.follow("form.line button");
      assertThat(browser.address()).contains("release=CentOS-9%2Frelease-01");
      assertThat(browser.text("tbody")).contains(RELEASE).doesNotContain("release-02");
    }
  }

  private static void drillDown(Browser browser) {
    browser.open(scene.address("/"));
    assertThat(browser.text("h1")).isEqualTo("Releases");
    assertThat(browser.count("#releases tbody")).isEqualTo(8);
    browser.follow("a[href='/release/" + RELEASE + "']");
    assertThat(browser.text("h1")).isEqualTo(RELEASE);
    assertThat(browser.text("h2")).startsWith(Year.LINK.value());
    assertThat(browser.count(".grid tbody tr")).isEqualTo(25);
    browser.follow(".grid tbody th a");
    assertThat(browser.text("h1")).matches("[0-9a-f]{32}");
    assertThat(browser.text("dl.facts")).contains("Decision", "Rule");
    assertThat(browser.count("tbody tr")).isEqualTo(12);
  }

  @Test
  void the_filter_leaves_what_has_all_its_words() {
    try (Browser browser = Browser.start(true)) {
      browser.open(scene.address("/"));
      browser.type("#filter", "release-03");
      assertThat(browser.count("#releases tbody:not([hidden])")).isEqualTo(1);
    }
  }

  @Test
  void a_wrong_token_is_refused_without_a_hint_and_the_right_one_lets_in_and_out() {
    try (Browser browser = Browser.start(true)) {
      browser.open(scene.address("/login"));
      browser.type("#token", "promoter_wrong");
      browser.follow("form.stack button");
      assertThat(browser.text("[role=alert]")).contains("token").doesNotContain("ann");
      assertThat(browser.address()).endsWith("/login");
      browser.photograph(PICTURES.resolve("wrong-token.png"));

      browser.type("#token", scene.token());
      browser.follow("form.stack button");
      assertThat(browser.text(".who")).contains("ann");
      assertThat(browser.run("return document.cookie").asText()).isEmpty();
      browser.follow(".who button");
      assertThat(browser.text(".who")).isEqualTo("Log in");
    }
  }

  @Test
  void a_waiver_is_given_and_taken_back_with_forms() {
    try (Browser browser = Browser.start(false)) {
      logIn(browser);
      browser.open(scene.address("/release/" + RELEASE));
      browser.follow(".grid tbody tr:nth-child(3) th a");
      browser.follow("a[href^='/act/waive']");
      assertThat(browser.text("h1")).isEqualTo("Waive a requirement");
      browser.type("#f-reason", "no reason");
      browser.type("#f-until", "12242026");
      browser.follow("form.stack button");
      assertThat(browser.text("[role=alert]")).isEqualTo("There is no requirement '<b>ann");
      browser.photograph(PICTURES.resolve("form.png"));

      browser.run("document.querySelector('#f-reason').value = 'the <mirror> was down'");
      browser.follow("form.stack button");
      assertThat(browser.address()).endsWith("/people");
      assertThat(browser.text("main")).contains("the <mirror> was down", "ann");
      browser.photograph(PICTURES.resolve("waived.png"));
      browser.follow("form[action='/act/unwaive'] button");
      assertThat(browser.text("main")).doesNotContain("mirror");
    }
  }

  @Test
  void a_candidate_is_approved_with_a_form() {
    try (Browser browser = Browser.start(false)) {
      logIn(browser);
      browser.open(scene.address("/release/" + RELEASE));
      browser.follow(".grid tbody tr:nth-child(3) th a");
      browser.follow("a[href^='/act/approve']");
      assertThat(browser.text("h1")).isEqualTo("Approve");
      browser.type("#f-note", "seen and found good");
      browser.follow("form.stack button");
      assertThat(browser.address()).endsWith("/people");
      assertThat(browser.text("main")).contains("seen and found good");
      browser.follow("form[action='/act/unapprove'] button");
      assertThat(browser.text("main")).doesNotContain("seen and found good");
    }
  }

  @Test
  void an_order_is_shown_before_it_is_confirmed() {
    try (Browser browser = Browser.start(false)) {
      logIn(browser);
      browser.open(scene.address("/release/" + RELEASE));
      browser.follow("a[href^='/act/rollback']");
      browser.type("#f-reason", "it broke the cloud");
      browser.follow("form.stack button");
      assertThat(browser.text("section")).contains("What would be done", "promote");
      browser.photograph(PICTURES.resolve("confirm.png"));
      browser.follow("form.stack button");
      assertThat(browser.text("h1")).isEqualTo(RELEASE);
    }
  }

  @Test
  void the_keyboard_is_enough() {
    try (Browser browser = Browser.start(true)) {
      browser.open(scene.address("/"));
      browser.press(TAB);
      assertThat(focus(browser, "className")).isEqualTo("skip");
      browser.photograph(PICTURES.resolve("keyboard.png"));
      browser.press(ENTER + TAB);
      for (int i = 0; i < 5 && !focus(browser, "pathname").startsWith("/release/"); i++) {
        assertThat(outline(browser)).as("where the focus is can be seen").isTrue();
        browser.press(TAB);
      }
      browser.followBy(ENTER);
      assertThat(browser.text("h1")).startsWith("CentOS-");
    }
  }

  private static String focus(Browser browser, String property) {
    return browser.run("return String(document.activeElement." + property + ")").asText();
  }

  private static boolean outline(Browser browser) {
    return browser
        .run("return parseFloat(getComputedStyle(document.activeElement).outlineWidth) >= 2")
        .asBoolean();
  }

  @Test
  void every_page_can_be_used_by_everybody_in_light_and_dark_and_on_a_phone() throws IOException {
    String axe = axe();
    try (Browser browser = Browser.start(true)) {
      logIn(browser);
      for (Map.Entry<String, String> page : pages(browser).entrySet()) {
        for (String scheme : List.of("light", "dark")) {
          browser.prefer(scheme);
          browser.open(scene.address(page.getValue()));
          assertThat(violations(browser, axe)).as("%s in %s", page, scheme).isEmpty();
          browser.photograph(PICTURES.resolve(page.getKey() + "-" + scheme + ".png"));
        }
      }
      browser.size(500, 900);
      for (Map.Entry<String, String> page : pages(browser).entrySet()) {
        browser.open(scene.address(page.getValue()));
        boolean fits =
            browser.run("return document.documentElement.scrollWidth <= innerWidth").asBoolean();
        browser.photograph(PICTURES.resolve(page.getKey() + "-phone.png"));
        assertThat(fits).as("%s needs no scrolling sideways", page).isTrue();
      }
    }
  }

  private static void logIn(Browser browser) {
    browser.open(scene.address("/login"));
    browser.type("#token", scene.token());
    browser.follow("form.stack button");
    assertThat(browser.text(".who")).contains("ann");
  }

  private static Map<String, String> pages(Browser browser) {
    browser.open(scene.address("/release/" + RELEASE));
    String candidate =
        browser.run("return document.querySelector('.grid tbody th a').pathname").asText();
    Map<String, String> pages = new LinkedHashMap<>();
    pages.put("overview", "/");
    pages.put("release", "/release/" + RELEASE);
    pages.put("candidate", candidate);
    pages.put("history", "/history");
    pages.put("people", "/people");
    pages.put("queue", "/queue");
    pages.put("charts", "/charts");
    pages.put("login", "/login");
    return pages;
  }

  private static List<String> violations(Browser browser, String axe) {
    browser.run(axe);
    JsonNode found =
        browser.later(
            """
            const done = arguments[arguments.length - 1];
            axe.run(document, {resultTypes: ['violations']}).then((result) => done(
              result.violations.map((one) =>
                one.id + ': ' + one.nodes.map((node) => node.html).slice(0, 3).join(' | '))));
            """);
    return StreamSupport.stream(found.spliterator(), false).map(JsonNode::asText).toList();
  }

  private static String axe() throws IOException {
    try (InputStream stream = BrowserIT.class.getResourceAsStream(AXE)) {
      if (stream == null) {
        throw new IOException(AXE + " is not on the class path");
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
