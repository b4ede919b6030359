package dev.promoter.remote.jenkins;

import dev.promoter.domain.Release;
import dev.promoter.domain.Secret;
import dev.promoter.domain.Settings;
import dev.promoter.engine.Secrets;
import dev.promoter.remote.http.HttpPool;
import dev.promoter.remote.http.WebAddress;

/** All Jenkins servers: gives each release its client, in a dry run one that cannot write. */
public final class Jenkins {
  private final HttpPool http;
  private final Secrets secrets;

  /**
   * The servers as reached through one pool.
   *
   * @param secrets where users and tokens are found, by the names that a release gives
   */
  public Jenkins(HttpPool http, Secrets secrets) {
    this.http = http;
    this.secrets = secrets;
  }

  /** The server of a release; without a user it is read by nobody in particular. */
  public JenkinsClient client(Release release) {
    Settings settings = release.settings();
    String user = secrets.find(settings.get("jenkins_user_secret")).map(Secret::reveal).orElse("");
    return new JenkinsClient(
        WebAddress.of(settings.get("jenkins_url")),
        http.client(release),
        new Access(user, settings.get("jenkins_token_secret"), secrets));
  }
}
