package dev.promoter;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.promoter.config.DaemonSettings;
import dev.promoter.health.Examination;
import dev.promoter.metrics.Meters;
import dev.promoter.web.Answer;
import dev.promoter.web.Request;
import dev.promoter.web.Role;
import dev.promoter.web.Route;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Health and metrics as routes. Everybody may ask whether the daemon is well; the reasons are for
 * those who may look.
 */
final class MonitoringRoutes {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final int WELL = 200;
  private static final int UNAVAILABLE = 503;
  private static final Map<String, Role> METRICS_ROLES =
      Map.of("reads", Role.VIEWER, "open", Role.NOBODY, "operator", Role.OPERATOR);

  private final Monitoring monitoring;
  private final boolean readsOpen;
  private final Role metricsRole;

  MonitoringRoutes(Monitoring monitoring, DaemonSettings settings) {
    this.monitoring = monitoring;
    this.readsOpen = settings.web().readsOpen();
    this.metricsRole =
        Optional.ofNullable(METRICS_ROLES.get(settings.health().metricsAccess())).orElseThrow();
  }

  List<Route> all() {
    Checkup checkup = monitoring.checkup();
    return List.of(
        Route.get(
            "/healthz",
            Role.NOBODY,
            "Whether the process lives and its store answers",
            request -> health(request, checkup::alive)),
        Route.get(
            "/readyz",
            Role.NOBODY,
            "Whether promotions go on as meant, check by check",
            request -> health(request, checkup::ready)),
        Route.get(
            "/metrics",
            metricsRole,
            "Metrics for Prometheus",
            request -> Answer.text(WELL, Meters.TYPE, monitoring.metrics())));
  }

  private Answer health(Request request, Supplier<Examination> asked) {
    Examination found = asked.get();
    boolean mayLook = readsOpen || request.person().known();
    Examination shown = mayLook ? found : found.brief();
    int status = found.healthy() ? WELL : UNAVAILABLE;
    boolean document =
        request.header("Accept").filter(accepted -> accepted.contains("json")).isPresent();
    return document
        ? Answer.json(status, MAPPER.valueToTree(shown.document()))
        : Answer.text(status, "text/plain", shown.text());
  }
}
