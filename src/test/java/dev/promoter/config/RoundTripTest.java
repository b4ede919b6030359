package dev.promoter.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promoter.domain.LinkName;
import dev.promoter.domain.Problem;
import dev.promoter.domain.Release;
import dev.promoter.domain.ReleaseName;
import dev.promoter.domain.Requirement;
import dev.promoter.domain.Secret;
import dev.promoter.domain.Target;
import dev.promoter.engine.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class RoundTripTest {
  private static final Secrets SECRETS = name -> Optional.of(new Secret("x"));

  /** A release as it should be read, and one of the many ways to write it. */
  record Written(List<Target> targets, int count, boolean dryRun, long layout) {
    List<String> lines() {
      Random random = new Random(layout);
      List<List<String>> sections = new ArrayList<>();
      String run = "dry_run" + colon(random) + word(random);
      sections.add(List.of("[main]", run, "latest_hashes_count" + colon(random) + count));
      List<String> routes = new ArrayList<>(List.of("[promote_from]"));
      for (Target target : targets) {
        String route = target.link() + colon(random) + target.source();
        if (!routes.get(routes.size() - 1).startsWith(target.link().value())) {
          routes.add(route);
        }
        List<String> jobs = new ArrayList<>(List.of(header(target)));
        target.requirements().forEach(requirement -> jobs.add(job(requirement, random)));
        sections.add(jobs);
      }
      sections.add(random.nextInt(sections.size() + 1), routes);
      List<String> lines = new ArrayList<>();
      sections.forEach(section -> section.forEach(line -> noisy(line, random, lines)));
      return lines;
    }

    private static String header(Target target) {
      String component = target.component().isEmpty() ? "" : " " + target.component();
      return "[" + target.link() + component + "]";
    }

    private static String job(Requirement requirement, Random random) {
      return requirement.alternatives().isEmpty()
          ? requirement.name()
          : requirement.name()
              + ":"
              + pick(random, "", " ", "\t")
              + String.join(pick(random, ",", ", ", " , "), requirement.alternatives());
    }

    private static void noisy(String line, Random random, List<String> lines) {
      if (random.nextInt(4) == 0) {
        lines.add(pick(random, "", "   ", "# why: x = y", "  ; off \\", "#[main]"));
      }
      lines.add(line + pick(random, "", "", " ", "\t"));
    }

    private String word(Random random) {
      return dryRun ? pick(random, "yes", "TRUE", "On", "1") : pick(random, "no", "False", "0");
    }

    private static String colon(Random random) {
      return pick(random, ": ", ":", " = ", "=", "\t:\t");
    }

    private static String pick(Random random, String... choices) {
      return choices[random.nextInt(choices.length)];
    }
  }

  @Provide
  Arbitrary<Written> releases() {
    Arbitrary<List<List<Requirement>>> criteria = requirements().list().ofMinSize(1).ofMaxSize(4);
    Arbitrary<Boolean> components = Arbitraries.of(true, false);
    Arbitrary<List<Target>> targets =
        Combinators.combine(criteria, components).as(RoundTripTest::targets);
    return Combinators.combine(
            targets,
            Arbitraries.integers().between(1, 500),
            Arbitraries.of(true, false),
            Arbitraries.longs())
        .as(Written::new);
  }

  private static Arbitrary<List<Requirement>> requirements() {
    Arbitrary<String> names =
        Arbitraries.strings()
            .withCharRange('a', 'z')
            .withCharRange('A', 'Z')
            .withCharRange('0', '9')
            .withChars("-._/#;%${}é")
            .ofMinLength(1)
            .ofMaxLength(20)
            .map(name -> "j" + name);
    return names.list().ofMinSize(1).ofMaxSize(12).uniqueElements().map(RoundTripTest::grouped);
  }

  /** Every third name takes the two behind it as alternatives. */
  private static List<Requirement> grouped(List<String> names) {
    List<Requirement> all = new ArrayList<>();
    for (int i = 0; i < names.size(); i += i % 2 == 0 ? 3 : 1) {
      List<String> rest =
          i % 2 == 0 ? names.subList(i + 1, Math.min(i + 3, names.size())) : List.of();
      all.add(new Requirement(names.get(i), rest));
    }
    return all;
  }

  /** A chain of links, the last one with two components if asked for. */
  private static List<Target> targets(List<List<Requirement>> criteria, boolean components) {
    List<Target> targets = new ArrayList<>();
    for (int i = 0; i < criteria.size(); i++) {
      LinkName link = new LinkName("link-" + (i + 1));
      LinkName source = new LinkName("link-" + i);
      if (components && i == criteria.size() - 1) {
        targets.add(new Target(link, source, "nova", criteria.get(i)));
        targets.add(new Target(link, source, "common", criteria.get(0)));
      } else {
        targets.add(new Target(link, source, "", criteria.get(i)));
      }
    }
    return targets;
  }

  @Property(tries = 200)
  void a_well_formed_file_gives_the_release_it_describes(@ForAll("releases") Written written)
      throws IOException {
    LoadedRelease loaded = load(written.lines());
    assertThat(loaded.problems()).isEmpty();
    assertThat(loaded)
        .isInstanceOfSatisfying(
            LoadedRelease.Accepted.class, accepted -> check(accepted.release(), written));
  }

  @Property(tries = 200)
  void a_fault_is_reported_with_its_own_line(
      @ForAll("releases") Written written, @ForAll Random random) throws IOException {
    List<String> lines = new ArrayList<>(written.lines());
    int first = lines.stream().map(String::strip).toList().indexOf("[main]") + 1;
    int at = first + random.nextInt(lines.size() - first + 1);
    List<String> faults = List.of(": x", "= y", "a b\\", "mis spelt", "[open", "[x] # y", "[]");
    String fault = faults.get(random.nextInt(faults.size()));
    lines.add(at, fault);
    List<Integer> reported =
        load(lines).problems().stream().filter(p -> !p.warning()).map(Problem::line).toList();
    assertThat(reported).contains(at + 1);
    if (!fault.startsWith("[")) {
      // A broken header moves the lines below it to another section, where they may be wrong.
      assertThat(reported).containsOnly(at + 1);
    }
  }

  private static void check(Release release, Written written) {
    assertThat(release.targets()).isEqualTo(written.targets());
    assertThat(release.candidateLimit()).isEqualTo(written.count());
    assertThat(release.dryRun()).isEqualTo(written.dryRun());
  }

  private static LoadedRelease load(List<String> lines) throws IOException {
    Path file = Files.createTempFile("release", ".ini");
    try {
      Files.write(file, lines);
      Places places = new Places(Path.of("config"), Path.of("/home/x"));
      return new ReleaseLoader(places, Defaults.none(), SECRETS, Set.of("dlrn"), false)
          .load(new ReleaseName("r"), file);
    } finally {
      Files.delete(file);
    }
  }
}
