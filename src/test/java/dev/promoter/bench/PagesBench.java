package dev.promoter.bench;

import dev.promoter.PagesServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Every page and every read of the API with 20 readers at a time, each asking again as soon as it
 * has its answer, while rounds go on: 100 releases with a stored round a day for a year, each of
 * whose links has 100 candidates at the end.
 */
final class PagesBench {
  private static final int RELEASES = 100;
  private static final int READERS = 20;
  private static final int WARM_UP = 400;
  private static final int TIMES = 1000;
  private static final int MOST_MILLIS = 100;
  private static final int MOST_BYTES = 200_000;

  private final HttpClient client = HttpClient.newHttpClient();
  private final String address;
  private final List<String> candidates = new ArrayList<>();

  private PagesBench(String address) {
    this.address = address;
  }

  static void run() throws Exception {
    try (Scratch scratch = Scratch.create()) {
      String directory = scratch.path().toString();
      Children.run(Children.DAEMON, PagesServer.class, directory, "fill");
      serve(directory);
    }
  }

  private static void serve(String directory) throws Exception {
    Process server =
        Children.java(Children.DAEMON, PagesServer.class, directory)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader answers = server.inputReader(StandardCharsets.UTF_8);
        PrintWriter orders = new PrintWriter(server.outputWriter(StandardCharsets.UTF_8), true)) {
      new PagesBench(answers.readLine()).measure();
      orders.println("memory");
      System.out.println(answers.readLine());
    } finally {
      server.destroy();
      server.waitFor();
    }
  }

  /** Takes the directory of a store that was filled before. */
  public static void main(String[] arguments) throws Exception {
    serve(arguments[0]);
  }

  private void measure() throws Exception {
    for (int i = 0; i < RELEASES; i++) {
      String body = get("/release/" + release(i)).body();
      int at = body.indexOf("href=\"/candidate/", body.indexOf("<tbody>"));
      candidates.add(body.substring(at + 6, body.indexOf('"', at + 6)));
    }
    int overview = get("/").body().getBytes(StandardCharsets.UTF_8).length;
    System.out.printf("overview: %d bytes (at most %d)%n", overview, MOST_BYTES);
    System.out.printf("milliseconds with %d readers (p99 at most %d):%n", READERS, MOST_MILLIS);
    for (Map.Entry<String, Supplier<String>> kind : kinds().entrySet()) {
      times(WARM_UP, kind.getValue());
      long[] sorted = times(TIMES, kind.getValue());
      System.out.printf(
          Locale.ROOT,
          "  %-22s p50 %6.1f  p99 %6.1f  slowest %6.1f%n",
          kind.getKey(),
          sorted[sorted.length / 2] / 1e6,
          sorted[sorted.length * 99 / 100] / 1e6,
          sorted[sorted.length - 1] / 1e6);
    }
  }

  private Map<String, Supplier<String>> kinds() {
    Map<String, Supplier<String>> kinds = new LinkedHashMap<>();
    kinds.put("overview", () -> "/");
    kinds.put("release", () -> "/release/" + any());
    kinds.put("candidate", () -> candidates.get(random()));
    kinds.put("history", () -> "/history");
    kinds.put("history of a release", () -> "/history?release=" + any());
    kinds.put("people", () -> "/people");
    kinds.put("queue", () -> "/queue");
    kinds.put("charts", () -> "/charts");
    kinds.put("charts of a release", () -> "/charts?weeks=52&release=" + any());
    kinds.put("badge", () -> "/badge/current-tripleo/" + any());
    kinds.put("Atom feed", () -> "/feed.atom");
    kinds.put("API releases", () -> "/api/v1/releases");
    kinds.put("API release", () -> "/api/v1/releases/" + any());
    kinds.put("API candidates", () -> "/api/v1/releases/" + any() + "/candidates");
    kinds.put("API explain", () -> "/api/v1/releases/" + any() + "/explain");
    kinds.put("API history", () -> "/api/v1/history");
    kinds.put("API waivers", () -> "/api/v1/waivers");
    return kinds;
  }

  private long[] times(int count, Supplier<String> paths) throws Exception {
    ExecutorService readers = Executors.newFixedThreadPool(READERS);
    try {
      List<Callable<long[]>> work = new ArrayList<>();
      for (int i = 0; i < READERS; i++) {
        work.add(() -> reader(count / READERS, paths));
      }
      List<long[]> all = new ArrayList<>();
      for (Future<long[]> one : readers.invokeAll(work)) {
        all.add(one.get());
      }
      return all.stream().flatMapToLong(Arrays::stream).sorted().toArray();
    } finally {
      readers.shutdown();
      readers.awaitTermination(1, TimeUnit.MINUTES);
    }
  }

  private long[] reader(int count, Supplier<String> paths) throws Exception {
    long[] nanos = new long[count];
    for (int i = 0; i < count; i++) {
      String path = paths.get();
      long start = System.nanoTime();
      HttpResponse<String> answer = get(path);
      nanos[i] = System.nanoTime() - start;
      if (answer.statusCode() != 200) {
        throw new IllegalStateException(path + ": " + answer.statusCode());
      }
    }
    return nanos;
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create(address + path)).build(), BodyHandlers.ofString());
  }

  private static String any() {
    return release(random());
  }

  private static int random() {
    return ThreadLocalRandom.current().nextInt(RELEASES);
  }

  private static String release(int number) {
    return new Year(number, 1).release().value();
  }
}
