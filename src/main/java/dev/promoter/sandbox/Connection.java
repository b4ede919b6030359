package dev.promoter.sandbox;

import java.io.IOException;
import java.net.Socket;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpServerConnection;
import org.apache.hc.core5.io.CloseMode;

/**
 * A connection that ends by closing, never by a reset: a reset may overtake what was sent before
 * it, so that nobody could tell what a client has seen of an answer that was cut.
 */
final class Connection extends DefaultBHttpServerConnection {
  private Connection(Http1Config config) {
    super("http", config);
  }

  static Connection on(Socket socket, Http1Config config) throws IOException {
    Connection connection = new Connection(config);
    connection.bind(socket);
    return connection;
  }

  @Override
  public void close(CloseMode mode) {
    super.close(CloseMode.GRACEFUL);
  }
}
