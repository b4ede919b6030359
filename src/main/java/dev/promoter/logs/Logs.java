package dev.promoter.logs;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.filter.ThresholdFilter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import dev.promoter.domain.ReleaseName;
import java.nio.file.Path;
import org.slf4j.LoggerFactory;

/**
 * Where log lines go while a command runs. All of them go to {@code logs/promoter.log} below the
 * state directory; those of a release, marked by the MDC key {@value #RELEASE}, also go to a file
 * of that release: {@code logs/releases/NAME.log}, or the one it names itself. Files are appended
 * to, rotated daily (UTC) and by size, and 60 are kept. A file that cannot be opened costs a
 * warning, never more.
 */
public final class Logs implements AutoCloseable {
  /** The MDC key under which the name of the release is kept while something is done for it. */
  public static final String RELEASE = "release";

  private static final org.slf4j.Logger LOG = LoggerFactory.getLogger(Logs.class);

  private static final String OWN_CODE = "dev.promoter";

  private final Logger root;
  private final LogFile main;
  private final ReleaseFiles releases;

  private Logs(Logger root, LogFile main, ReleaseFiles releases) {
    this.root = root;
    this.main = main;
    this.releases = releases;
  }

  /**
   * Sets the console only: warnings and errors, or every line, to standard error; no files. For
   * commands that only look.
   *
   * @param level of the program's own lines; libraries keep theirs
   */
  public static void consoleOnly(org.slf4j.event.Level level, boolean console) {
    prepare(level, console);
  }

  /**
   * Starts the log files.
   *
   * @param level of the program's own lines; libraries keep theirs, so that DEBUG never prints what
   *     an HTTP client sends
   * @param stateDir the state directory; {@code logs/} below it is made if it is missing
   * @param console whether every line goes to standard error too; otherwise only warnings do
   */
  public static Logs start(org.slf4j.event.Level level, Path stateDir, boolean console) {
    LoggerContext context = prepare(level, console);
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    Path directory = stateDir.toAbsolutePath().normalize().resolve("logs");
    LogFile main = new LogFile(context, directory.resolve("promoter.log"));
    ReleaseFiles releases = new ReleaseFiles(context, directory.resolve("releases"));
    root.addAppender(main);
    root.addAppender(releases);
    releases.start();
    main.open().ifPresent(fault -> LOG.warn("{} Log lines only go to standard error.", fault));
    return new Logs(root, main, releases);
  }

  /**
   * Names the log file of a release, {@code ~} already expanded; replaces an earlier one. Asked
   * again, a file that could not be opened is tried again.
   */
  public void releaseFile(ReleaseName release, Path file) {
    releases.assign(release.value(), file);
  }

  /** Closes all log files. The console stays. */
  @Override
  public void close() {
    root.detachAppender(releases);
    root.detachAppender(main);
    releases.stop();
    main.stop();
  }

  private static LoggerContext prepare(org.slf4j.event.Level level, boolean console) {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.getLogger(OWN_CODE).setLevel(Level.convertAnSLF4JLevel(level));
    for (String name : FirstLogging.TELLTALES) {
      Logger telltale = context.getLogger(name);
      if (!telltale.getEffectiveLevel().isGreaterOrEqual(Level.INFO)) {
        telltale.setLevel(Level.INFO);
      }
    }
    Appender<ILoggingEvent> appender =
        context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).getAppender(FirstLogging.CONSOLE);
    if (appender != null) {
      appender.clearAllFilters();
      ThresholdFilter filter = new ThresholdFilter();
      filter.setLevel(console ? "TRACE" : "WARN");
      filter.start();
      appender.addFilter(filter);
    }
    return context;
  }
}
