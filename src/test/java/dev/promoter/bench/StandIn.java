package dev.promoter.bench;

import dev.promoter.sandbox.DlrnServer;
import dev.promoter.sandbox.Request;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * The DLRN stand-in as a process of its own, so that its heap and its threads are not those of the
 * promoter. Takes a {@link Load}, says its address, then obeys one order a line.
 */
public final class StandIn {
  /** Ends every answer to an order. */
  static final String END = ".";

  private StandIn() {}

  /** Serves until standard input ends. */
  public static void main(String[] arguments) throws IOException {
    try (DlrnServer server = DlrnServer.start(0);
        BufferedReader orders =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      Load.parse(arguments[0]).fill(server);
      System.out.println(server.address());
      for (String order = orders.readLine(); order != null; order = orders.readLine()) {
        obey(server, order);
        System.out.println(END);
      }
    }
  }

  private static void obey(DlrnServer server, String order) {
    if (order.startsWith("latency ")) {
      server.latency(Duration.ofMillis(Long.parseLong(order.substring("latency ".length()))));
    } else if (order.equals("forget")) {
      server.forgetRequests();
    } else if (order.equals("count")) {
      System.out.println(server.requestCount());
    } else if (order.equals("requests")) {
      server.requests().stream().map(Request::target).forEach(System.out::println);
    } else {
      throw new IllegalArgumentException(order);
    }
  }
}
