package dev.promoter;

import dev.promoter.config.Configuration;
import dev.promoter.config.LoadedRelease;
import dev.promoter.config.Schedules;
import dev.promoter.domain.Caller;
import dev.promoter.domain.Problem;
import dev.promoter.domain.Release;
import dev.promoter.domain.ReleaseName;
import dev.promoter.logs.Logs;
import dev.promoter.schedule.ReleaseSchedule;
import dev.promoter.schedule.ScheduleException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts what the files say in force: whole files or nothing, each release by itself. Used by the
 * main thread of the daemon.
 */
final class Edits {
  private static final Logger LOG = LoggerFactory.getLogger(Edits.class);

  /** Names of the status rows that are not about a release. */
  static final ReleaseName RULES_ROW = new ReleaseName("[rules]");

  static final ReleaseName DAEMON_ROW = new ReleaseName("[promoter.ini]");

  private final Place place;
  private final Outside outside;
  private final Services services;
  private final LiveReleases releases;
  private final RuleWatch rules;
  private final Logs logs;

  Edits(
      Place place,
      Outside outside,
      Services services,
      LiveReleases releases,
      RuleWatch rules,
      Logs logs) {
    this.place = place;
    this.outside = outside;
    this.services = services;
    this.releases = releases;
    this.rules = rules;
    this.logs = logs;
  }

  /**
   * Looks at all files again. Never fails: what cannot be read changes nothing.
   *
   * @param by who wants that; empty when it is only time to look
   */
  void look(Optional<Caller> by, ReleaseSchedule schedule) {
    try {
      by.map(caller -> Deeds.reload(caller, outside.clock().instant()))
          .ifPresent(services.store().audit()::record);
      rules.look(by.isPresent()).ifPresent(this::rulesRead);
      plan(take(place.read(false, outside)), schedule);
    } catch (RuntimeException e) {
      LOG.error("reading the configuration again failed; what was in force stays so", e);
    }
  }

  /** Puts the changed releases of a configuration in force, and says which these are. */
  LiveReleases.Change take(Configuration configuration) {
    releases.seen(configuration);
    String text = Program.lines(configuration.daemonProblems()).orElse("");
    if (!text.isEmpty()) {
      note(DAEMON_ROW, place.config().toString(), text);
      return LiveReleases.Change.NONE; // defaults of all come from there: none changes by accident
    }
    services.store().statusBoard().remove(DAEMON_ROW);
    LiveReleases.Change change = releases.take(configuration, outside.clock().instant());
    change.read().forEach(this::accepted);
    change.changed().forEach(this::openLog);
    return change;
  }

  /** Wakes the releases in force from now on, and those that are gone no more. */
  void plan(LiveReleases.Change change, ReleaseSchedule schedule) {
    change.gone().forEach(name -> gone(name, schedule));
    change.changed().forEach(release -> plan(release, schedule));
  }

  private void rulesRead(List<Problem> problems) {
    String text = Program.lines(problems).orElse("");
    if (text.isEmpty()) {
      LOG.info("the rules were read again and are in force");
      services.store().statusBoard().remove(RULES_ROW);
    } else {
      LOG.error("the rules are refused, the previous ones stay in force:\n{}", text);
      note(RULES_ROW, services.settings().rules().map(Path::toString).orElse("rules"), text);
    }
  }

  private void openLog(Release release) {
    release
        .settings()
        .find("log_file")
        .ifPresent(file -> logs.releaseFile(release.name(), Path.of(file)));
  }

  private void plan(Release release, ReleaseSchedule schedule) {
    try {
      schedule.set(release.name(), Schedules.parse(release.settings().get("schedule")));
    } catch (IllegalArgumentException | ScheduleException e) {
      String sentence = "the schedule cannot be used: " + e.getMessage();
      LOG.error("{}: {}", release.file(), sentence);
      note(release.name(), release.file(), sentence);
    }
  }

  private void accepted(LoadedRelease loaded) {
    boolean refused = loaded instanceof LoadedRelease.Refused;
    String problems = refused ? Program.lines(loaded.problems()).orElse("refused") : "";
    note(loaded.name(), loaded.file(), problems);
    if (refused) {
      String kept =
          releases.find(loaded.name()).isPresent()
              ? "its last good version stays in force"
              : "it has no good version yet";
      LOG.error("{} is refused; {}:\n{}", loaded.file(), kept, problems);
    } else {
      LOG.info("{} is in force", loaded.file());
      loaded.problems().forEach(warning -> LOG.warn("{}", warning));
    }
  }

  private void gone(ReleaseName name, ReleaseSchedule schedule) {
    LOG.info("the file of {} is gone; it gets no more rounds", name);
    schedule.remove(name);
    services.store().statusBoard().remove(name);
  }

  private void note(ReleaseName row, String file, String problems) {
    services.store().statusBoard().configuration(row, file, problems, outside.clock().instant());
  }
}
