package dev.promoter;

import dev.promoter.cli.CommonOptions;
import dev.promoter.cli.TextReport;
import dev.promoter.config.Configuration;
import dev.promoter.engine.ReleaseReport;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/**
 * The daemon on stand-ins: copies the shipped example releases to a directory of their own, points
 * them at a stand-in on the loopback address and runs the real daemon on them.
 */
final class SandboxRun {
  private final Installation installation;
  private final CommonOptions options;
  private final Outside outside;

  SandboxRun(Installation installation, CommonOptions options, Outside outside) {
    this.installation = installation;
    this.options = options;
    this.outside = outside;
  }

  void run(boolean standInsOnly) {
    ScheduledExecutorService votes = Executors.newSingleThreadScheduledExecutor(this::daemonThread);
    try (SandboxFolder folder = SandboxFolder.make(options.state());
        StandIns standIns = StandIns.start(folder.path(), outside.clock())) {
      if (standInsOnly) {
        serve(folder, standIns, votes);
      } else {
        work(folder, standIns, votes);
      }
    } finally {
      votes.shutdownNow();
    }
  }

  private void work(SandboxFolder folder, StandIns standIns, ScheduledExecutorService votes) {
    Outside inside = withSecrets();
    Place place =
        new Place(
            folder.config(installation, standIns),
            Optional.of(folder.path().resolve("state")),
            options.rules(),
            installation);
    TextReport text = TextReport.on(outside.out(), outside.environment());
    Configuration configuration = place.read(false, inside);
    standIns.introduce(outside.out(), folder.path());
    standIns.live(votes);
    new Daemon(place, options, inside, terminal(text, folder)).run(configuration);
  }

  private Daemon.Listener terminal(TextReport text, SandboxFolder folder) {
    return new Daemon.Listener() {
      @Override
      public void finished(ReleaseReport report) {
        text.round(report);
      }

      @Override
      public void serves(String address) {
        outside
            .out()
            .printf(
                "Pages and API are at %s/ ; to log in there, make a token:%n%n"
                    + "  promoter token add me --role admin --config %s --state %s%n%n",
                address, folder.path().resolve("config"), folder.path().resolve("state"));
        outside.out().flush();
      }
    };
  }

  private void serve(SandboxFolder folder, StandIns standIns, ScheduledExecutorService votes) {
    CountDownLatch end = new CountDownLatch(1);
    Signals.on("TERM", end::countDown);
    Signals.on("INT", end::countDown);
    standIns.holdBack(folder.path().resolve("hold"), outside.out());
    Path config = folder.config(installation, standIns);
    standIns.live(votes);
    outside.out().printf("The stand-ins are ready; a configuration for them is %s%n", config);
    outside.out().flush();
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Those of the surroundings would be wrong here. */
  private Outside withSecrets() {
    Map<String, String> environment = new HashMap<>(outside.environment());
    environment.putAll(SandboxFolder.secrets());
    return new Outside(environment, outside.clock(), outside.out(), outside.journal());
  }

  private Thread daemonThread(Runnable work) {
    Thread thread = new Thread(work, "votes");
    thread.setDaemon(true);
    return thread;
  }
}
