package dev.promoter.logs;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands each line of a release to the file of that release. Releases may share a file. */
final class ReleaseFiles extends UnsynchronizedAppenderBase<ILoggingEvent> {
  private static final Logger LOG = LoggerFactory.getLogger(Logs.class);

  private final LoggerContext loggers;
  private final Path directory;
  private final Map<String, Path> assigned = new ConcurrentHashMap<>();

  /** What could not be opened is kept here too, so that it is complained about once. */
  private final Map<Path, LogFile> files = new HashMap<>();

  ReleaseFiles(LoggerContext loggers, Path directory) {
    this.loggers = loggers;
    this.directory = directory;
    setContext(loggers);
    setName("releases");
  }

  void assign(String release, Path file) {
    Path path = file.toAbsolutePath().normalize();
    assigned.put(release, path);
    synchronized (files) {
      Optional.ofNullable(files.get(path))
          .filter(known -> !known.isStarted())
          .ifPresent(unusable -> files.remove(path));
    }
  }

  @Override
  protected void append(ILoggingEvent event) {
    String release = event.getMDCPropertyMap().get(Logs.RELEASE);
    if (release == null || release.isBlank()) {
      return;
    }
    Path path = assigned.computeIfAbsent(release, this::standard);
    LogFile file = file(release, path);
    if (file.isStarted()) {
      file.doAppend(event);
    }
  }

  private LogFile file(String release, Path path) {
    synchronized (files) {
      LogFile known = files.get(path);
      if (known != null) {
        return known;
      }
      LogFile opened = new LogFile(loggers, path);
      files.put(path, opened);
      opened
          .open()
          .ifPresent(fault -> LOG.warn("{} Lines of {} only go to the main log.", fault, release));
      return opened;
    }
  }

  /** Slashes in the name become directories; a name that would leave the directory is flattened. */
  private Path standard(String release) {
    String plain = LogFile.SPECIAL.matcher(release).replaceAll("_");
    Path path = directory.resolve(plain + ".log").normalize();
    return path.startsWith(directory) && !path.equals(directory)
        ? path
        : directory.resolve(release.replaceAll("[^A-Za-z0-9-]", "_") + ".log");
  }

  @Override
  public void stop() {
    super.stop();
    synchronized (files) {
      files.values().forEach(LogFile::stop);
      files.clear();
    }
  }
}
