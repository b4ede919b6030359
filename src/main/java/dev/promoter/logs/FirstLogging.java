package dev.promoter.logs;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.filter.ThresholdFilter;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * The logging until the program has found its state directory, and for commands that only look:
 * warnings go to standard error. {@link Logs} adds the files. Found by Logback itself; a file named
 * by {@code -Dlogback.configurationFile} goes before it.
 *
 * <p>In code and not in a file, because every command would first have to load three hundred
 * classes that read such files.
 */
@ConfiguratorRank(ConfiguratorRank.NOMINAL)
public final class FirstLogging extends ContextAwareBase implements Configurator {
  static final String CONSOLE = "console";

  /**
   * Below INFO these print requests with their credentials. Here and not where they are used again:
   * a class that has a logger of its own is not ready yet while the logging begins.
   */
  static final List<String> TELLTALES =
      List.of("org.apache.hc.client5.http.wire", "org.apache.hc.client5.http.headers");

  /** No stack traces here: those are in the files. */
  private static final String PATTERN =
      "%d{HH:mm:ss, UTC} %-5level [%X{release:--}] " + LogFile.MESSAGE + "%n%nopex";

  private static final Map<String, Level> LIBRARIES =
      Map.ofEntries(
          Map.entry("org.apache.hc", Level.WARN),
          // Every connection that breaks; what that means for a promotion is told by ours.
          Map.entry("org.apache.sshd", Level.ERROR),
          Map.entry("org.eclipse.jetty", Level.WARN),
          // What it fails in is reported by whoever started it.
          Map.entry("io.javalin", Level.OFF),
          Map.entry("org.quartz", Level.WARN),
          Map.entry("org.flywaydb", Level.WARN),
          Map.entry("com.zaxxer.hikari", Level.WARN),
          Map.entry("com.github.kagkarlsson", Level.WARN),
          // At each start that H2 is like any other database.
          Map.entry(
              "com.github.kagkarlsson.scheduler.jdbc.AutodetectJdbcCustomization", Level.ERROR),
          Map.entry("org.drools", Level.WARN),
          // What does not compile is told by ours, with file and line.
          Map.entry("org.drools.compiler.kie.builder", Level.OFF),
          Map.entry("org.kie", Level.WARN));

  /** Logback makes one. */
  public FirstLogging() {}

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.INFO);
    root.addAppender(console(context));
    LIBRARIES.forEach((name, level) -> context.getLogger(name).setLevel(level));
    TELLTALES.forEach(name -> context.getLogger(name).setLevel(Level.INFO));
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  private static ConsoleAppender<ILoggingEvent> console(LoggerContext context) {
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setCharset(StandardCharsets.UTF_8);
    encoder.setPattern(PATTERN);
    encoder.start();
    ThresholdFilter warnings = new ThresholdFilter();
    warnings.setLevel(Level.WARN.levelStr);
    warnings.start();
    ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
    console.setContext(context);
    console.setName(CONSOLE);
    console.setTarget("System.err");
    console.setEncoder(encoder);
    console.addFilter(warnings);
    console.start();
    return console;
  }
}
