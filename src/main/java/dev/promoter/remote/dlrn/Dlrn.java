package dev.promoter.remote.dlrn;

import dev.promoter.domain.Candidate;
import dev.promoter.domain.Release;
import dev.promoter.engine.Promotion;
import dev.promoter.engine.RemoteException;
import dev.promoter.engine.Secrets;
import dev.promoter.remote.http.Credentials;
import dev.promoter.remote.http.Http;
import dev.promoter.remote.http.HttpPool;
import dev.promoter.remote.http.KerberosLogin;
import java.net.URI;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;

/** All DLRN servers: gives each release its client, in a dry run one that cannot write. */
public final class Dlrn {
  private final HttpPool http;
  private final Secrets secrets;
  private final Executor executor;
  private final KnownBuilds builds = new KnownBuilds();
  private final ConcurrentMap<String, KerberosLogin> logins = new ConcurrentHashMap<>();

  /**
   * The servers as reached through one pool.
   *
   * @param http the connections
   * @param secrets where passwords are found, by the name in {@code password_secret}
   * @param executor runs reads beside the calling thread; may be bounded, and may be the one the
   *     caller itself runs on
   */
  public Dlrn(HttpPool http, Secrets secrets, Executor executor) {
    this.http = http;
    this.secrets = secrets;
    this.executor = executor;
  }

  /** The page that shows people the votes on a candidate. */
  public URI votePage(Release release, Candidate candidate) {
    return client(release).votePage(candidate);
  }

  /**
   * The source commit of a project in what is promoted, from the repository tree.
   *
   * @throws RemoteException when the candidate does not have the project, or the file is missing
   */
  public String sourceCommit(Promotion promotion, String project) {
    return new VersionsFile(client(promotion.release()))
        .commit(promotion.candidate(), promotion.source().value(), project);
  }

  /**
   * Asks the server of a release whether it answers and accepts the credentials. Never throws for
   * what the server does. In a dry run the credentials are not checked: that takes a POST.
   */
  public Probe probe(Release release) {
    try {
      DlrnClient client = client(release);
      if (release.dryRun()) {
        client.requireReachable();
        return new Probe(
            Probe.State.NOT_CHECKABLE,
            "the server answers; a dry run does not check the credentials");
      }
      client.requireAccepted();
      return new Probe(Probe.State.OK, "the server answers and accepts the credentials");
    } catch (RemoteException fault) {
      return new Probe(state(fault), fault.sentence());
    }
  }

  private static Probe.State state(RemoteException fault) {
    return switch (fault.status()) {
      case 401, 403 -> Probe.State.REFUSED;
      // Servers from before the check of credentials was added.
      case 404, 405 -> Probe.State.NOT_CHECKABLE;
      case 0 -> fault.retryable() ? Probe.State.UNREACHABLE : Probe.State.REFUSED;
      default -> Probe.State.UNREACHABLE;
    };
  }

  DlrnClient client(Release release) {
    DlrnSettings settings = DlrnSettings.of(release);
    Http client = http.client(settings.caBundle());
    return new DlrnClient(
        settings, release.dryRun() ? client.readOnly() : client, credentials(settings));
  }

  AggregateTree tree(DlrnClient client) {
    return new AggregateTree(client, executor, builds);
  }

  Executor executor() {
    return executor;
  }

  private Credentials credentials(DlrnSettings settings) {
    if (settings.kerberos()) {
      return new Credentials.Kerberos(settings.api(), settings.principal(), login(settings.user()));
    }
    return new Credentials.Basic(settings.api(), settings.user(), settings.secret(), secrets);
  }

  private KerberosLogin login(String user) {
    return logins.computeIfAbsent(user, name -> KerberosLogin.standard(System.getenv(), name));
  }
}
