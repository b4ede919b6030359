package dev.promoter;

import dev.promoter.engine.RemoteException;
import dev.promoter.remote.program.Command;
import dev.promoter.remote.program.Programs;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells systemd how the daemon is, where it runs as a unit of {@code Type=notify} (sd_notify(3));
 * anywhere else nothing happens. The program systemd-notify carries the messages: Java has no
 * datagram sockets of the local machine.
 */
final class ServiceManager implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ServiceManager.class);
  private static final String SOCKET = "NOTIFY_SOCKET";
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int MAX_OUTPUT = 4096;

  private final Map<String, String> environment;
  private final String program;
  private final Programs programs;
  private final AtomicBoolean complained = new AtomicBoolean();
  private final ScheduledExecutorService watchdog =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "watchdog");
            thread.setDaemon(true);
            return thread;
          });

  ServiceManager(Map<String, String> environment) {
    this(environment, "systemd-notify");
  }

  /**
   * @param program what carries the messages; another one in tests
   */
  ServiceManager(Map<String, String> environment, String program) {
    this.environment = Map.copyOf(environment);
    this.program = program;
    this.programs = new Programs(environment);
  }

  /** The daemon is at work. */
  void ready() {
    tell("READY=1");
  }

  /** It reads everything again; {@link #ready} follows. */
  void reloading() {
    tell("RELOADING=1");
  }

  /**
   * From now on systemd is told that all is well, twice as often as it wants to hear it and only
   * while it is so: it restarts a service that falls silent.
   */
  @SuppressWarnings("FutureReturnValueIgnored") // look() fails never and ends with the daemon
  void watch(BooleanSupplier healthy) {
    long half = watchdogMicros() / 2;
    if (half > 0) {
      watchdog.scheduleWithFixedDelay(() -> look(healthy), 0, half, TimeUnit.MICROSECONDS);
    }
  }

  /** The daemon ends. */
  @Override
  public void close() {
    watchdog.shutdownNow();
    tell("STOPPING=1");
  }

  private void look(BooleanSupplier healthy) {
    try {
      if (healthy.getAsBoolean()) {
        tell("WATCHDOG=1");
      }
    } catch (RuntimeException e) {
      LOG.error("systemd is not told that all is well, because that cannot be found out", e);
    }
  }

  private long watchdogMicros() {
    try {
      return environment.containsKey(SOCKET)
          ? Long.parseLong(environment.getOrDefault("WATCHDOG_USEC", "0"))
          : 0;
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private void tell(String message) {
    String socket = environment.get(SOCKET);
    if (socket == null) {
      return;
    }
    Command command =
        new Command(
            "systemd",
            "tell it " + message,
            List.of(program, message),
            Map.of(SOCKET, socket),
            PATIENCE,
            MAX_OUTPUT);
    try {
      int exit = programs.run(command).exit();
      if (exit != 0) {
        complain(program + " ended with " + exit);
      }
    } catch (RemoteException e) {
      complain(String.valueOf(e.getMessage()));
    }
  }

  /** Once is enough: systemd itself acts on its absence, and says so in its journal. */
  private void complain(String reason) {
    if (complained.compareAndSet(false, true)) {
      LOG.warn("systemd cannot be told how this service is: {}", reason);
    }
  }
}
