package dev.promoter.logs;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeAndTimeBasedRollingPolicy;
import ch.qos.logback.core.util.FileSize;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.regex.Pattern;

/** One log file: appended to, rotated daily and by size, 60 kept. */
final class LogFile extends RollingFileAppender<ILoggingEvent> {
  private static final int KEPT = 60;
  private static final long SIZE = 10 * FileSize.MB_COEFFICIENT;

  /**
   * A message on one line and without what steers a terminal: somebody outside may have written
   * part of it.
   */
  static final String MESSAGE =
      "%replace(%replace(%msg){'[\\r\\n]+', ' | '})"
          + "{'[\0-\10\13-\37\177-\237\u202a-\u202e\u2066-\u2069]+', ' '}";

  /** Times are UTC. */
  private static final String PATTERN =
      "%d{\"yyyy-MM-dd'T'HH:mm:ss.SSS'Z'\", UTC} %-5level [%X{release:--}] %logger{0}: "
          + MESSAGE
          + "%n%ex";

  /** What Logback takes for a part of the pattern of rotated names; it cannot be escaped there. */
  static final Pattern SPECIAL = Pattern.compile("[%{}\\\\]");

  private final Path path;

  LogFile(LoggerContext context, Path path) {
    this.path = path;
    setContext(context);
    setName(path.toString());
    setFile(path.toString());
  }

  /**
   * Makes the directory and opens the file.
   *
   * @return why that failed, as a sentence; empty when the file takes lines
   */
  Optional<String> open() {
    if (SPECIAL.matcher(path.toString()).find()) {
      return Optional.of(
          "The log file "
              + path
              + " has one of %, {, } and \\ in its path, and cannot be rotated.");
    }
    try {
      Path directory = path.toAbsolutePath().getParent();
      if (directory != null && !Files.isDirectory(directory)) { // it may be a link to one
        Files.createDirectories(directory);
      }
      probe();
    } catch (IOException e) {
      return Optional.of("The log file " + path + " cannot be opened (" + e + ").");
    }
    setEncoder(encoder());
    setRollingPolicy(rotation());
    start();
    return isStarted()
        ? Optional.empty()
        : Optional.of("The log file " + path + " cannot be used as a log file.");
  }

  /** Logback would keep the reason to itself. */
  private void probe() throws IOException {
    try (OutputStream ignored =
        Files.newOutputStream(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      return;
    }
  }

  private PatternLayoutEncoder encoder() {
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(getContext());
    encoder.setCharset(StandardCharsets.UTF_8);
    encoder.setPattern(PATTERN);
    encoder.start();
    return encoder;
  }

  private SizeAndTimeBasedRollingPolicy<ILoggingEvent> rotation() {
    SizeAndTimeBasedRollingPolicy<ILoggingEvent> policy = new SizeAndTimeBasedRollingPolicy<>();
    policy.setContext(getContext());
    policy.setParent(this);
    policy.setFileNamePattern(path + ".%d{yyyy-MM-dd, UTC}.%i");
    policy.setMaxFileSize(new FileSize(SIZE));
    policy.setMaxHistory(KEPT);
    policy.setTotalSizeCap(new FileSize(KEPT * SIZE));
    policy.start();
    return policy;
  }
}
