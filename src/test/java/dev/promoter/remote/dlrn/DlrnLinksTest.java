package dev.promoter.remote.dlrn;

import static dev.promoter.remote.dlrn.Releases.NEXT;
import static dev.promoter.remote.dlrn.Releases.SOURCE;
import static dev.promoter.remote.dlrn.Releases.TARGET;
import static org.assertj.core.api.Assertions.assertThat;

import dev.promoter.domain.AggregateCandidate;
import dev.promoter.domain.Candidate;
import dev.promoter.domain.CommitCandidate;
import dev.promoter.domain.CommitHash;
import dev.promoter.domain.LinkName;
import dev.promoter.domain.Relation;
import dev.promoter.domain.Release;
import dev.promoter.engine.Lineup;
import dev.promoter.engine.LinkView;
import dev.promoter.remote.http.HttpPool;
import dev.promoter.remote.http.HttpSettings;
import dev.promoter.sandbox.Answer;
import dev.promoter.sandbox.Build;
import dev.promoter.sandbox.DlrnBuilder;
import dev.promoter.sandbox.DlrnServer;
import dev.promoter.sandbox.Interceptor;
import dev.promoter.sandbox.Intervention;
import dev.promoter.sandbox.Request;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Against a server that behaves as the recorded one did. */
class DlrnLinksTest {
  private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000L);

  private final DlrnServer server = DlrnServer.start(0);
  private final DlrnBuilder builder = server.addBuilder("api-master", "master");
  private final HttpPool pool = new HttpPool(HttpSettings.standard());
  private final ExecutorService executor = Executors.newFixedThreadPool(2);
  private final Dlrn dlrn = new Dlrn(pool, Releases.SECRETS, executor);
  private final Release release = Releases.of(builder.apiUrl(), builder.repoUrl());
  private final LinkView links = new DlrnCandidates(dlrn, InstantSource.fixed(NOW)).open(release);

  @AfterEach
  void close() {
    executor.shutdownNow();
    pool.close();
    server.close();
  }

  private static Instant at(int second) {
    return Instant.ofEpochSecond(1_700_000_000L + second);
  }

  private Build build(String name) {
    return builder.addBuild(Build.named(name));
  }

  private Build component(String name, String component) {
    return builder.addBuild(Build.named(name).inComponent(component));
  }

  private void promote(LinkName link, Build build, int second) {
    builder.promote(link.value(), build, at(second));
  }

  private static CommitCandidate candidate(Build build, String component) {
    String extended = Optional.ofNullable(build.extendedHash()).orElse("");
    CommitHash hash = new CommitHash(build.commitHash(), build.distroHash(), extended);
    return new CommitCandidate(hash, component);
  }

  private static List<String> shown(Lineup lineup) {
    return lineup.contenders().stream()
        .map(one -> one.standing().relation() + " " + one.candidate().id())
        .toList();
  }

  private Lineup read() {
    return links.read(Releases.target(SOURCE, TARGET, ""));
  }

  @Test
  void opening_a_round_reads_nothing() {
    assertThat(server.requestCount()).isZero();
  }

  @Test
  void candidates_down_to_the_content_of_the_target_are_newer() {
    Build old = build("old");
    Build middle = build("middle");
    Build newest = build("newest");
    promote(SOURCE, old, 1);
    promote(TARGET, old, 2);
    promote(SOURCE, middle, 3);
    promote(SOURCE, newest, 4);
    promote(SOURCE, middle, 5);

    Lineup lineup = read();

    assertThat(lineup.current()).contains(candidate(old, ""));
    assertThat(shown(lineup))
        .as("one line per candidate, however often it was promoted")
        .containsExactly("NEWER " + middle.fullHash(), "NEWER " + newest.fullHash());
    assertThat(lineup.note()).isEmpty();
    assertThat(server.requests()).hasSize(2);
  }

  @Test
  void an_empty_source_is_explained() {
    assertThat(read().note()).isEqualTo("nothing was ever promoted to tripleo-ci-testing");
    assertThat(read().contenders()).isEmpty();
  }

  @Test
  void a_target_that_has_the_newest_is_explained() {
    Build one = build("one");
    promote(SOURCE, one, 1);
    promote(TARGET, one, 2);

    assertThat(read().note())
        .isEqualTo(
            "current-tripleo already points at %s, the newest of tripleo-ci-testing"
                .formatted(one.fullHash()));
  }

  @Test
  void an_empty_target_takes_all_up_to_the_limit() {
    for (int i = 0; i < 15; i++) {
      promote(SOURCE, build("build " + i), i);
    }

    Lineup lineup = read();

    assertThat(lineup.currentId()).isEmpty();
    assertThat(shown(lineup)).hasSize(10).allMatch(line -> line.startsWith("NEWER"));
  }

  @Test
  void what_once_stood_at_the_target_would_go_back() {
    Build first = build("first");
    Build second = build("second");
    promote(SOURCE, first, 1);
    promote(TARGET, first, 2);
    promote(SOURCE, second, 3);
    promote(TARGET, second, 4);
    promote(SOURCE, first, 5);

    assertThat(shown(read())).containsExactly("OLDER " + first.fullHash());
  }

  @Test
  void a_source_without_the_content_of_the_target_is_ordered_by_time() {
    Build foreign = build("foreign");
    Build before = build("before");
    Build after = build("after");
    promote(SOURCE, before, 1);
    promote(TARGET, foreign, 5);

    assertThat(shown(read())).containsExactly("OLDER " + before.fullHash());

    promote(SOURCE, after, 6);
    links.moved(SOURCE);
    assertThat(shown(read())).containsExactly("NEWER " + after.fullHash());
  }

  @Test
  void the_content_of_the_target_is_found_beyond_the_first_page() {
    Build current = build("current");
    promote(SOURCE, current, 1);
    promote(TARGET, current, 2);
    Build again = build("again");
    for (int i = 0; i < 150; i++) {
      promote(SOURCE, again, 3 + i);
    }

    assertThat(shown(read())).containsExactly("NEWER " + again.fullHash());
    assertThat(server.requests()).as("two pages of the source, one of the target").hasSize(3);
  }

  @Test
  void the_newest_commit_of_a_candidate_is_found_in_the_repository_tree() {
    Build alone = builder.addBuild(Build.named("alone").committedAt(at(7)));
    Build old = builder.addBuild(Build.named("old").inComponent("nova").committedAt(at(8)));
    Build young =
        builder.addBuild(
            Build.named("young").inComponent("neutron").committedAt(at(9)).withOldMetadata());
    String aggregate = builder.promoteAggregate(SOURCE.value(), List.of(young, old), at(20));

    assertThat(links.committed(SOURCE, candidate(alone, ""))).contains(at(7));
    assertThat(links.committed(SOURCE, candidate(old, "nova"))).contains(at(8));
    assertThat(links.committed(SOURCE, new AggregateCandidate(aggregate))).contains(at(9));
  }

  @Test
  void when_a_commit_was_made_is_not_known_where_its_file_is_not_found() {
    assertThat(links.committed(SOURCE, candidate(Build.named("nowhere"), ""))).isEmpty();
    assertThat(links.committed(SOURCE, new AggregateCandidate("f".repeat(32)))).isEmpty();
  }

  @Test
  void aggregates_are_candidates_and_their_parts_are_not() {
    Build nova = component("nova 1", "nova");
    Build neutron = component("neutron 1", "neutron");
    String first = builder.promoteAggregate(SOURCE.value(), List.of(nova, neutron), at(1));
    builder.promoteAggregate(TARGET.value(), List.of(nova, neutron), at(2));
    String second =
        builder.promoteAggregate(
            SOURCE.value(), List.of(component("nova 2", "nova"), neutron), at(3));

    Lineup lineup = read();

    assertThat(lineup.currentId()).isEqualTo(first);
    assertThat(shown(lineup)).containsExactly("NEWER " + second);
  }

  @Test
  void a_source_of_single_components_is_explained() {
    String part =
        """
        [{"commit_hash":"%s","distro_hash":"%s","promote_name":"tripleo-ci-testing",
          "component":"nova","aggregate_hash":null,"timestamp":1}]"""
            .formatted("a".repeat(40), "b".repeat(40));
    server.intercept(
        Interceptor.beforeEffect(
            request ->
                request.query().contains(SOURCE.value())
                    ? Intervention.answer(Answer.json(200, part))
                    : Intervention.PASS));

    assertThat(read().note())
        .isEqualTo(
            "tripleo-ci-testing holds single components only, no aggregate was ever promoted to"
                + " it");
  }

  @Test
  void a_component_has_an_order_of_its_own() {
    Build old = component("nova 1", "nova");
    Build young = component("nova 2", "nova");
    promote(SOURCE, old, 1);
    promote(TARGET, old, 2);
    promote(SOURCE, young, 3);
    promote(SOURCE, component("neutron 1", "neutron"), 4);

    Lineup lineup = links.read(Releases.target(SOURCE, TARGET, "nova"));

    assertThat(lineup.current()).contains(candidate(old, "nova"));
    assertThat(shown(lineup)).containsExactly("NEWER " + young.fullHash());
  }

  @Test
  void a_link_is_read_once_per_round_unless_it_moved() {
    Build one = build("one");
    promote(SOURCE, one, 1);
    read();
    read();
    assertThat(server.requests()).hasSize(2);

    promote(TARGET, one, 2);
    links.moved(TARGET);

    assertThat(read().currentId()).isEqualTo(one.fullHash());
    assertThat(server.requests()).extracting(Request::query).hasSize(3);
  }

  @Test
  void a_dry_run_sees_what_it_would_have_promoted() {
    Build old = build("old");
    Build young = build("young");
    promote(SOURCE, old, 1);
    promote(TARGET, old, 2);
    promote(NEXT, old, 3);
    promote(SOURCE, young, 4);
    read();

    links.wouldMove(TARGET, "", candidate(young, ""));

    assertThat(read().note()).contains("already points at " + young.fullHash());
    assertThat(shown(links.read(Releases.target(TARGET, NEXT, ""))))
        .containsExactly("NEWER " + young.fullHash());
  }

  @Test
  void one_candidate_is_found_by_the_beginning_of_its_hash() {
    Build old = build("old");
    Build young = build("young");
    promote(SOURCE, old, 1);
    promote(TARGET, old, 2);
    promote(SOURCE, young, 3);
    var target = Releases.target(SOURCE, TARGET, "");

    assertThat(links.find(target, young.fullHash().substring(0, 12)))
        .hasValueSatisfying(one -> assertThat(one.standing().relation()).isEqualTo(Relation.NEWER));
    assertThat(links.find(target, old.fullHash()))
        .hasValueSatisfying(
            one -> assertThat(one.standing().relation()).isEqualTo(Relation.CURRENT));
    assertThat(links.find(target, "")).as("not unique").isEmpty();
    assertThat(links.find(target, "0000")).isEmpty();
  }

  @Test
  void the_content_of_a_link_is_that_of_the_candidates_component_if_it_has_one_there() {
    Build nova = component("nova 1", "nova");
    Build neutron = component("neutron 1", "neutron");
    Build young = component("nova 2", "nova");
    Build glance = component("glance 1", "glance");
    String aggregate = builder.promoteAggregate(TARGET.value(), List.of(nova, neutron), at(1));
    promote(SOURCE, young, 2);
    promote(SOURCE, glance, 3);

    assertThat(links.current(TARGET, candidate(young, ""))).contains(candidate(nova, "nova"));
    assertThat(links.current(TARGET, candidate(glance, "")).map(Candidate::id)).contains(aggregate);
    assertThat(links.current(NEXT, candidate(glance, "glance"))).isEmpty();
  }
}
