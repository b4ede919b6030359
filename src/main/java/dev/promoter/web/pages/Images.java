package dev.promoter.web.pages;

import static dev.promoter.web.Role.NOBODY;
import static dev.promoter.web.Role.VIEWER;

import dev.promoter.insight.TargetState;
import dev.promoter.web.Answer;
import dev.promoter.web.Refusal;
import dev.promoter.web.Request;
import dev.promoter.web.Route;
import java.util.List;

/** What pages are drawn with, badges for other pages, and feeds for readers of them. */
record Images(Library library, Studio studio, Shared shared) {
  private static final String CACHE = "Cache-Control";
  private static final String SVG = "image/svg+xml";

  List<Route> routes() {
    return List.of(
        Route.get("/assets/{name}", NOBODY, "Style sheet, script and icon", this::asset),
        Route.get(
            "/badge/{target}/{release}", VIEWER, "The state of a link as an image", this::badge),
        Route.get("/feed.atom", VIEWER, "Promotions as an Atom feed", shared.of(this::atom)),
        Route.get("/feed.json", VIEWER, "Promotions as a JSON feed", shared.of(this::json)));
  }

  private Answer asset(Request request) {
    Assets.Asset asset =
        studio
            .assets()
            .find(request.part("name"))
            .orElseThrow(() -> none("There is nothing at this address."));
    return Studio.bytes(asset.type(), asset.text())
        .with(CACHE, "public, max-age=31536000, immutable");
  }

  private Answer badge(Request request) {
    String release = request.part("release");
    String target = request.part("target");
    TargetState state =
        library.states(release).stream()
            .filter(one -> one.target().equals(target))
            .findFirst()
            .orElseThrow(
                () -> none("No round told of '%s' of a release '%s'.".formatted(target, release)));
    Mark mark = Mark.of(state.blockage().kind());
    String age =
        state.currentSince().map(at -> " · " + Ages.when(at, library.now()).age()).orElse("");
    return Studio.bytes(SVG, Badge.of(target, mark.sign() + " " + mark.word() + age, mark.tone()))
        .with(CACHE, "no-cache")
        .with("Cross-Origin-Resource-Policy", "cross-origin");
  }

  private Answer atom(Request request) {
    String feed = new Feeds(request.base()).atom(library.feed(), library.now());
    return Answer.text(200, "application/atom+xml", feed);
  }

  private Answer json(Request request) {
    String feed = new Feeds(request.base()).json(library.feed()).toString();
    return Answer.text(200, "application/feed+json", feed);
  }

  private static Refusal none(String sentence) {
    return new Refusal(Refusal.Kind.NOT_FOUND, sentence);
  }
}
