package dev.promoter.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the recordings do not show. */
class DlrnBuilderTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Instant THEN = Instant.ofEpochSecond(1_700_000_000L);

  private final DlrnServer server = DlrnServer.start(0);
  private final DlrnBuilder builder = server.addBuilder("api-x", "x");
  private final Client client = new Client();

  @AfterEach
  void stop() throws IOException {
    client.close();
    server.close();
  }

  private JsonNode read(String path) throws IOException {
    return MAPPER.readTree(client.get(builder.apiUrl() + path).body());
  }

  private String file(String path) throws IOException {
    Client.Reply reply = client.get(builder.repoUrl() + "/" + path);
    assertThat(reply.status()).isEqualTo(200);
    return reply.body();
  }

  @Test
  void a_page_has_at_most_a_hundred_rows_but_without_limit_all_rows_come() throws IOException {
    Build build = builder.addBuild(Build.named("one"));
    for (int i = 0; i < 130; i++) {
      builder.promote("link", build, THEN.plusSeconds(i));
    }

    assertThat(read("/api/promotions?limit=500")).hasSize(100);
    assertThat(read("/api/promotions?limit=100&offset=100")).hasSize(30);
    assertThat(read("/api/promotions")).hasSize(130);
  }

  @Test
  void the_newest_row_comes_first_whatever_its_time() throws IOException {
    builder.promote("link", builder.addBuild(Build.named("one")), THEN);
    builder.promote("link", builder.addBuild(Build.named("two")), THEN.minusSeconds(5));

    assertThat(read("/api/promotions").path(0).path("commit_hash").asText())
        .isEqualTo(Build.named("two").commitHash());
    assertThat(builder.rows("link")).extracting(Row::id).containsExactly(2L, 1L);
  }

  @Test
  void protected_reads_need_credentials() throws IOException {
    builder.protectReads(true);

    assertThat(client.get(builder.apiUrl() + "/api/promotions").status()).isEqualTo(401);
  }

  @Test
  void other_credentials_replace_the_first_ones() throws IOException {
    builder.credentials("someone", "else");

    assertThat(client.post(builder.apiUrl() + "/api/health", "").status()).isEqualTo(401);
  }

  @Test
  void builders_are_kept_apart() throws IOException {
    DlrnBuilder other = server.addBuilder("api-y", "y");
    other.promote("link", other.addBuild(Build.named("one")), THEN);

    assertThat(read("/api/promotions")).isEmpty();
    assertThat(client.get(server.address() + "/api-z/api/promotions").status()).isEqualTo(404);
  }

  @Test
  void the_directory_of_a_build_depends_on_the_kind_of_its_extended_hash() {
    Build plain = Build.of("abcd" + "1".repeat(36), "2".repeat(40), null);

    assertThat(plain.directory()).isEqualTo("ab/cd/" + plain.commitHash() + "_22222222");
    assertThat(plain.withExtendedHash("3".repeat(40)).directory()).endsWith("_22222222_33333333");
    assertThat(plain.withExtendedHash("3".repeat(40) + "_" + "4".repeat(40)).directory())
        .endsWith("_22222222_33333333_44444444");
    assertThat(plain.inComponent("nova").directory()).startsWith("component/nova/ab/cd/abcd");
  }

  @Test
  void old_metadata_has_decimals_and_the_word_None() throws IOException {
    Build build =
        builder.addBuild(
            Build.named("old").withExtendedHash(null).committedAt(THEN).withOldMetadata());

    assertThat(file(build.directory() + "/commit.yaml"))
        .contains("dt_commit: '1700000000.0'")
        .contains("extended_hash: None")
        .contains("component: None");
  }

  @Test
  void a_link_leads_to_the_files_of_its_build_until_they_are_purged() throws IOException {
    Build build = builder.addBuild(Build.named("one"));
    builder.promote("link", build, THEN);
    assertThat(file("link/commit.yaml")).isEqualTo(file(build.directory() + "/commit.yaml"));

    builder.purge(build);

    assertThat(client.get(builder.repoUrl() + "/link/commit.yaml").status()).isEqualTo(404);
  }

  @Test
  void the_hash_of_an_aggregate_is_the_md5_of_its_file_and_outlives_the_link() throws IOException {
    Build nova = builder.addBuild(Build.named("nova").inComponent("nova"));
    Build glance = builder.addBuild(Build.named("glance").inComponent("glance"));
    String first = builder.promoteAggregate("link", List.of(nova, glance), THEN);
    Build newer = builder.addBuild(Build.named("newer nova").inComponent("nova"));
    String second = builder.promoteAggregate("link", List.of(newer), THEN);

    String permanent = file("link/" + Build.shelf(first) + first + "/delorean.repo");
    assertThat(Build.digest("MD5", permanent)).isEqualTo(first);
    assertThat(permanent)
        .startsWith("[delorean-component-glance]")
        .contains("baseurl=" + builder.repoUrl() + "/" + nova.directory() + "\n");
    assertThat(file("link/delorean.repo.md5")).isEqualTo(second).isNotEqualTo(first);
    assertThat(file("link/delorean.repo")).contains(newer.directory(), glance.directory());
    assertThat(builder.aggregate("link")).contains(second);
    assertThat(builder.link("nova", "link")).contains(newer);
  }

  @Test
  void only_the_last_row_of_a_batch_has_the_aggregate() {
    Build nova = builder.addBuild(Build.named("nova").inComponent("nova"));
    Build glance = builder.addBuild(Build.named("glance").inComponent("glance"));

    String hash = builder.promoteAggregate("link", List.of(nova, glance), THEN);

    assertThat(builder.rows()).extracting(Row::aggregateHash).containsExactly(hash, null);
  }

  @Test
  void a_batch_with_a_purged_build_promotes_nothing_and_names_it() throws IOException {
    Build good = builder.addBuild(Build.named("good"));
    Build purged = builder.addBuild(Build.named("purged"));
    builder.purge(purged);

    Client.Reply reply =
        client.post(
            builder.apiUrl() + "/api/promote-batch", "[" + item(good) + "," + item(purged) + "]");

    assertThat(reply.status()).isEqualTo(410);
    assertThat(reply.body()).contains(purged.commitHash());
    assertThat(builder.rows()).isEmpty();
    assertThat(builder.links()).isEmpty();
  }

  private static String item(Build build) {
    return "{\"promote_name\":\"link\",\"commit_hash\":\"%s\",\"distro_hash\":\"%s\"}"
        .formatted(build.commitHash(), build.distroHash());
  }

  @Test
  void an_unknown_build_cannot_be_used() {
    assertThatThrownBy(() -> builder.promote("link", Build.named("unknown"), THEN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(Build.named("unknown").fullHash());
  }

  @Test
  void a_failed_package_may_be_rechecked_once() throws IOException {
    builder.addFailedBuild(Build.named("broken").ofProject("openstack-nova"));
    String recheck = builder.apiUrl() + "/api/recheck_package?package_name=openstack-nova";

    assertThat(client.post(recheck, "").status()).isEqualTo(201);
    assertThat(client.post(recheck, "").status()).isEqualTo(400);
  }

  @Test
  void pages_escape_what_others_wrote() throws IOException {
    Build build = builder.addBuild(Build.named("one"));
    builder.vote(build, Vote.failure("a-job", THEN).withNotes("<script>"));

    String page =
        client
            .get(
                builder.apiUrl()
                    + "/api/civotes_detail.html?commit_hash=%s&distro_hash=%s"
                        .formatted(build.commitHash(), build.distroHash()))
            .body();

    assertThat(page).contains("a-job", "&lt;script&gt;").doesNotContain("<script>");
  }

  @Test
  void a_port_in_use_is_said_so() {
    assertThatThrownBy(() -> DlrnServer.start(server.port()).close())
        .hasMessageContaining("port " + server.port())
        .hasMessageContaining("Choose another port");
  }
}
