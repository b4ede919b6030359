package dev.promoter.bench;

import dev.promoter.WarmPromoter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * A round of a warm daemon that finds nothing to promote, and beside it a plain client that sends
 * the same requests one after the other and does nothing with the answers.
 */
public final class RoundBench {
  private static final Load LOAD = new Load(1, 10, 25);
  private static final int WARM_UP = 200;
  private static final int TIMES = 101;
  private static final int MOST_REQUESTS = 13;

  private RoundBench() {}

  /** Takes the directory where promoter is installed. */
  public static void main(String[] arguments) throws Exception {
    try (Scratch scratch = Scratch.create();
        Remote server = Remote.start(LOAD)) {
      Path config = LOAD.configure(scratch.path(), server.address());
      Path home = Path.of(arguments[0]);
      try (WarmPromoter promoter =
          WarmPromoter.open(home, config, scratch.path().resolve("state"))) {
        Series.of(WARM_UP, promoter::round);
        server.forget();
        promoter.round();
        List<String> requests = server.requests();
        System.out.printf(
            "requests of one round: %d (at most %d)%n", requests.size(), MOST_REQUESTS);
        compare(server, promoter, requests, 0, 60);
        compare(server, promoter, requests, 20, 120);
      }
    }
    System.exit(0);
  }

  private static void compare(
      Remote server, WarmPromoter promoter, List<String> requests, int latency, int limit)
      throws Exception {
    server.latency(latency);
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    Series.Work plain = () -> sequentially(client, server.address(), requests);
    Series.of(latency == 0 ? WARM_UP : 1, plain);
    System.out.printf("with %d ms added to every answer:%n", latency);
    long before = processorTime();
    Series rounds = Series.of(TIMES, promoter::round);
    double busy = (processorTime() - before) / 1e6 / TIMES;
    System.out.printf("  round of a warm daemon: %s (at most %d ms)%n", rounds, limit);
    System.out.printf(Locale.ROOT, "  processor time of a round: %.1f ms%n", busy);
    System.out.printf(
        "  the same requests one by one: %s%n", Series.of(latency == 0 ? TIMES : 21, plain));
  }

  private static void sequentially(HttpClient client, String address, List<String> requests)
      throws IOException, InterruptedException {
    for (String target : requests) {
      HttpRequest request = HttpRequest.newBuilder(URI.create(address + target)).build();
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IllegalStateException(target + ": " + answer.statusCode());
      }
    }
  }

  private static long processorTime() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }
}
