package dev.promoter.web.pages;

import dev.promoter.web.Answer;
import dev.promoter.web.Request;
import dev.promoter.web.Route;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Pages as everybody sees them who is not logged in, each made once for all who ask within a few
 * seconds. Whoever is logged in gets a page of their own, with what they just did. Safe for
 * threads.
 */
final class Shared {
  private static final Duration LIFE = Duration.ofSeconds(3);
  private static final List<String> PARAMETERS =
      List.of("page", "release", "weeks", "kind", "by", "before");

  /** A page may take 30 kB as it is kept. */
  private static final int MOST = 256;

  private final Map<String, Recent<Answer>> pages =
      new LinkedHashMap<>(MOST, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Recent<Answer>> eldest) {
          return size() > MOST;
        }
      };

  /** Answers as the handler does, but not more often than needed. */
  Route.Handler of(Route.Handler handler) {
    return request ->
        request.person().known() ? handler.answer(request) : page(request, handler).get();
  }

  private Recent<Answer> page(Request request, Route.Handler handler) {
    String key =
        PARAMETERS.stream()
            .map(name -> request.query(name).orElse(""))
            .collect(Collectors.joining("\n", request.base() + request.path() + "\n", ""));
    synchronized (pages) {
      return pages.computeIfAbsent(
          key, unknown -> new Recent<>(LIFE, () -> handler.answer(request).kept()));
    }
  }
}
