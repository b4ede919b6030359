package dev.promoter;

import dev.promoter.cli.CommonOptions;
import dev.promoter.config.Configuration;
import dev.promoter.domain.Release;
import dev.promoter.logs.Logs;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The parts of the program that commands use, each opened when it is first needed. */
final class Opening implements AutoCloseable {
  private final CommonOptions options;
  private final Place place;
  private final Outside outside;
  private @Nullable Services services;
  private @Nullable Logs logs;

  Opening(CommonOptions options, Place place, Outside outside) {
    this.options = options;
    this.place = place;
    this.outside = outside;
  }

  /** Within a program that has everything open already and closes it itself. */
  static Opening within(CommonOptions options, Place place, Outside outside, Services services) {
    Opening opening = new Opening(options, place, outside);
    opening.services = services;
    return opening;
  }

  /** Reads the configuration anew. */
  Configuration configuration(boolean dryRun) {
    return place.read(dryRun, outside);
  }

  /** The one set of services; opened with the configuration of the first call. */
  Services services(Configuration configuration) {
    if (services == null) {
      RuleReading rules = RuleReading.begin(configuration, place.rules(configuration));
      startLogs(configuration);
      services = new Services(configuration, rules, outside);
    }
    return services;
  }

  private void startLogs(Configuration configuration) {
    if (options.logToFiles()) {
      logs = Logs.start(options.logLevel(), configuration.daemon().state(), options.logToConsole());
    } else {
      Logs.consoleOnly(options.logLevel(), options.logToConsole());
    }
  }

  /** Lets the release write its own log file, if it has one. */
  void ownLogFile(Release release) {
    if (logs != null) {
      Logs started = logs;
      release
          .settings()
          .find("log_file")
          .ifPresent(file -> started.releaseFile(release.name(), Path.of(file)));
    }
  }

  /** The present instant. */
  Instant now() {
    return outside.clock().instant();
  }

  /** Closes what was opened. */
  @Override
  public void close() {
    if (services != null) {
      services.close();
    }
    if (logs != null) {
      logs.close();
    }
  }
}
