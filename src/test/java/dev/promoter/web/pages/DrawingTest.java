package dev.promoter.web.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promoter.domain.RequirementState;
import dev.promoter.insight.Blockage;
import dev.promoter.web.pages.Charts.Point;
import dev.promoter.web.pages.Charts.Value;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

class DrawingTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final String NASTY = "<script>\"&' \u0000\u0007 \uD83D ü \uD83D\uDE00";

  @Test
  void a_sparkline_has_a_stroke_for_each_day_with_a_promotion_and_says_so_in_words() {
    Element image =
        image(
            Sparkline.of(
                List.of(NOW.minus(Duration.ofHours(3)), NOW.minus(Duration.ofHours(5)), day(29)),
                NOW));

    assertThat(image.getAttribute("aria-label")).isEqualTo("3 in 30 days, last 3 h ago");
    assertThat(path(image).split("M")).hasSize(1 + 2);
    assertThat(path(image)).startsWith("M2 16v-8").endsWith("M118 16v-12");
  }

  @Test
  void what_is_older_than_the_strip_or_yet_to_come_is_not_in_it() {
    Element image = image(Sparkline.of(List.of(day(31), NOW.plusSeconds(60)), NOW));

    assertThat(image.getAttribute("aria-label")).isEqualTo("no promotion in 30 days");
    assertThat(path(image)).isEmpty();
  }

  @Test
  void every_drawing_is_well_formed_whatever_the_names_are() {
    List<Value> values = List.of(new Value(NASTY, 3, NASTY), new Value("b", 0, "0"));
    List<String> drawings =
        List.of(
            Charts.columns(NASTY, values),
            Charts.rows(NASTY, values),
            Charts.columns("empty", List.of()),
            Charts.rows("empty", List.of()),
            Charts.points(NASTY, NASTY, List.of(new Point(0.5, 1, NASTY)), NASTY, NASTY),
            Badge.of(NASTY, NASTY, "unknown"));

    assertThat(drawings)
        .allSatisfy(
            drawing -> {
              assertThat(image(drawing).getAttribute("role")).isEqualTo("img");
              assertThat(drawing).doesNotContain("<script");
            });
    assertThat(image(drawings.get(0)).getAttribute("aria-label")).contains("<script>\"&'");
  }

  @Test
  void the_longest_bar_takes_the_room_and_the_others_their_share() {
    Element image =
        image(Charts.rows("r", List.of(new Value("a", 8, "8"), new Value("b", 2, "2"))));
    List<Double> widths =
        elements(image, "rect").map(one -> Double.valueOf(one.getAttribute("width"))).toList();

    assertThat(widths.get(1)).isEqualTo(widths.get(0) / 4);
  }

  @Test
  void no_state_is_told_from_another_by_colour_alone() {
    assertThat(distinct(Stream.of(RequirementState.values()).map(Mark::of)))
        .isEqualTo(RequirementState.values().length);
    assertThat(distinct(Stream.of(Blockage.Kind.values()).map(Mark::of)))
        .isEqualTo(Blockage.Kind.values().length);
  }

  @Test
  void white_is_readable_on_every_colour_of_a_badge() {
    for (String tone : List.of("ok", "wait", "act", "bad")) {
      String fill =
          Badge.of("a", "b", tone).replaceAll("(?s).*z\" fill=\"#([0-9a-f]{6})\".*", "$1");
      assertThat(contrastToWhite(fill)).as(tone).isGreaterThanOrEqualTo(4.5);
    }
  }

  @Test
  void ages_are_one_number() {
    assertThat(Ages.words(Duration.ofSeconds(-5))).isEqualTo("0 s");
    assertThat(Ages.words(Duration.ofSeconds(59))).isEqualTo("59 s");
    assertThat(Ages.words(Duration.ofMinutes(119))).isEqualTo("119 min");
    assertThat(Ages.words(Duration.ofHours(47))).isEqualTo("47 h");
    assertThat(Ages.words(Duration.ofHours(49))).isEqualTo("2 d");
    assertThat(Ages.when(NOW.plusSeconds(3600), NOW).age()).isEqualTo("in 60 min");
  }

  @Test
  void only_addresses_that_a_browser_may_follow_become_links() {
    assertThat(Address.outside("https://ci.example/x?a=b")).isEqualTo("https://ci.example/x?a=b");
    assertThat(
            List.of("javascript:alert(1)", "data:text/html,x", "ftp://h/x", "/x", "http:", "a b"))
        .allSatisfy(address -> assertThat(Address.outside(address)).isEmpty());
    assertThat(Address.badge("CentOS-9/master", "current [tripleo]"))
        .isEqualTo("/badge/current%20%5Btripleo%5D/CentOS-9/master");
  }

  private static long distinct(Stream<Mark> marks) {
    Set<String> seen =
        marks.map(mark -> mark.sign() + " " + mark.word()).collect(Collectors.toSet());
    return seen.size();
  }

  private static Instant day(int daysAgo) {
    return NOW.minus(Duration.ofDays(daysAgo));
  }

  private static String path(Element image) {
    return elements(image, "path").findFirst().orElseThrow().getAttribute("d");
  }

  private static Stream<Element> elements(Element image, String name) {
    var nodes = image.getElementsByTagName(name);
    return java.util.stream.IntStream.range(0, nodes.getLength())
        .mapToObj(i -> (Element) nodes.item(i));
  }

  private static Element image(String text) {
    try {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))
          .getDocumentElement();
    } catch (SAXException | IOException | ParserConfigurationException e) {
      throw new AssertionError(text, e);
    }
  }

  /** As WCAG 2 defines it. */
  private static double contrastToWhite(String colour) {
    double[] weights = {0.2126, 0.7152, 0.0722};
    double luminance = 0;
    for (int i = 0; i < 3; i++) {
      double part = Integer.parseInt(colour.substring(2 * i, 2 * i + 2), 16) / 255.0;
      luminance +=
          weights[i] * (part <= 0.03928 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4));
    }
    return 1.05 / (luminance + 0.05);
  }
}
