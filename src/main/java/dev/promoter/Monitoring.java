package dev.promoter;

import dev.promoter.config.HealthSettings;
import dev.promoter.engine.ReleaseReport;
import dev.promoter.health.Health;
import dev.promoter.health.Limits;
import dev.promoter.metrics.Figures;
import dev.promoter.metrics.Meters;
import dev.promoter.schedule.ReleaseSchedule;
import java.time.InstantSource;

/** What the daemon shows of itself: its health and its metrics. */
final class Monitoring {
  private final Pulse pulse;
  private final DaemonVitals vitals;
  private final Checkup checkup;
  private final Meters meters;
  private final Figures.Source figures;

  Monitoring(Services services, LiveReleases releases, Meters meters, InstantSource clock) {
    this.pulse = new Pulse(clock, System::nanoTime);
    this.vitals = new DaemonVitals(services, releases, pulse, clock);
    Health health = new Health(vitals, limits(services));
    this.checkup = new Checkup(health);
    this.meters = meters;
    this.figures = new DaemonFigures(services.store(), releases, health, checkup, clock);
  }

  private static Limits limits(Services services) {
    HealthSettings given = services.settings().health();
    return new Limits(
        given.lateIntervals(),
        given.lateFloor(),
        given.outboxStuck(),
        given.standstill().plus(services.settings().reloadInterval()));
  }

  /** The main loop has come round. */
  void beat() {
    pulse.beat();
  }

  /** From now on releases are woken. */
  void scheduledBy(ReleaseSchedule schedule) {
    vitals.scheduledBy(schedule);
  }

  /** A round ended. */
  void round(ReleaseReport report) {
    meters.round(report);
  }

  /** Whether the daemon is well; may be asked by any thread, and answers in seconds. */
  Checkup checkup() {
    return checkup;
  }

  /** The text that Prometheus reads; may be asked for by any thread. */
  String metrics() {
    return meters.text(figures.read());
  }
}
