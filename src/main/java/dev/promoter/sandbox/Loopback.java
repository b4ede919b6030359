package dev.promoter.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.bootstrap.HttpServer;
import org.apache.hc.core5.http.impl.bootstrap.ServerBootstrap;
import org.apache.hc.core5.http.io.HttpRequestHandler;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.io.CloseMode;

/** The transport that all stand-ins share: a server on the loopback address. */
final class Loopback implements AutoCloseable {
  /** Buffers that hold a whole answer, so that its headers and body leave together. */
  private static final Http1Config ANSWER_IN_ONE_WRITE =
      Http1Config.custom().setBufferSize(64 * 1024).setChunkSizeHint(64 * 1024).build();

  private final HttpFront front;
  private final HttpServer http;

  private Loopback(int port, Function<Request, Answer> site, Charset charset) {
    this.front = new HttpFront(site, charset);
    HttpRequestHandler handler = (request, response, context) -> front.handle(request, response);
    // With Nagle's algorithm the end of an answer may wait for the client's delayed
    // acknowledgement, 40 ms.
    this.http =
        ServerBootstrap.bootstrap()
            .setListenerPort(port)
            .setLocalAddress(InetAddress.getLoopbackAddress())
            .setSocketConfig(
                SocketConfig.custom()
                    .setTcpNoDelay(true)
                    .setSoTimeout(10, TimeUnit.MINUTES)
                    .build())
            .setConnectionFactory(socket -> Connection.on(socket, ANSWER_IN_ONE_WRITE))
            .setRequestRouter((request, context) -> handler)
            .create();
  }

  /**
   * Starts to listen.
   *
   * @param port 0 for any free one
   * @throws UncheckedIOException if the port cannot be listened on
   */
  static Loopback start(int port, Function<Request, Answer> site) {
    return start(port, site, StandardCharsets.UTF_8);
  }

  /**
   * Starts to listen for requests whose bodies need not be UTF-8.
   *
   * @param charset how their bytes become text
   */
  static Loopback start(int port, Function<Request, Answer> site, Charset charset) {
    Loopback server = new Loopback(port, site, charset);
    try {
      server.http.start();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The sandbox cannot listen on port "
              + port
              + " of the loopback address: "
              + e.getMessage()
              + ". Choose another port.",
          e);
    }
    return server;
  }

  HttpFront front() {
    return front;
  }

  /** Without a slash at its end, for example {@code http://127.0.0.1:40123}. */
  String address() {
    return "http://" + InetAddress.getLoopbackAddress().getHostAddress() + ":" + port();
  }

  int port() {
    return http.getLocalPort();
  }

  /** Stops listening and closes all connections, also those held back; waits for no request. */
  @Override
  public void close() {
    front.release();
    http.close(CloseMode.IMMEDIATE);
  }
}
