package dev.promoter;

import dev.promoter.cli.CommonOptions;
import dev.promoter.config.Configuration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.event.Level;

/** The real daemon in a thread of this process, for measurements of what it answers. */
public final class RunningDaemon implements AutoCloseable {
  private static final Pattern ADDRESS = Pattern.compile("web server listens on (http://[^ \n]+)");

  private final Daemon daemon;
  private final Thread thread;
  private final Path log;

  private RunningDaemon(Daemon daemon, Thread thread, Path log) {
    this.daemon = daemon;
    this.thread = thread;
    this.log = log;
  }

  /**
   * Starts it and waits until it listens.
   *
   * @param home where promoter is installed
   */
  public static RunningDaemon start(
      Path home, Path config, Path state, Map<String, String> environment) {
    Outside outside =
        new Outside(environment, InstantSource.system(), System.out, UnaryOperator.identity());
    Place place = new Place(config, Optional.of(state), Optional.empty(), new Installation(home));
    CommonOptions options =
        new CommonOptions(
            Optional.of(config), Optional.of(state), Optional.empty(), Level.INFO, false, true);
    Configuration configuration = place.read(false, outside);
    Daemon daemon = new Daemon(place, options, outside);
    Thread thread = new Thread(() -> daemon.run(configuration), "daemon");
    thread.start();
    RunningDaemon running = new RunningDaemon(daemon, thread, state.resolve("logs/promoter.log"));
    Await.until("the daemon listens", () -> !thread.isAlive() || !running.find(ADDRESS).isEmpty());
    return running;
  }

  /** Where it is reached. */
  public String address() {
    return find(ADDRESS);
  }

  /** Waits until so many releases are in force. */
  public void awaitReleases(int number) {
    Await.until(
        "all releases are in force",
        () -> text().lines().filter(line -> line.endsWith(" is in force")).count() >= number);
  }

  private String find(Pattern pattern) {
    Matcher matcher = pattern.matcher(text());
    return matcher.find() ? matcher.group(1) : "";
  }

  private String text() {
    try {
      return Files.exists(log) ? Files.readString(log) : "";
    } catch (IOException e) {
      return "";
    }
  }

  @Override
  public void close() {
    daemon.stop();
    Await.until("the daemon ended", () -> !thread.isAlive());
  }
}
