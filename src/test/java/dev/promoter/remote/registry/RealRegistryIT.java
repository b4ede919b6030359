package dev.promoter.remote.registry;

import static dev.promoter.remote.registry.Site.byDigest;
import static dev.promoter.remote.registry.Site.name;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.promoter.domain.Secret;
import dev.promoter.engine.RemoteException;
import dev.promoter.real.DockerRegistry;
import dev.promoter.real.Program;
import dev.promoter.real.TokenService;
import dev.promoter.remote.registry.ImageCopier.Copy;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The client against docker-registry, and skopeo's opinion of the result. */
class RealRegistryIT {
  /** Of the password in {@link Site}, made with the smallest cost. */
  private static final String HASH = "$2y$04$SRrevtrRqEcRQs.JnC/jQuv12dGf1S5FbaObQtGJsJ6kMyDz5IenG";

  private static final Login STRANGER =
      new Login("pusher", "PUSH_PASSWORD", name -> Optional.of(new Secret("guessed")));

  private final Site site = new Site();
  private final ImageCopier copier = new ImageCopier();

  @AfterEach
  void close() {
    site.close();
  }

  private Registry anonymous(DockerRegistry registry) {
    return site.client(RegistrySettings.of("real", URI.create(registry.address())));
  }

  private Registry loggedIn(DockerRegistry registry) {
    return as(registry, Site.LOGIN);
  }

  private Registry as(DockerRegistry registry, Login login) {
    return site.client(RegistrySettings.of("real", URI.create(registry.address())).as(login));
  }

  /** An image for one architecture and a list of three, in the stand-in. */
  private void fill() {
    site.source.push("ns/base", "h1", "one", "two");
    Map<String, String> children = new TreeMap<>();
    for (String architecture : List.of("amd64", "ppc64le", "s390x")) {
      children.put(
          architecture, site.source.push("ns/multi", "", architecture, List.of(architecture)));
    }
    site.source.pushList("ns/multi", "h1", children);
  }

  private void copyBoth(Registry to) {
    Registry from = site.client(site.source);
    for (ImageName image : List.of(name("ns/base", "h1"), name("ns/multi", "h1"))) {
      copier.copy(new Copy(new Image(from, image), new Image(to, image)));
    }
  }

  /** Copies, mounts and tags, and looks at the result with the same client. */
  private void everything(Registry registry) {
    fill();
    registry.login();
    copyBoth(registry);
    ImageName base = name("ns/base", "h1");
    ImageName promoted = name("promoted/multi", "current-tripleo");
    Copied mounted =
        copier.copy(
            new Copy(new Image(registry, name("ns/multi", "h1")), new Image(registry, promoted)));
    registry.putAll(
        List.of(
            new Registry.Tagging(
                base.repository(), new Tag("current"), registry.manifest(base).orElseThrow())));

    assertThat(mounted.mounted()).isEqualTo(6);
    assertThat(mounted.blobs()).isZero();
    assertThat(registry.digest(name("ns/base", "current")).map(Digest::value))
        .isEqualTo(site.source.digest("ns/base", "h1"));
    assertThat(registry.digest(promoted).map(Digest::value))
        .isEqualTo(site.source.digest("ns/multi", "h1"));
    assertThat(registry.digest(name("ns/base", "absent"))).isEmpty();
    assertThat(registry.manifest(name("absent", "h1"))).isEmpty();
  }

  @Test
  void an_open_registry_takes_images_lists_mounts_and_tags() throws Exception {
    try (DockerRegistry registry = DockerRegistry.open()) {
      everything(anonymous(registry));
    }
  }

  @Test
  void a_registry_with_passwords_takes_the_right_one_only() throws Exception {
    try (DockerRegistry registry = DockerRegistry.withPassword("pusher", HASH)) {
      everything(loggedIn(registry));

      refuses(anonymous(registry), "it wants credentials");
      refuses(
          as(registry, STRANGER), "does not accept user 'pusher' with the secret PUSH_PASSWORD");
    }
  }

  @Test
  void a_registry_with_tokens_takes_those_of_its_service() throws Exception {
    try (TokenService tokens = TokenService.start("pusher", Site.PASSWORD);
        DockerRegistry registry = DockerRegistry.withTokens(tokens)) {
      everything(loggedIn(registry));

      refuses(
          as(registry, STRANGER), "does not accept user 'pusher' with the secret PUSH_PASSWORD");
    }
  }

  @Test
  void a_token_that_ended_is_replaced_once() throws Exception {
    try (TokenService tokens = TokenService.start("pusher", Site.PASSWORD);
        DockerRegistry registry = DockerRegistry.withTokens(tokens)) {
      Registry client = loggedIn(registry);
      fill();
      tokens.life(Duration.ofMinutes(-5));
      refuses(client, "registry real");
      int before = tokens.lent();
      tokens.life(Duration.ofMinutes(5));

      copyBoth(client);

      assertThat(client.digest(name("ns/base", "h1"))).isPresent();
      assertThat(tokens.lent()).isGreaterThan(before);
    }
  }

  private static void refuses(Registry registry, String why) {
    RemoteException fault =
        catchThrowableOfType(RemoteException.class, () -> registry.digest(name("ns/base", "h1")));
    assertThat(fault.sentence()).contains("registry real").contains(why);
    assertThat(fault.sentence()).doesNotContain(Site.PASSWORD).doesNotContain("guessed");
    assertThat(fault.status()).isEqualTo(401);
  }

  @Test
  void skopeo_sees_the_same_digests_and_bytes() throws Exception {
    Program skopeo = Program.needed("skopeo", "skopeo");
    try (DockerRegistry registry = DockerRegistry.open()) {
      fill();
      copyBoth(anonymous(registry));
      for (String repository : List.of("ns/base", "ns/multi")) {
        String image = "docker://%s/%s:h1".formatted(registry.host(), repository);

        assertThat(skopeo.run("inspect", "--raw", "--tls-verify=false", image))
            .isEqualTo(site.source.manifest(repository, "h1").orElseThrow());
        assertThat(skopeo.run("inspect", "--tls-verify=false", "--format", "{{.Digest}}", image))
            .isEqualToIgnoringNewLines(site.source.digest(repository, "h1").orElseThrow());
      }
    }
  }

  @Test
  void what_skopeo_copied_has_the_digest_that_we_find() throws Exception {
    Program skopeo = Program.needed("skopeo", "skopeo");
    try (DockerRegistry one = DockerRegistry.open();
        DockerRegistry other = DockerRegistry.open()) {
      fill();
      copyBoth(anonymous(one));
      skopeo.run(
          "--insecure-policy",
          "copy",
          "--all",
          "--preserve-digests",
          "--src-tls-verify=false",
          "--dest-tls-verify=false",
          "docker://" + one.host() + "/ns/multi:h1",
          "docker://" + other.host() + "/ns/multi:h1");

      assertThat(anonymous(other).digest(name("ns/multi", "h1")))
          .isEqualTo(anonymous(one).digest(name("ns/multi", "h1")));
      assertThat(anonymous(other).manifest(byDigest("ns/multi", digest(one)))).isPresent();
    }
  }

  private String digest(DockerRegistry registry) {
    return anonymous(registry).digest(name("ns/multi", "h1")).orElseThrow().value();
  }
}
