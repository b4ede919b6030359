package dev.promoter.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.promoter.WarmPromoter;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What a round of a release of Ceph costs, with everything that belongs to it: cold, when every run
 * changed, when one job ended, and when nothing changed.
 */
public final class SuitesBench {
  private static final int WARM_UP = 20;
  private static final int TIMES = 51;

  private SuitesBench() {}

  /** Takes the directory of an installed promoter. */
  public static void main(String[] arguments) throws Exception {
    Process server =
        Children.java(List.of("-Xmx1g", "-XX:+UseSerialGC"), PaddlesStandIn.class)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (Scratch scratch = Scratch.create();
        BufferedReader said =
            new BufferedReader(
                new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8))) {
      Path config = scratch.path().resolve("config");
      Files.createDirectories(config.resolve("releases"));
      Files.writeString(config.resolve("promoter.ini"), "");
      Files.writeString(
          config.resolve("releases/tentacle.ini"), release(said.readLine(), said.readLine()));
      try (WarmPromoter warm =
          WarmPromoter.open(Path.of(arguments[0]), config, scratch.path().resolve("state"))) {
        measure(warm, new Lab(server, said));
      }
    } finally {
      server.destroy();
    }
    System.exit(0);
  }

  /** The file of a release with the runs of the stand-in. */
  static String release(String paddles, String shaman, String... options) {
    return """
        [main]
        workflow: ceph
        %s
        ceph_sha1: %s
        ceph_branch: %s
        paddles_url: %s
        shaman_url: %s
        platforms: centos-9-default

        [promote_from]
        v18.2.8: %s

        [v18.2.8]
        %s
        """
        .formatted(
            String.join("\n", options),
            PaddlesStandIn.SHA1,
            PaddlesStandIn.BRANCH,
            paddles,
            shaman,
            PaddlesStandIn.BRANCH,
            IntStream.range(0, PaddlesStandIn.SUITES)
                .mapToObj(PaddlesStandIn::suite)
                .collect(Collectors.joining("\n")));
  }

  /** The stand-in in its own process. */
  private record Lab(Process server, BufferedReader said) {
    /** Makes something happen there; gives how many requests Paddles has had since the last. */
    int tell(char what) throws IOException {
      server.getOutputStream().write(what);
      server.getOutputStream().flush();
      return Integer.parseInt(said.readLine());
    }
  }

  private static void measure(WarmPromoter warm, Lab lab) throws Exception {
    lab.tell(PaddlesStandIn.COUNT);
    long start = System.nanoTime();
    long busy = processorTime();
    warm.round();
    System.out.printf(
        Locale.ROOT,
        "the first round of a process: %.0f ms, %.0f ms of them processor time, %d requests to"
            + " Paddles (at most 25)%n",
        (System.nanoTime() - start) / 1e6,
        (processorTime() - busy) / 1e6,
        lab.tell(PaddlesStandIn.COUNT));
    for (int i = 0; i < WARM_UP; i++) {
      lab.tell(PaddlesStandIn.ALL);
      warm.round();
    }
    rounds(
        "a round in which every run has changed (at most 500 ms)", warm, lab, PaddlesStandIn.ALL);
    rounds("a round after one job ended", warm, lab, PaddlesStandIn.ONE);
    rounds(
        "a round in which nothing changed (at most 2 requests)", warm, lab, PaddlesStandIn.COUNT);
  }

  private static void rounds(String what, WarmPromoter warm, Lab lab, char before)
      throws Exception {
    int most = 0;
    long busy = 0;
    long[] times = new long[TIMES];
    for (int i = 0; i < TIMES; i++) {
      lab.tell(before);
      long used = processorTime();
      long start = System.nanoTime();
      warm.round();
      times[i] = System.nanoTime() - start;
      busy += processorTime() - used;
      most = Math.max(most, lab.tell(PaddlesStandIn.COUNT));
    }
    Arrays.sort(times);
    System.out.printf(
        Locale.ROOT,
        "%s: median %.1f ms, slowest %.1f ms, %.1f ms of processor time, at most %d requests%n",
        what,
        times[TIMES / 2] / 1e6,
        times[TIMES - 1] / 1e6,
        busy / 1e6 / TIMES,
        most);
  }

  private static long processorTime() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }
}
