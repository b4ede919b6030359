package dev.promoter;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Knows a pull request of each number, lists none, has every repository, unless it is told
 * otherwise.
 */
final class GitHubServer implements AutoCloseable {
  private final HttpServer server;
  private final AtomicInteger requests = new AtomicInteger();
  private volatile int status = 200;

  GitHubServer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
    server.createContext(
        "/",
        exchange -> {
          requests.incrementAndGet();
          String number = exchange.getRequestURI().getPath().replaceAll(".*/", "");
          String one =
              "{\"number\":%s,\"title\":\"rgw: keep the bucket\",\"body\":\"\",\"user\":{\"login\":\"ann\"}}"
                  .formatted(number);
          byte[] body = (number.equals("pulls") ? "[]" : one).getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Answers with this status from now on. */
  void status(int next) {
    status = next;
  }

  int requests() {
    return requests.get();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
