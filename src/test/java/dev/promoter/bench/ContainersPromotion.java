package dev.promoter.bench;

import dev.promoter.WarmPromoter;
import dev.promoter.engine.ReleaseReport;
import dev.promoter.real.DockerRegistry;
import dev.promoter.sandbox.Build;
import dev.promoter.sandbox.DlrnBuilder;
import dev.promoter.sandbox.DlrnServer;
import dev.promoter.sandbox.Vote;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Whole promotions of the seeded images within one real registry, from the votes to the link, by
 * the parts of a daemon; and what the registry saw of them.
 */
final class ContainersPromotion implements AutoCloseable {
  private static final String TARGET = "promoted";
  private static final String SOURCE = "candidates";
  private static final String JOB = "job";

  private final DockerRegistry registry;
  private final Scratch scratch;
  private final DlrnServer dlrn = DlrnServer.start(0);
  private final DlrnBuilder builder = dlrn.addBuilder("api-master", "master");
  private final Instant now = Instant.now();
  private int candidates;

  private ContainersPromotion(DockerRegistry registry, Scratch scratch) {
    this.registry = registry;
    this.scratch = scratch;
  }

  /** A first promotion, which makes the tags, and a second one, which moves them. */
  static void run(DockerRegistry registry, Path home) throws Exception {
    try (ContainersPromotion bench = new ContainersPromotion(registry, Scratch.create());
        WarmPromoter promoter =
            WarmPromoter.open(home, bench.configure(), bench.scratch.path().resolve("state"))) {
      System.out.printf("whole promotions of %d images within one registry%n", Seed.IMAGES);
      for (String tags : List.of("tags are new", "tags move")) {
        bench.candidate();
        int before = registry.accessLog().size();
        long start = System.nanoTime();
        List<ReleaseReport> reports = promoter.reports();
        double seconds = (System.nanoTime() - start) / 1e9;
        List<String> log = registry.accessLog();
        bench.requirePromoted(reports);
        System.out.printf(
            Locale.ROOT,
            "  %s: %.2f s; %s%n",
            tags,
            seconds,
            told(log.subList(before, log.size())));
      }
    }
  }

  private Path configure() throws Exception {
    Path config = scratch.path().resolve("config");
    Files.createDirectories(config.resolve("releases"));
    Files.writeString(
        config.resolve("promoter.ini"),
        "[registry rdo]\nurl: %s\nrole: source\nnamespace: %s\n"
            .formatted(registry.address(), Seed.NAMESPACE));
    Files.writeString(
        config.resolve("releases/master.ini"),
        """
        [main]
        release: master
        api_url: %s
        repo_url: %s
        username: %s
        containers_list_base_url: %s/sources

        [promote_from]
        %s: %s

        [%s]
        %s
        """
            .formatted(
                builder.apiUrl(),
                builder.repoUrl(),
                DlrnBuilder.USER,
                dlrn.address(),
                TARGET,
                SOURCE,
                TARGET,
                JOB));
    return config;
  }

  /** A build that may be promoted, with images that differ from those of the one before. */
  private void candidate() throws Exception {
    candidates++;
    Instant when = now.minus(Duration.ofHours(100L - candidates));
    Build build = builder.addBuild(Build.named("build " + candidates).committedAt(when));
    builder.promote(SOURCE, build, when);
    builder.vote(build, Vote.success(JOB, when));
    dlrn.publish(
        "/sources/" + build.commitHash() + "/container-images/tripleo_containers.yaml",
        Seed.names().stream()
            .map(
                name ->
                    "- imagename: quay.io/t/openstack-%s:t\n  image_source: tripleo\n"
                        .formatted(name))
            .collect(Collectors.joining("", "container_images:\n", "")));
    Seed.tag(registry.address(), build.fullHash(), candidates);
  }

  private void requirePromoted(List<ReleaseReport> reports) {
    if (builder.rows().stream().filter(row -> row.link().equals(TARGET)).count() != candidates) {
      throw new IllegalStateException("not promoted: " + reports);
    }
  }

  private static String told(List<String> log) {
    Map<String, Long> kinds =
        log.stream()
            .filter(line -> line.contains("/manifests/"))
            .collect(
                Collectors.groupingBy(
                    line ->
                        line.substring(0, line.indexOf(' '))
                            + (line.contains("/manifests/" + TARGET + " ") ? " tag" : " full hash"),
                    TreeMap::new,
                    Collectors.counting()));
    long other = log.stream().filter(line -> !line.contains("/manifests/")).count();
    return "%d requests, of an image %s; other %d, with /blobs/ in them %d"
        .formatted(
            log.size(),
            kinds,
            other,
            log.stream().filter(line -> line.contains("/blobs/")).count());
  }

  @Override
  public void close() throws Exception {
    dlrn.close();
    scratch.close();
  }
}
