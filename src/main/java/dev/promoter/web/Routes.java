package dev.promoter.web;

import java.util.Comparator;
import java.util.List;

/** How routes are given to the server. */
final class Routes {
  private Routes() {}

  /**
   * Those that say more first: a name of a release may look like the end of a longer path, so the
   * longer path must be tried before.
   */
  static List<Route> sorted(List<Route> routes) {
    return routes.stream()
        .sorted(
            Comparator.comparingInt((Route route) -> fixed(route.path()))
                .reversed()
                .thenComparing(Route::path))
        .toList();
  }

  /** The path as the server wants it: a release may hold slashes. */
  static String pattern(Route route) {
    return route.path().replace("{release}", "<release>");
  }

  private static int fixed(String path) {
    return (int)
        List.of(path.split("/", -1)).stream().filter(part -> !part.startsWith("{")).count();
  }
}
