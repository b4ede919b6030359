package dev.promoter.web.pages;

import dev.promoter.web.Answer;
import dev.promoter.web.Refusal;
import dev.promoter.web.Request;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Makes answers of templates: the frame around each page, its headers, and pages of refusals. */
public final class Studio {
  /** Nothing from elsewhere, nothing inline. */
  private static final String POLICY =
      "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self';"
          + " form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

  private static final String STRANGER = "Only somebody who is logged in may do this.";
  private static final String HTML = "text/html;charset=utf-8";

  private final Html html = new Html();
  private final Assets assets = new Assets();
  private final Session session = new Session();

  /**
   * A page.
   *
   * @param place the part of the navigation it belongs to
   * @param page what the template takes as {@code page}
   */
  Answer page(Request request, String template, String title, String place, Object page) {
    return page(request, 200, template, title, place, Map.of("page", page));
  }

  Answer page(
      Request request,
      int status,
      String template,
      String title,
      String place,
      Map<String, Object> values) {
    return page(status, template, session.frame(request, assets, title, place), values);
  }

  private Answer page(int status, String template, Frame frame, Map<String, Object> values) {
    Map<String, Object> all = new HashMap<>(values);
    all.put("frame", frame);
    return Answer.of(status, HTML, html.render(template, all))
        .with("Content-Security-Policy", POLICY)
        .with("Vary", "Cookie, Authorization")
        .with("Cache-Control", "private, no-cache");
  }

  /** A refusal for somebody who looks at it in a browser. */
  public Answer refused(Refusal refusal, String path) {
    boolean stranger = refusal.kind() == Refusal.Kind.NO_TOKEN;
    String title = stranger ? "Log in" : "This did not work";
    Frame frame =
        new Frame(title, "", "", "", false, false, assets.style().href(), assets.script().href());
    int status = refusal.kind().status();
    return stranger
        ? page(status, "login", frame, Map.of("problem", STRANGER, "next", path))
        : page(status, "message", frame, Map.of("sentence", refusal.sentence()));
  }

  Session session() {
    return session;
  }

  Assets assets() {
    return assets;
  }

  /** Somewhere else. */
  static Answer see(String place) {
    return Answer.empty(303).with("Location", place);
  }

  static Answer bytes(String type, String text) {
    return Answer.of(200, type, text.getBytes(StandardCharsets.UTF_8));
  }
}
