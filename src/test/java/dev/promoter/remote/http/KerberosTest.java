package dev.promoter.remote.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.promoter.engine.RemoteException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivilegedExceptionAction;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.security.auth.Subject;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.AppConfigurationEntry.LoginModuleControlFlag;
import javax.security.auth.login.Configuration;
import javax.security.auth.login.LoginContext;
import javax.security.auth.login.LoginException;
import org.apache.kerby.kerberos.kerb.KrbException;
import org.apache.kerby.kerberos.kerb.server.SimpleKdcServer;
import org.ietf.jgss.GSSContext;
import org.ietf.jgss.GSSCredential;
import org.ietf.jgss.GSSManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** With a real key distribution centre and a server that accepts its tickets, both in here. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KerberosTest {
  private static final String REALM = "EXAMPLE.ORG";
  private static final String CLIENT = "ciuser@" + REALM;
  private static final String SERVER = "HTTP/trunk.example.org@" + REALM;
  private static final String KRB5_CONF = "java.security.krb5.conf";

  @TempDir private static Path directory = Path.of("");
  private final List<String> guests = new CopyOnWriteArrayList<>();
  private final Http http = new Http(HttpSettings.standard());
  private Optional<String> formerConf = Optional.empty();
  private Optional<SimpleKdcServer> kdc = Optional.empty();
  private Optional<HttpServer> server = Optional.empty();

  @BeforeAll
  void start() throws KrbException, IOException, LoginException {
    SimpleKdcServer centre = new SimpleKdcServer();
    int port = freePort();
    centre.setWorkDir(directory.toFile());
    centre.setKdcRealm(REALM);
    centre.setKdcHost("127.0.0.1");
    centre.setAllowUdp(false);
    centre.setKdcTcpPort(port);
    centre.init();
    centre.start();
    kdc = Optional.of(centre);
    // Exports all principals there are: the server's keytab comes first to lack the client.
    centre.createAndExportPrincipals(keytab("server").toFile(), SERVER);
    centre.createAndExportPrincipals(keytab("client").toFile(), CLIENT);
    Path conf = directory.resolve("own-krb5.conf");
    Files.writeString(
        conf,
        """
        [libdefaults]
          default_realm = %s
          udp_preference_limit = 1
        [realms]
          %s = {
            kdc = 127.0.0.1:%d
          }
        """
            .formatted(REALM, REALM, port));
    formerConf = Optional.ofNullable(System.getProperty(KRB5_CONF));
    System.setProperty(KRB5_CONF, conf.toString());
    server = Optional.of(serve(acceptor()));
  }

  @AfterAll
  void stop() throws KrbException {
    http.close();
    server.ifPresent(one -> one.stop(0));
    if (kdc.isPresent()) {
      kdc.get().stop();
    }
    formerConf.ifPresentOrElse(
        conf -> System.setProperty(KRB5_CONF, conf), () -> System.clearProperty(KRB5_CONF));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private Path keytab(String name) {
    return directory.resolve(name + ".keytab");
  }

  private Subject acceptor() throws LoginException {
    Map<String, String> options =
        Map.of(
            "useKeyTab", "true",
            "keyTab", keytab("server").toString(),
            "principal", SERVER,
            "storeKey", "true",
            "isInitiator", "false",
            "refreshKrb5Config", "true",
            "doNotPrompt", "true");
    AppConfigurationEntry entry =
        new AppConfigurationEntry(
            "com.sun.security.auth.module.Krb5LoginModule",
            LoginModuleControlFlag.REQUIRED,
            options);
    Configuration configuration =
        new Configuration() {
          @Override
          public AppConfigurationEntry[] getAppConfigurationEntry(String name) {
            return new AppConfigurationEntry[] {entry};
          }
        };
    LoginContext context = new LoginContext("server", new Subject(), null, configuration);
    context.login();
    return context.getSubject();
  }

  private HttpServer serve(Subject acceptor) throws IOException {
    HttpServer one =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    one.createContext(
        "/",
        exchange -> {
          int status = accepts(acceptor, exchange) ? 200 : 401;
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    one.start();
    return one;
  }

  private boolean accepts(Subject acceptor, HttpExchange exchange) {
    String header =
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization")).orElse("");
    if (!header.startsWith("Negotiate ")) {
      return false;
    }
    byte[] token = Base64.getDecoder().decode(header.substring(10).getBytes(US_ASCII));
    try {
      guests.add(Subject.doAs(acceptor, (PrivilegedExceptionAction<String>) () -> guest(token)));
      return true;
    } catch (java.security.PrivilegedActionException refused) {
      return false;
    }
  }

  private static String guest(byte[] token) throws org.ietf.jgss.GSSException {
    GSSContext context = GSSManager.getInstance().createContext((GSSCredential) null);
    try {
      context.acceptSecContext(token, 0, token.length);
      return context.getSrcName().toString();
    } finally {
      context.dispose();
    }
  }

  private Call call(KerberosLogin login, String principal) {
    URI uri =
        URI.create(
            "http://127.0.0.1:" + server.orElseThrow().getAddress().getPort() + "/api/health");
    return Call.post("DLRN", "check the credentials", uri)
        .as(new Credentials.Kerberos(uri, principal, login));
  }

  @Test
  void a_ticket_from_a_keytab_is_accepted_again_and_again() {
    KerberosLogin login = KerberosLogin.keytab(keytab("client"), CLIENT);
    guests.clear();

    assertThat(http.send(call(login, SERVER)).status()).isEqualTo(200);
    assertThat(http.send(call(login, SERVER)).status()).isEqualTo(200);

    assertThat(guests).containsExactly(CLIENT, CLIENT);
  }

  @Test
  void the_keytab_is_found_as_the_tools_of_mit_find_it() {
    KerberosLogin login =
        KerberosLogin.standard(Map.of("KRB5_CLIENT_KTNAME", "FILE:" + keytab("client")), "ciuser");

    assertThat(http.send(call(login, SERVER)).status()).isEqualTo(200);
  }

  @Test
  void without_a_ticket_the_server_refuses() {
    Call anonymous = call(KerberosLogin.ticketCache(), SERVER).as(Credentials.none());

    RemoteException fault = catchThrowableOfType(RemoteException.class, () -> http.send(anonymous));

    assertThat(fault.status()).isEqualTo(401);
  }

  @Test
  void an_unknown_server_principal_is_explained() {
    KerberosLogin login = KerberosLogin.keytab(keytab("client"), CLIENT);
    Call call = call(login, "HTTP/unknown.example.org@" + REALM);

    RemoteException fault = catchThrowableOfType(RemoteException.class, () -> http.send(call));

    assertThat(fault.sentence())
        .contains("got no Kerberos ticket for HTTP/unknown.example.org@EXAMPLE.ORG")
        .contains("check kinit or the keytab");
    assertThat(fault.status()).isZero();
  }

  @Test
  void a_keytab_without_the_client_is_explained() {
    KerberosLogin login = KerberosLogin.keytab(keytab("server"), CLIENT);

    RemoteException fault =
        catchThrowableOfType(RemoteException.class, () -> http.send(call(login, SERVER)));

    assertThat(fault.sentence()).contains("'" + CLIENT + "' of the keytab").contains("no Kerberos");
  }

  @Test
  void without_a_keytab_the_ticket_cache_is_used() {
    assertThat(KerberosLogin.standard(Map.of(), "ciuser").description())
        .isEqualTo("the owner of the ticket cache");
  }
}
