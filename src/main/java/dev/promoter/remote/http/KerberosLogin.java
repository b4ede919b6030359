package dev.promoter.remote.http;

import java.nio.file.Path;
import java.security.PrivilegedActionException;
import java.security.PrivilegedExceptionAction;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.security.auth.Subject;
import javax.security.auth.kerberos.KerberosTicket;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.AppConfigurationEntry.LoginModuleControlFlag;
import javax.security.auth.login.Configuration;
import javax.security.auth.login.LoginContext;
import javax.security.auth.login.LoginException;
import org.ietf.jgss.GSSContext;
import org.ietf.jgss.GSSException;
import org.ietf.jgss.GSSManager;
import org.ietf.jgss.GSSName;
import org.ietf.jgss.Oid;

/**
 * Where Kerberos tickets come from: a keytab, or the ticket cache that {@code kinit} fills ({@code
 * KRB5CCNAME}, else the default of the user). Realms and servers are those of {@code krb5.conf}.
 * HttpClient's own Negotiate scheme is deprecated and not used.
 */
public final class KerberosLogin {
  private static final String SPNEGO = "1.3.6.1.5.5.2";
  private static final String PRINCIPAL_NAME = "1.2.840.113554.1.2.2.1";
  private static final String LOGIN_MODULE = "com.sun.security.auth.module.Krb5LoginModule";

  /** A login that ends sooner is renewed before it is used. */
  private static final Duration MARGIN = Duration.ofMinutes(2);

  private final Optional<Path> keytab;
  private final String principal;
  private final InstantSource clock;
  private Optional<Subject> subject = Optional.empty();

  private KerberosLogin(Optional<Path> keytab, String principal, InstantSource clock) {
    this.keytab = keytab;
    this.principal = principal;
    this.clock = clock;
  }

  /** Logs in as a principal with a keytab. */
  public static KerberosLogin keytab(Path keytab, String principal) {
    return new KerberosLogin(Optional.of(keytab), principal, InstantSource.system());
  }

  /** Uses the tickets somebody else keeps in the ticket cache. */
  public static KerberosLogin ticketCache() {
    return new KerberosLogin(Optional.empty(), "", InstantSource.system());
  }

  /**
   * The keytab named by {@code KRB5_CLIENT_KTNAME}, as the tools of MIT Kerberos take it, or else
   * the ticket cache.
   *
   * @param environment the environment variables
   * @param principal who logs in with the keytab
   */
  public static KerberosLogin standard(Map<String, String> environment, String principal) {
    String keytab = environment.getOrDefault("KRB5_CLIENT_KTNAME", "");
    String path = keytab.startsWith("FILE:") ? keytab.substring("FILE:".length()) : keytab;
    return path.isEmpty() ? ticketCache() : keytab(Path.of(path), principal);
  }

  /** Who logs in, for messages. */
  public String description() {
    return keytab
        .map(file -> "'" + principal + "' of the keytab " + file)
        .orElse("the owner of the ticket cache");
  }

  /**
   * A fresh token for one request.
   *
   * @param server the principal of the server
   * @throws LoginException when there is no ticket to begin with
   * @throws GSSException when the ticket does not lead to one for this server
   */
  synchronized String token(String server) throws LoginException, GSSException {
    Subject who = subject.filter(this::lasts).orElse(null);
    if (who == null) {
      who = login();
      subject = Optional.of(who);
    }
    try {
      return Subject.doAs(who, (PrivilegedExceptionAction<String>) () -> negotiate(server));
    } catch (PrivilegedActionException fault) {
      subject = Optional.empty();
      if (fault.getException() instanceof GSSException refused) {
        throw refused;
      }
      throw new IllegalStateException(fault.getException());
    }
  }

  private boolean lasts(Subject who) {
    Instant needed = clock.instant().plus(MARGIN);
    return who.getPrivateCredentials(KerberosTicket.class).stream()
        .allMatch(
            ticket ->
                ticket.getEndTime() == null || ticket.getEndTime().toInstant().isAfter(needed));
  }

  private Subject login() throws LoginException {
    LoginContext context = new LoginContext("promoter", new Subject(), null, configuration());
    context.login();
    return context.getSubject();
  }

  private Configuration configuration() {
    Map<String, String> options = new HashMap<>();
    options.put("doNotPrompt", "true");
    options.put("refreshKrb5Config", "true");
    options.put("useTicketCache", String.valueOf(keytab.isEmpty()));
    keytab.ifPresent(
        file -> {
          options.put("useKeyTab", "true");
          options.put("keyTab", file.toString());
          options.put("principal", principal);
        });
    AppConfigurationEntry entry =
        new AppConfigurationEntry(LOGIN_MODULE, LoginModuleControlFlag.REQUIRED, options);
    return new Configuration() {
      @Override
      public AppConfigurationEntry[] getAppConfigurationEntry(String name) {
        return new AppConfigurationEntry[] {entry};
      }
    };
  }

  private static String negotiate(String server) throws GSSException {
    GSSManager manager = GSSManager.getInstance();
    GSSName name = manager.createName(server, new Oid(PRINCIPAL_NAME));
    GSSContext context =
        manager.createContext(name, new Oid(SPNEGO), null, GSSContext.DEFAULT_LIFETIME);
    try {
      context.requestMutualAuth(false);
      byte[] token = context.initSecContext(new byte[0], 0, 0);
      return Base64.getEncoder().encodeToString(token);
    } finally {
      context.dispose();
    }
  }
}
