package dev.promoter.web.pages;

import static dev.promoter.web.Role.VIEWER;

import dev.promoter.domain.ReleaseName;
import dev.promoter.insight.TargetState;
import dev.promoter.web.Answer;
import dev.promoter.web.Desk;
import dev.promoter.web.Refusal;
import dev.promoter.web.Request;
import dev.promoter.web.Route;
import java.util.ArrayList;
import java.util.List;

/** The pages for people. Each is a record of what it shows, and a template of how. */
public final class Pages {
  private static final int MOST_PAGES = 1000;
  private static final String WEEKS = "12";

  private final Library library;
  private final Studio studio;
  private final Shared shared = new Shared();

  private Pages(Library library, Studio studio) {
    this.library = library;
    this.studio = studio;
  }

  /** All routes of pages, over a desk. */
  public static List<Route> routes(Desk desk, Shelf shelf, Studio studio) {
    Library library = new Library(desk, shelf);
    Pages pages = new Pages(library, studio);
    List<Route> routes = new ArrayList<>(pages.own());
    routes.addAll(new Images(library, studio, pages.shared).routes());
    routes.addAll(new LogIn(studio).routes());
    routes.addAll(new Forms(desk, library, studio).routes());
    return List.copyOf(routes);
  }

  private List<Route> own() {
    return List.of(
        Route.get("/", VIEWER, "All releases at a glance", shared.of(this::overview)),
        Route.get("/release/{release}", VIEWER, "One release as a page", shared.of(this::release)),
        Route.get(
            "/candidate/{candidate}/{release}",
            VIEWER,
            "One candidate as a page",
            shared.of(this::candidate)),
        Route.get(
            "/suites/{release}",
            VIEWER,
            "The suites of a release of Ceph",
            shared.of(this::suites)),
        Route.get("/history", VIEWER, "What rounds did, as a page", shared.of(this::history)),
        Route.get(
            "/people", VIEWER, "What people say, and freezes, as a page", shared.of(this::people)),
        Route.get("/queue", VIEWER, "What is still to be done, as a page", shared.of(this::queue)),
        Route.get(
            "/charts", VIEWER, "Charts of promotions and requirements", shared.of(this::charts)));
  }

  private Answer overview(Request request) {
    Overview page = Overview.of(library);
    return studio.page(request, "overview", "Releases", "overview", page);
  }

  private Answer release(Request request) {
    String name = request.part("release");
    int page = number(request, "page", "0", MOST_PAGES);
    ReleasePage shown =
        ReleasePage.of(
            library.row(name),
            library.states(name),
            state -> library.grid(state, page),
            page,
            library.now());
    return studio.page(request, "release", name, "overview", shown);
  }

  private Answer candidate(Request request) {
    String id = request.part("candidate");
    ReleaseName release = name(request.part("release"));
    library.row(release.value());
    long round =
        library
            .roundOf(release, id)
            .orElseThrow(
                () ->
                    new Refusal(
                        Refusal.Kind.NOT_FOUND,
                        "No stored round of %s judged '%s'; it may stand there since before the first one."
                            .formatted(release, id)));
    CandidatePage page =
        CandidatePage.of(
            id, round, library.round(round, id), library.promotions(release, id), library.now());
    return studio.page(request, "candidate", id, "overview", page);
  }

  private Answer suites(Request request) {
    String name = request.part("release");
    library.row(name);
    List<TargetState> states = library.states(name);
    SuitesPage page = SuitesPage.of(name, states, library::round, library.now());
    return studio.page(request, "suites", "Suites of " + name, "overview", page);
  }

  private Answer history(Request request) {
    HistoryPage.Filter filter =
        new HistoryPage.Filter(
            request.query("release").orElse(""),
            request.query("by").orElse(""),
            request.query("kind").orElse(""),
            request.query("before").orElse(""));
    HistoryPage page =
        HistoryPage.of(filter, library.releases(), library.history(filter.query()), library.now());
    return studio.page(request, "history", "History", "history", page);
  }

  private Answer people(Request request) {
    return studio.page(
        request, "people", "What people say, and freezes", "people", PeoplePage.of(library));
  }

  private Answer queue(Request request) {
    return studio.page(request, "queue", "Queue", "queue", library.queue());
  }

  private Answer charts(Request request) {
    String release = request.query("release").map(Pages::name).map(ReleaseName::value).orElse("");
    int weeks = number(request, "weeks", WEEKS, 52);
    if (!ChartsPage.SPANS.contains(weeks)) {
      throw new Refusal(Refusal.Kind.INVALID, "weeks is one of " + ChartsPage.SPANS + ".");
    }
    if (!release.isEmpty()) {
      library.row(release);
    }
    ChartsPage page =
        ChartsPage.of(
            release, library.releases(), weeks, library.numbers(release, weeks), library.now());
    return studio.page(request, "charts", "Charts", "charts", page);
  }

  private static ReleaseName name(String word) {
    try {
      return new ReleaseName(word);
    } catch (IllegalArgumentException e) {
      throw new Refusal(Refusal.Kind.NOT_FOUND, "There is no release '%s'.".formatted(word));
    }
  }

  private static int number(Request request, String name, String usual, int most) {
    String word = request.query(name).orElse(usual);
    if (word.matches("[0-9]{1,6}") && Integer.parseInt(word) <= most) {
      return Integer.parseInt(word);
    }
    throw new Refusal(Refusal.Kind.INVALID, "%s is a whole number up to %d.".formatted(name, most));
  }
}
