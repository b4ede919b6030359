package dev.promoter.web.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.promoter.domain.ReleaseName;
import dev.promoter.insight.Promoted;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FeedsTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00.5Z");
  private static final Promoted ONE =
      new Promoted(
          7,
          new ReleaseName("CentOS-9/master"),
          "current-tripleo [a&b]",
          "0123456789abcdef0123456789abcdef",
          "",
          NOW,
          Optional.empty(),
          "because <b> & \"c\"");

  private final Feeds feeds = new Feeds("http://localhost:8080");

  @Test
  void the_atom_feed_has_an_entry_for_each_promotion() {
    assertThat(feeds.atom(List.of(ONE), NOW))
        .isEqualTo(
            """
            <?xml version="1.0" encoding="utf-8"?>
            <feed xmlns="http://www.w3.org/2005/Atom">
            <title>Promotions</title>
            <id>http://localhost:8080/feed.atom</id>
            <link rel="self" href="http://localhost:8080/feed.atom"/>
            <author><name>promoter</name></author>
            <updated>2026-11-21T12:00:00Z</updated>
            <entry><id>urn:promoter:promotion:7:CentOS-9%2Fmaster+current-tripleo+%5Ba%26b%5D</id><title>CentOS-9/master: current-tripleo [a&amp;b] is 01234567 now</title><updated>2026-11-21T12:00:00Z</updated><link href="http://localhost:8080/candidate/0123456789abcdef0123456789abcdef/CentOS-9/master"/><summary>because &lt;b&gt; &amp; &quot;c&quot;</summary></entry>
            </feed>
            """);
  }

  @Test
  void the_json_feed_says_the_same() {
    JsonNode feed = feeds.json(List.of(ONE));

    assertThat(feed.path("version").asText()).isEqualTo("https://jsonfeed.org/version/1.1");
    assertThat(feed.path("feed_url").asText()).isEqualTo("http://localhost:8080/feed.json");
    JsonNode item = feed.path("items").path(0);
    assertThat(item.path("id").asText()).startsWith("urn:promoter:promotion:7:");
    assertThat(item.path("url").asText())
        .endsWith("/candidate/0123456789abcdef0123456789abcdef/CentOS-9/master");
    assertThat(item.path("content_text").asText()).isEqualTo("because <b> & \"c\"");
    assertThat(item.path("date_published").asText()).isEqualTo("2026-11-21T12:00:00Z");
  }

  @Test
  void a_feed_without_promotions_is_a_feed() {
    assertThat(feeds.atom(List.of(), NOW)).doesNotContain("<entry").contains("<updated>");
    assertThat(feeds.json(List.of()).path("items")).isEmpty();
  }
}
