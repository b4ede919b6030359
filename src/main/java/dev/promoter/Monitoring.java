package dev.promoter;

import dev.promoter.config.HealthSettings;
import dev.promoter.engine.ReleaseReport;
import dev.promoter.health.Health;
import dev.promoter.health.Limits;
import dev.promoter.metrics.Figures;
import dev.promoter.metrics.Meters;
import dev.promoter.notices.Newsroom;
import dev.promoter.schedule.ReleaseSchedule;
import dev.promoter.store.Store;
import java.time.InstantSource;

/** What the daemon shows of itself: its health, its metrics, and what it tells people. */
final class Monitoring implements AutoCloseable {
  private final Pulse pulse;
  private final DaemonVitals vitals;
  private final Checkup checkup;
  private final Meters meters;
  private final Figures.Source figures;
  private final Announcer announcer;

  Monitoring(Services services, LiveReleases releases, Meters meters, InstantSource clock) {
    Store store = services.store();
    this.pulse = new Pulse(clock, System::nanoTime);
    this.vitals = new DaemonVitals(services, releases, pulse, clock);
    Health health = new Health(vitals, limits(services));
    this.checkup = new Checkup(health);
    this.meters = meters;
    this.figures = new DaemonFigures(store, releases, health, checkup, clock);
    this.announcer =
        new Announcer(
            services.settings().audiences(),
            store.locks(),
            held -> new Newsroom(store.ledger(clock, held), clock),
            new Sightings(
                store, releases, health, services.settings().people().waiverWarning(), clock));
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

  /** The releases are known and woken. */
  void begin() {
    announcer.begin();
  }

  /** A round ended, and all that is kept of it stands in the store. */
  void round(ReleaseReport report) {
    if (report.leftOut()) {
      return; // it is another process that has the round
    }
    meters.round(report);
    announcer.look();
  }

  /** Tells what the last rounds brought, and nothing more. */
  @Override
  public void close() {
    announcer.close();
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
