package dev.promoter.metrics;

import dev.promoter.domain.ReleaseName;
import dev.promoter.engine.Judge;
import dev.promoter.engine.ReleaseReport;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.core.metrics.Info;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * All metrics of one process. What happens is told to it as it happens; what stands in the store is
 * read when Prometheus asks, so that it is right after a restart too. Safe for threads.
 */
public final class Meters implements AutoCloseable {
  /** The form in which Prometheus reads it. */
  public static final String TYPE = "text/plain; version=0.0.4";

  private static final Duration[] DECISIONS = millis(1, 2, 5, 10, 50, 250, 1_000);
  private static final Duration[] REQUESTS = millis(10, 50, 100, 250, 500, 1_000, 5_000, 30_000);
  private static final Duration[] ROUNDS =
      millis(100, 500, 1_000, 5_000, 15_000, 60_000, 300_000, 1_800_000, 7_200_000);

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics garbage = new JvmGcMetrics();
  private final Sheet sheet = new Sheet(registry);
  private final Timer decisions = timer(Metric.DECISION_DURATION, DECISIONS, List.of());
  private final Timer rounds = timer(Metric.ROUND_DURATION, ROUNDS, List.of());

  /** Metrics of a process of this version that has just begun. */
  public Meters(String version) {
    // Micrometer takes the ending _info off a name; the library below it does not.
    Info.builder()
        .name(Metric.BUILD.exposed())
        .help(Metric.BUILD.meaning())
        .labelNames(Metric.BUILD.labels().toArray(String[]::new))
        .register(registry.getPrometheusRegistry())
        .addLabelValues(version, Runtime.version().toString());
    Stream.of(
            new ClassLoaderMetrics(),
            new JvmMemoryMetrics(),
            new JvmThreadMetrics(),
            new ProcessorMetrics(),
            new FileDescriptorMetrics(),
            new UptimeMetrics(),
            garbage)
        .forEach(binder -> binder.bindTo(registry));
  }

  /** The same judge, timed. */
  public Judge timed(Judge judge) {
    return facts -> decisions.record(() -> judge.judge(facts));
  }

  /**
   * A request to an outside system was answered, or not.
   *
   * @param system as calls name it
   * @param status of HTTP; 0 when no answer came
   */
  public void sent(String system, int status, Duration took) {
    List<String> labels =
        List.of(Upstream.of(system), status == 0 ? "none" : Integer.toString(status));
    timer(Metric.UPSTREAM_DURATION, REQUESTS, labels).record(took);
  }

  /** A round ended. */
  public void round(ReleaseReport report) {
    String result = report.error().isEmpty() ? report.failed() ? "failed" : "completed" : "refused";
    counter(report.release(), result).increment();
    if (report.error().isEmpty()) {
      rounds.record(Duration.between(report.startedAt(), report.finishedAt()));
    }
  }

  /** Everything as text for Prometheus. */
  public synchronized String text(Figures figures) {
    sheet.write(Metric.READY, figures.ready());
    figures.checks().forEach((name, good) -> sheet.write(Metric.HEALTH_CHECK, good, name));
    sheet.write(Metric.STORE_UP, figures.stored().isPresent());
    figures.stored().ifPresent(stored -> new StoredFigures(sheet).write(stored));
    figures.stored().ifPresent(stored -> forget(stored.releases()));
    sheet.turn();
    return registry.scrape();
  }

  private void forget(List<Figures.OfRelease> present) {
    Set<String> names =
        Set.copyOf(present.stream().map(release -> release.name().value()).toList());
    registry.find(Metric.ROUNDS.plain()).counters().stream()
        .filter(counter -> !names.contains(counter.getId().getTag("release")))
        .forEach(registry::remove);
  }

  private Counter counter(ReleaseName release, String result) {
    return Counter.builder(Metric.ROUNDS.plain())
        .description(Metric.ROUNDS.meaning())
        .tags(Sheet.tags(Metric.ROUNDS, List.of(release.value(), result)))
        .register(registry);
  }

  private Timer timer(Metric metric, Duration[] buckets, List<String> labels) {
    return Timer.builder(metric.plain())
        .description(metric.meaning())
        .tags(Sheet.tags(metric, labels))
        .serviceLevelObjectives(buckets)
        .register(registry);
  }

  private static Duration[] millis(long... all) {
    return Arrays.stream(all).mapToObj(Duration::ofMillis).toArray(Duration[]::new);
  }

  @Override
  public void close() {
    garbage.close();
    registry.close();
  }
}
