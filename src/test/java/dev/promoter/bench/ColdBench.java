package dev.promoter.bench;

import dev.promoter.WarmPromoter;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The first round of a hundred releases at once, in a Java that has just started, on a new state
 * directory. Time counts from the start of the process.
 */
public final class ColdBench {
  static final Load LOAD = new Load(100, 100, 64);

  private ColdBench() {}

  /** Takes where promoter is installed, its configuration, and a state directory. */
  public static void main(String[] arguments) {
    try (WarmPromoter promoter =
        WarmPromoter.open(Path.of(arguments[0]), Path.of(arguments[1]), Path.of(arguments[2]))) {
      long ready = sinceStart();
      int judged = promoter.round();
      long ended = sinceStart();
      System.out.printf(
          Locale.ROOT,
          "  %d candidates judged after %.2f s (at most 10 s); ready to begin after %.2f s%n",
          judged,
          ended / 1e3,
          ready / 1e3);
    }
    System.out.printf(
        "  heap: at most %d MB in use, of %d MB allowed (-Xmx); %d ms in collections%n",
        heap() >> 20, Runtime.getRuntime().maxMemory() >> 20, collecting());
    System.exit(0);
  }

  private static long sinceStart() {
    return System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime();
  }

  /** The sum of the most that each part of the heap held: never less than the true peak. */
  private static long heap() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .mapToLong((MemoryPoolMXBean pool) -> pool.getPeakUsage().getUsed())
        .sum();
  }

  private static long collecting() {
    return ManagementFactory.getGarbageCollectorMXBeans().stream()
        .mapToLong(GarbageCollectorMXBean::getCollectionTime)
        .sum();
  }
}
