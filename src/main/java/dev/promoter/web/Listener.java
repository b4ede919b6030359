package dev.promoter.web;

import java.util.Optional;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** Makes the one socket: where it listens, what it encrypts, and how long it waits for anybody. */
final class Listener {
  /**
   * Long answers leave in few pieces: with 8 kB at a time, a megabyte woke the sender a hundred
   * times.
   */
  private static final int SENT_AT_ONCE = 64 * 1024;

  private static final int IDLE_MILLIS = 30_000;
  private static final int MOST_CONNECTIONS = 1024;

  private final WebSettings settings;

  Listener(WebSettings settings) {
    this.settings = settings;
  }

  /** Says nothing about the program, reads no more than it must. */
  void configure(HttpConfiguration http) {
    http.setSendServerVersion(false);
    http.setSendXPoweredBy(false);
    http.setRequestHeaderSize(WebSettings.Limits.HEADER_BYTES);
    http.setIdleTimeout(IDLE_MILLIS);
    http.setOutputBufferSize(SENT_AT_ONCE);
    http.setOutputAggregationSize(SENT_AT_ONCE);
    // Names of releases hold slashes; clients that encode them are right, too.
    http.setUriCompliance(UriCompliance.from("DEFAULT,AMBIGUOUS_PATH_SEPARATOR"));
    if (settings.tls().isPresent()) {
      SecureRequestCustomizer secure = new SecureRequestCustomizer();
      secure.setSniHostCheck(false); // the same server is asked by name and by address
      http.addCustomizer(secure);
    }
  }

  Connector connector(Server server, HttpConfiguration http) {
    HttpConnectionFactory plain = new HttpConnectionFactory(http);
    Optional<SslContextFactory.Server> tls = settings.tls().map(Listener::context);
    ServerConnector connector =
        tls.map(
                context ->
                    new ServerConnector(
                        server, new SslConnectionFactory(context, plain.getProtocol()), plain))
            .orElseGet(() -> new ServerConnector(server, plain));
    connector.setHost(settings.host());
    connector.setPort(settings.port());
    connector.setIdleTimeout(IDLE_MILLIS);
    connector.addBean(new NetworkConnectionLimit(MOST_CONNECTIONS, connector));
    return connector;
  }

  private static SslContextFactory.Server context(Tls tls) {
    SslContextFactory.Server context = new SslContextFactory.Server();
    context.setKeyStore(tls.load());
    context.setKeyStorePassword(tls.password().reveal());
    context.setIncludeProtocols("TLSv1.3", "TLSv1.2");
    return context;
  }
}
