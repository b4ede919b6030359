package dev.promoter.web.pages;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.promoter.insight.Promoted;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * The promotions for readers of feeds: Atom (RFC 4287) and JSON Feed 1.1.
 *
 * @param base where this server is reached, without a slash at the end
 */
record Feeds(String base) {
  private static final String TITLE = "Promotions";

  String atom(List<Promoted> promotions, Instant now) {
    StringBuilder feed = new StringBuilder();
    feed.append("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    feed.append("<feed xmlns=\"http://www.w3.org/2005/Atom\">\n");
    feed.append("<title>").append(TITLE).append("</title>\n");
    feed.append("<id>").append(Svg.escape(base)).append("/feed.atom</id>\n");
    feed.append("<link rel=\"self\" href=\"").append(Svg.escape(base)).append("/feed.atom\"/>\n");
    feed.append("<author><name>promoter</name></author>\n");
    feed.append("<updated>").append(updated(promotions, now)).append("</updated>\n");
    promotions.forEach(one -> feed.append(entry(one)));
    return feed.append("</feed>\n").toString();
  }

  private String entry(Promoted one) {
    return """
        <entry><id>%s</id><title>%s</title><updated>%s</updated>\
        <link href="%s"/><summary>%s</summary></entry>
        """
        .formatted(
            id(one),
            Svg.escape(title(one)),
            time(one.at()),
            Svg.escape(href(one)),
            Svg.escape(one.reason()));
  }

  ObjectNode json(List<Promoted> promotions) {
    ObjectNode feed = JsonNodeFactory.instance.objectNode();
    feed.put("version", "https://jsonfeed.org/version/1.1");
    feed.put("title", TITLE);
    feed.put("home_page_url", base + "/");
    feed.put("feed_url", base + "/feed.json");
    ArrayNode items = feed.putArray("items");
    for (Promoted one : promotions) {
      ObjectNode item = items.addObject();
      item.put("id", id(one));
      item.put("url", href(one));
      item.put("title", title(one));
      item.put("content_text", one.reason());
      item.put("date_published", time(one.at()));
      item.putArray("tags").add(one.release().value()).add(one.target());
    }
    return feed;
  }

  /** The same for the same promotion wherever and whenever the feed is read. */
  private static String id(Promoted one) {
    return "urn:promoter:promotion:%d:%s"
        .formatted(one.round(), Address.query(one.release() + " " + one.target()));
  }

  private static String title(Promoted one) {
    return "%s: %s is %s now".formatted(one.release(), one.target(), Hash.brief(one.candidate()));
  }

  private String href(Promoted one) {
    return base + Address.candidate(one.release().value(), one.candidate());
  }

  private static String updated(List<Promoted> promotions, Instant now) {
    return time(promotions.isEmpty() ? now : promotions.get(0).at());
  }

  private static String time(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
