package dev.promoter.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options that may stand before or after the name of any command. */
final class Globals {
  @Option(
      names = "--config",
      paramLabel = "DIR",
      scope = ScopeType.INHERIT,
      description =
          "Directory of promoter.ini and releases/. Default: config/ of the installation.")
  private @Nullable Path config;

  @Option(
      names = "--state",
      paramLabel = "DIR",
      scope = ScopeType.INHERIT,
      description =
          "Directory of the database and the logs. Default: the option state of promoter.ini.")
  private @Nullable Path state;

  @Option(
      names = "--rules",
      paramLabel = "DIR",
      scope = ScopeType.INHERIT,
      description = "Directory of the rules. Default: rules/ of the installation.")
  private @Nullable Path rules;

  @Option(
      names = "--log-level",
      paramLabel = "LEVEL",
      scope = ScopeType.INHERIT,
      description =
          "How much is logged: ERROR, WARN, INFO, DEBUG or TRACE; given here, the lines also go to"
              + " standard error. Default: the environment variable LOG_LEVEL, else INFO.")
  private @Nullable Level logLevel;

  @Option(
      names = "--direct",
      scope = ScopeType.INHERIT,
      description =
          "Works on the store itself also while a daemon is at work, as without one. Default: the"
              + " daemon carries out what it can, if there is a token for it.")
  private boolean direct;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Shows this text.")
  private boolean help;

  /** The options as the program wants them. */
  CommonOptions with(LogUse use, Map<String, String> environment) {
    Level explicit = logLevel;
    return new CommonOptions(
        Optional.ofNullable(config),
        Optional.ofNullable(state),
        Optional.ofNullable(rules),
        explicit == null ? fromEnvironment(environment) : explicit,
        explicit != null || use == LogUse.DAEMON,
        use != LogUse.LOOK);
  }

  /** Whether nothing goes to the daemon: other rules than its own are asked for, or the store. */
  boolean staysHere() {
    return direct || rules != null;
  }

  /** Whether the person asked for details about the inside of the program. */
  boolean wantsTraces() {
    Level explicit = logLevel;
    return !help && explicit != null && explicit.compareTo(Level.DEBUG) >= 0;
  }

  private static Level fromEnvironment(Map<String, String> environment) {
    String word = environment.getOrDefault("LOG_LEVEL", "").strip().toUpperCase(Locale.ROOT);
    return switch (word) {
      case "" -> Level.INFO;
      // words of the old promoter's logging library
      case "WARNING" -> Level.WARN;
      case "CRITICAL", "FATAL" -> Level.ERROR;
      case "ERROR", "WARN", "INFO", "DEBUG", "TRACE" -> Level.valueOf(word);
      default ->
          throw OperationException.usage(
              "The environment variable LOG_LEVEL is '"
                  + word
                  + "'; it must be ERROR, WARN, INFO, DEBUG or TRACE.");
    };
  }

  /** What a command does with the logs. */
  enum LogUse {
    /** Everything to the files and to standard error. */
    DAEMON,
    /** Everything to the files, warnings and errors to standard error. */
    WORK,
    /** Warnings and errors to standard error only. */
    LOOK
  }
}
