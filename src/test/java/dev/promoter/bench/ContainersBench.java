package dev.promoter.bench;

import dev.promoter.real.DockerRegistry;
import dev.promoter.real.Program;
import dev.promoter.sandbox.RegistryServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/**
 * Tags and copies of 150 images between real registries, beside skopeo doing the same. Each of our
 * times is that of a whole Java process from its start to its end. Requests are counted in the
 * registries' own access logs.
 */
final class ContainersBench {
  private static final int TIMES = 3;
  private static final int SKOPEO_PARALLEL = 6;

  private final Program skopeo = Program.needed("skopeo", "skopeo");

  private ContainersBench() {}

  static void run(Path home) throws Exception {
    ContainersBench bench = new ContainersBench();
    try (DockerRegistry source = DockerRegistry.open()) {
      Seed.fill(source.address());
      bench.retag(source);
      ContainersPromotion.run(source, home);
      bench.copy(source);
    }
    window();
  }

  private void retag(DockerRegistry registry) throws Exception {
    List<Double> started = new ArrayList<>();
    List<Double> theirs = new ArrayList<>();
    List<String> log = List.of();
    int skopeoRequests = 0;
    for (int i = 0; i < TIMES; i++) {
      int before = registry.accessLog().size();
      String link = "started-%d-".formatted(i);
      started.add(seconds(() -> links(Children.ONCE, registry.address(), link, 1)));
      log = since(registry, before);
      int middle = registry.accessLog().size();
      String other = "theirs-" + i;
      theirs.add(seconds(() -> loop(registry.host(), registry.host(), other, 1)));
      skopeoRequests = since(registry, middle).size();
    }
    List<Double> running =
        links(Children.DAEMON, registry.address(), "running-", 2 * TIMES).stream()
            .skip(TIMES)
            .map(line -> Double.parseDouble(line.get(0)) / 1000)
            .toList();
    System.out.printf("re-tag of %d images x %d layers%n", Seed.IMAGES, Seed.LAYERS);
    System.out.printf("  promoter that runs already: %s%n", told(running));
    System.out.printf("  promoter from its start to its end: %s%n", told(started));
    System.out.printf("  skopeo copy, one after the other: %s%n", told(theirs));
    System.out.printf(
        Locale.ROOT,
        "  ratios of the medians: 1/%.1f and 1/%.1f%n",
        median(theirs) / median(running),
        median(theirs) / median(started));
    System.out.printf(
        "  requests in the access log: %s; with /blobs/ in them: %d; of skopeo: %d%n",
        kinds(log), blobs(log), skopeoRequests);
  }

  /** Of each link how many milliseconds it took, and in how many its tags changed. */
  private static List<List<String>> links(
      List<String> options, String address, String link, int times) throws Exception {
    Process process =
        Children.java(options, ContainersRun.class, "retag", address, link, Integer.toString(times))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException("the tags were not moved");
    }
    return output.lines().map(line -> List.of(line.split(" ", -1))).toList();
  }

  /** The time in which some tags are new and some old, with a registry that takes 20 ms each. */
  private static void window() throws Exception {
    try (RegistryServer slow = RegistryServer.start(0)) {
      Seed.repositories().forEach(name -> slow.push(name, Seed.TAG, "one", "two"));
      slow.latency(Duration.ofMillis(20));
      List<Double> windows =
          links(Children.DAEMON, slow.address(), "link-", TIMES).stream()
              .map(line -> Double.parseDouble(line.get(1)) / 1000)
              .toList();
      System.out.printf(
          "window of %d tags, 20 ms added to every answer%n  promoter: %s%n",
          Seed.IMAGES, told(windows));
    }
  }

  private static String kinds(List<String> log) {
    Map<String, Long> kinds =
        log.stream()
            .collect(
                Collectors.groupingBy(
                    line -> line.substring(0, line.indexOf(' ')),
                    TreeMap::new,
                    Collectors.counting()));
    return counts(log) + " " + kinds;
  }

  private void copy(DockerRegistry source) throws Exception {
    List<Double> ours = new ArrayList<>();
    List<Double> theirs = new ArrayList<>();
    List<Double> again = new ArrayList<>();
    List<String> fresh = List.of();
    List<String> repeatedSource = List.of();
    List<String> repeatedTarget = List.of();
    for (int i = 0; i < TIMES; i++) {
      try (DockerRegistry target = DockerRegistry.open()) {
        Series.Work copy =
            () ->
                Children.run(
                    Children.ONCE, ContainersRun.class, "copy", source.address(), target.address());
        ours.add(seconds(copy));
        fresh = target.accessLog();
        int before = source.accessLog().size();
        again.add(seconds(copy));
        repeatedSource = since(source, before);
        repeatedTarget = since(target, fresh.size());
      }
      try (DockerRegistry target = DockerRegistry.open()) {
        theirs.add(seconds(() -> loop(source.host(), target.host(), Seed.TAG, SKOPEO_PARALLEL)));
      }
    }
    System.out.printf("copy of %d images to a registry that has none of them%n", Seed.IMAGES);
    System.out.printf("  promoter: %s%n", told(ours));
    System.out.printf("  skopeo copy, %d at a time: %s%n", SKOPEO_PARALLEL, told(theirs));
    System.out.printf("  requests to the target: %s%n", counts(fresh));
    System.out.printf("again with everything there%n  promoter: %s%n", told(again));
    System.out.printf(
        "  requests to the source: %s; to the target: %s; with /blobs/ in them: %d%n",
        counts(repeatedSource),
        counts(repeatedTarget),
        blobs(repeatedSource) + blobs(repeatedTarget));
  }

  /** The skopeo of a shell loop, or of several loops side by side. */
  private void loop(String from, String to, String tag, int parallel) throws Exception {
    ExecutorService hands = Executors.newFixedThreadPool(parallel);
    try {
      List<Future<?>> copies = new ArrayList<>();
      for (String repository : Seed.repositories()) {
        copies.add(
            hands.submit(
                () ->
                    skopeo.run(
                        "--insecure-policy",
                        "copy",
                        "--quiet",
                        "--preserve-digests",
                        "--src-tls-verify=false",
                        "--dest-tls-verify=false",
                        "docker://%s/%s:%s".formatted(from, repository, Seed.TAG),
                        "docker://%s/%s:%s".formatted(to, repository, tag))));
      }
      for (Future<?> copy : copies) {
        copy.get();
      }
    } finally {
      hands.shutdownNow();
    }
  }

  private static List<String> since(DockerRegistry registry, int before) throws IOException {
    List<String> log = registry.accessLog();
    return log.subList(before, log.size());
  }

  private static long blobs(List<String> log) {
    return log.stream().filter(line -> line.contains("/blobs/")).count();
  }

  private static String counts(List<String> log) {
    return String.format(
        Locale.ROOT, "%d, %.2f per image", log.size(), (double) log.size() / Seed.IMAGES);
  }

  private static double seconds(Series.Work work) throws Exception {
    long start = System.nanoTime();
    work.run();
    return (System.nanoTime() - start) / 1e9;
  }

  private static double median(List<Double> times) {
    return times.stream().sorted().skip(times.size() / 2).findFirst().orElseThrow();
  }

  private static String told(List<Double> times) {
    return String.format(Locale.ROOT, "median %.2f s of %s", median(times), rounded(times));
  }

  private static List<String> rounded(List<Double> times) {
    return times.stream().map(time -> String.format(Locale.ROOT, "%.2f", time)).toList();
  }
}
