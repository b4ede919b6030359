package dev.promoter;

import dev.promoter.bench.Year;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * A process with a year's store and its pages, in which rounds go on. Takes the directory; says its
 * address, and for each line it reads how much memory it uses. With the word {@code fill} behind
 * the directory it only fills the store, so that the memory of that is not counted.
 */
public final class PagesServer {
  private static final int RELEASES = 100;
  private static final int DAYS = 365;
  private static final int JOBS = 30;
  private static final int CANDIDATES = 100;

  private PagesServer() {}

  /** Runs until its input ends. */
  public static void main(String[] arguments) throws IOException {
    ScheduledExecutorService rounds = Executors.newSingleThreadScheduledExecutor();
    try (PagesScene scene = new PagesScene(Path.of(arguments[0]), true)) {
      if (arguments.length > 1) {
        scene.fill(RELEASES, JOBS, DAYS, CANDIDATES);
        return;
      }
      List<Year> years = PagesScene.after(RELEASES, JOBS, DAYS, CANDIDATES);
      Random random = new Random(1);
      ScheduledFuture<?> going =
          rounds.scheduleWithFixedDelay(
              () -> scene.goOn(years.get(random.nextInt(RELEASES)), CANDIDATES),
              1,
              1,
              TimeUnit.SECONDS);
      System.out.println(scene.address(""));
      BufferedReader orders =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      for (String line = orders.readLine(); line != null; line = orders.readLine()) {
        System.out.println(memory());
      }
      going.cancel(false);
    } finally {
      rounds.shutdownNow();
    }
  }

  private static String memory() throws IOException {
    long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    String peak =
        Files.readAllLines(Path.of("/proc/self/status")).stream()
            .filter(line -> line.startsWith("VmHWM"))
            .findFirst()
            .orElse("VmHWM: unknown")
            .replaceAll("\\s+", " ");
    return String.format(
        Locale.ROOT, "memory: %.0f MiB of heap in use; whole process %s", heap / 1048576.0, peak);
  }
}
