package dev.promoter.web.pages;

import static dev.promoter.web.Role.NOBODY;

import dev.promoter.web.Answer;
import dev.promoter.web.Refusal;
import dev.promoter.web.Request;
import dev.promoter.web.Route;
import java.util.List;
import java.util.Map;

/** Logging in with a token, and out. */
record LogIn(Studio studio) {
  private static final String PATH = "/login";

  List<Route> routes() {
    return List.of(
        Route.get(PATH, NOBODY, "The form to log in", this::form),
        Route.post(PATH, NOBODY, "Logs a browser in with a token", this::enter),
        Route.post("/logout", NOBODY, "Logs a browser out", this::leave));
  }

  private Answer form(Request request) {
    return form(request, 200, "", next(request.query("next").orElse("/")));
  }

  private Answer form(Request request, int status, String problem, String next) {
    return studio.page(
        request, status, "login", "Log in", "login", Map.of("problem", problem, "next", next));
  }

  private Answer enter(Request request) {
    Fields fields = Fields.of(request);
    String next = next(fields.find("next").orElse("/"));
    String token = fields.find("token").orElse("");
    try {
      request.owner(token);
    } catch (Refusal e) {
      return form(request, e.kind().status(), e.sentence(), next);
    }
    return Studio.see(next).with("Set-Cookie", Session.begin(request, token));
  }

  private Answer leave(Request request) {
    studio.session().check(request, Fields.of(request));
    return Studio.see("/").with("Set-Cookie", Session.end(request));
  }

  /** Only a place on this server: a link from elsewhere must not lead away after the log-in. */
  private static String next(String place) {
    boolean here = place.matches("/[A-Za-z0-9._~%/?&=+:@-]*") && !place.startsWith("//");
    return here ? place : "/";
  }
}
