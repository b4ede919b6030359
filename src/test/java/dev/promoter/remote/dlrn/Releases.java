package dev.promoter.remote.dlrn;

import dev.promoter.domain.LinkName;
import dev.promoter.domain.Release;
import dev.promoter.domain.ReleaseName;
import dev.promoter.domain.Requirement;
import dev.promoter.domain.Secret;
import dev.promoter.domain.Settings;
import dev.promoter.domain.Target;
import dev.promoter.engine.Secrets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Releases and what they need, for tests. */
final class Releases {
  static final String PASSWORD = "sandbox";
  static final Secrets SECRETS =
      name ->
          name.equals("DLRNAPI_PASSWORD") ? Optional.of(new Secret(PASSWORD)) : Optional.empty();
  static final LinkName SOURCE = new LinkName("tripleo-ci-testing");
  static final LinkName TARGET = new LinkName("current-tripleo");
  static final LinkName NEXT = new LinkName("current-tripleo-rdo");

  private Releases() {}

  static Release of(String api, String repository) {
    return with(Map.of("api_url", api, "repo_url", repository, "username", "ciuser"));
  }

  static Release with(Map<String, String> settings) {
    return new Release(
        new ReleaseName("CentOS-9/master"),
        "CentOS-9/master.ini",
        "dlrn",
        List.of(target(SOURCE, TARGET, "")),
        false,
        10,
        Duration.ofMinutes(1),
        new Settings(settings));
  }

  static Release and(Release release, String key, String value) {
    Map<String, String> settings = new HashMap<>(release.settings().values());
    settings.put(key, value);
    return with(settings);
  }

  static Target target(LinkName source, LinkName link, String component) {
    return new Target(link, source, component, List.of(new Requirement("a-job")));
  }
}
