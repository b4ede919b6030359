package dev.promoter.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promoter.domain.Release;
import dev.promoter.domain.Requirement;
import dev.promoter.domain.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CephReleaseTest {
  private Config config = new Config(Path.of("target/unset"));

  @BeforeEach
  void directory(@TempDir Path root) {
    config = new Config(root);
    config.workflows = Set.of("dlrn", "ceph");
  }

  /** A release with these further lines in [main], and two suites. */
  private Config mainSection(String... lines) {
    return config.release(
        "tentacle",
        "[main]",
        "workflow: ceph",
        String.join("\n", lines),
        "[promote_from]",
        "v20.1.0: tentacle",
        "[v20.1.0]",
        "smoke",
        "rados: lead=radek");
  }

  private Settings settings() {
    return config.accepted().settings();
  }

  @Test
  void a_short_file_has_the_defaults_of_the_pipeline() {
    Release release = mainSection().accepted();

    assertThat(config.problems()).isEmpty();
    assertThat(release.workflow()).isEqualTo("ceph");
    assertThat(release.candidateLimit()).isEqualTo(1);
    assertThat(release.dryRun()).isFalse();
    assertThat(release.targets()).hasSize(1);
    assertThat(release.targets().get(0).requirements())
        .containsExactly(new Requirement("smoke"), new Requirement("rados"));
    assertThat(settings().values())
        .containsEntry("schedule", "60s")
        .containsEntry("round_limit", "115m")
        .containsEntry("ceph_branch", "tentacle")
        .containsEntry("release_version", "20.1.0")
        .containsEntry("ceph_repo", "https://github.com/ceph/ceph.git")
        .containsEntry("build_job_name", "sample-ceph-pipeline")
        .containsEntry("platforms", "ubuntu-noble-default,centos-9-default,rocky-10-default")
        .containsEntry("skip_build", "yes")
        .containsEntry("skip_integration_tests", "no")
        .containsEntry("skip_tracker_update", "yes")
        .containsEntry("shaman_interval", "PT1M")
        .containsEntry("rerun", "propose")
        .containsEntry("github_repository", "ceph/ceph")
        .doesNotContainKeys(
            "tracker_issue_id", "ceph_sha1", "email_recipients", "approvals", "distro_name");
    assertThat(Duration.parse(settings().get("shaman_timeout"))).isEqualTo(Duration.ofHours(12));
  }

  @Test
  void a_suite_has_the_settings_of_the_release_except_where_its_line_says_otherwise() {
    config.release(
        "r",
        "[main]",
        "workflow: ceph",
        "priority: 200",
        "machine_type: gibba",
        "[promote_from]",
        "v19.2.4: squid",
        "[v19.2.4]",
        "smoke",
        "rados: subset=111/120000 priority=110 lead=radek",
        "krbd = kernel: testing, machine_type: smithi",
        "upgrade/quincy-x");

    assertThat(config.problems()).isEmpty();
    assertThat(settings().sectionNames("suite"))
        .containsExactly("krbd", "rados", "smoke", "upgrade/quincy-x");
    assertThat(settings().section("suite", "rados").orElseThrow().values())
        .isEqualTo(
            Map.of(
                "subset", "111/120000",
                "priority", "110",
                "machine_type", "gibba",
                "kernel", "distro",
                "flavor", "default",
                "lead", "radek"));
    assertThat(settings().section("suite", "krbd").orElseThrow().values())
        .containsEntry("kernel", "testing")
        .containsEntry("machine_type", "smithi")
        .containsEntry("priority", "200");
    assertThat(settings().section("suite", "upgrade/quincy-x")).isPresent();
    assertThat(settings().get("platforms")).isEqualTo("ubuntu-jammy-default,centos-9-default");
    assertThat(settings().get("release_version")).isEqualTo("19.2.4");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tracker_issue_id: #73906|tracker_issue_id: '#73906' is not a whole number",
        "ceph_sha1: unknown|ceph_sha1: 'unknown' is not a SHA1",
        "ceph_sha1: 9191375ab5b1e911|ceph_sha1: '9191375ab5b1e911' is not a SHA1",
        "ceph_branch: --upload-pack=x|ceph_branch: '--upload-pack=x' is not the name of a branch",
        "ceph_branch: a..b|ceph_branch: 'a..b' is not the name of a branch",
        "release_version: 20.1|release_version: '20.1' is not a version such as 20.1.0",
        "ceph_repo: ext::sh -c id|ceph_repo: is not the address of a git repository",
        "ceph_repo: https://u:p@h/x.git|ceph_repo: is not the address of a git repository",
        "build_job_name: a b|build_job_name: 'a b' is not the name of a job",
        "platforms: centos9-default|platforms: 'centos9-default' is not a platform such as",
        "platforms: centos-9-default,centos-9-default|platforms: 'centos-9-default' is listed",
        "skip_build: maybe|skip_build: 'maybe' is neither yes nor no",
        "email_recipients: a@b,,c@d|email_recipients: 'a@b,,c@d' has a comma too many",
        "redmine_status: passed=Closed,|redmine_status: 'passed=Closed,' has a comma too many",
        "email_recipients: qa@example.org, ann|email_recipients: 'ann' is not a mail address",
        "paddles_url: paddles.example.org|paddles_url: is not an address like",
        "teuthology_suite: --x|teuthology_suite: '--x' is not a program",
        "rerun: always|rerun: 'always' is not one of no, propose, auto",
        "rerun_limit: -1|rerun_limit: '-1' is not a whole number from 0",
        "approvals: radoz|approvals: 'radoz' is neither a required suite nor a step; the nearest"
            + " known one is 'rados'",
        "lead: rgw=casey|lead: 'rgw' is neither a required suite nor a step",
        "lead: rados|lead: 'rados' is not like name=value",
        "redmine_mode: both|redmine_mode: 'both' is not one of block, notes",
        "redmine_status: pased=Closed|redmine_status: 'pased' is no verdict; the nearest known one"
            + " is 'passed'",
        "shaman_interval: 1h|shaman_interval: is longer than shaman_longest_interval",
        "redmine_fields: QE=${sha}|redmine_fields: nothing is known as ${sha}; there are ${version},"
            + " ${branch}, ${sha1}, ${verdict}",
        "suite_list_source: ftp://h/x|suite_list_source: 'ftp://h/x' is neither a file nor",
        "suite_list_source: http://h/${brunch}|suite_list_source: nothing is known as ${brunch}",
        "distro_name: centos|distro_name: is an option of workflow dlrn, which this release is not",
        "tracker_isue_id: 1|tracker_isue_id: is not a known option; the nearest known one is"
            + " 'tracker_issue_id'"
      })
  void a_wrong_value_is_a_problem_with_its_line(String line, String sentence) {
    mainSection(line);

    assertThat(config.only()).isInstanceOf(LoadedRelease.Refused.class);
    assertThat(config.problems())
        .as(String.join("\n", config.problems()))
        .singleElement()
        .asString()
        .startsWith("releases/tentacle.ini:3: [main] " + sentence);
  }

  @Test
  void an_option_of_ceph_in_a_release_of_rdo_is_told_from_a_slip_of_the_pen() {
    config.main("r", "ceph_sha1: " + "a".repeat(40));

    assertThat(config.problems())
        .containsExactly(
            "releases/r.ini:2: [main] ceph_sha1: is an option of workflow ceph, which this release"
                + " is not");
  }

  @Test
  void a_misspelt_distribution_is_a_warning_because_new_ones_appear() {
    mainSection("platforms: centso-9-default, ubuntu-noble-default");

    assertThat(config.problems())
        .containsExactly(
            "releases/tentacle.ini:3: [main] platforms: warning: 'centso-9-default' is of no"
                + " distribution that is known; the nearest known one is 'centos'");
  }

  @Test
  void a_misspelt_codename_is_a_warning_and_a_new_one_is_none() {
    mainSection("platforms: ubuntu-jamy-default, ubuntu-plucky-default, centos-9-default");

    assertThat(config.problems())
        .containsExactly(
            "releases/tentacle.ini:3: [main] platforms: warning: 'ubuntu-jamy-default' has the"
                + " codename 'jamy', which is not known; is 'jammy' meant?");
  }

  @Test
  void wrong_suites_and_sections_have_their_lines() {
    config.release(
        "r",
        "[main]",
        "workflow: ceph",
        "[promote_from]",
        "v20.1.0: tentacle",
        "v20.2.0: tentacle",
        "[v20.1.0]",
        "rados;id",
        "rgw: priority=low sets=1",
        "[smoke]",
        "x",
        "[build_parameters]",
        "[build_parameters my-job]",
        "SHA: ${sha}",
        "odd name: 1");

    assertThat(config.problems())
        .containsExactly(
            "releases/r.ini:5: [promote_from] v20.2.0: is a second target; write a file for each"
                + " release of Ceph",
            "releases/r.ini:7: [v20.1.0] rados;id: 'rados;id' is no name of a suite: letters,"
                + " digits, '_', '-', and '/' before a slice are allowed",
            "releases/r.ini:8: [v20.1.0] rgw: priority: 'low' is not a whole number from 1 to"
                + " 999999",
            "releases/r.ini:8: [v20.1.0] rgw: 'sets=1' is not understood; a suite may have subset,"
                + " priority, machine_type, kernel, flavor, lead, each as name=value",
            "releases/r.ini:9: [smoke] warning: is not the target of [promote_from] and is ignored;"
                + " the nearest known one is 'main'",
            "releases/r.ini:11: [build_parameters] lacks its name; write [build_parameters NAME]",
            "releases/r.ini:13: [build_parameters my-job] SHA: nothing is known as ${sha}; the"
                + " nearest known one is 'sha1'",
            "releases/r.ini:14: [build_parameters my-job] odd name: is not the name of a parameter"
                + " (letters, digits, '_')");
  }

  @Test
  void a_release_without_suites_is_refused() {
    config.release(
        "r", "[main]", "workflow: ceph", "[promote_from]", "v20.1.0: tentacle", "[v20.1.0]");

    assertThat(config.problems())
        .containsExactly(
            "releases/r.ini:5: [v20.1.0] lists no suite; a release without any would be let"
                + " through");
    config.release("r", "[main]", "workflow: ceph", "[promote_from]", "v20.1.0: tentacle");
    assertThat(config.problems())
        .containsExactly(
            "releases/r.ini:4: [promote_from] v20.1.0: there is no section [v20.1.0] with the"
                + " suites that must pass");
    config.release("r", "[main]", "workflow: ceph");
    assertThat(config.problems())
        .containsExactly(
            "releases/r.ini:1: there is no section [promote_from]; write '<release>: <branch>'"
                + " below one");
  }

  @Test
  void a_list_of_suites_is_shared_by_releases_and_followed_when_it_changes() {
    config.daemon("[defaults]", "suite_list_source: suites/${branch}.yaml");
    config.write("suites/tentacle.yaml", "suites:\n- smoke\n- rgw: priority=120\n- rados\n");
    mainSection();

    assertThat(config.problems()).isEmpty();
    assertThat(config.accepted().targets().get(0).requirements())
        .extracting(Requirement::name)
        .containsExactly("smoke", "rados", "rgw");
    assertThat(settings().get("suite rgw priority")).isEqualTo("120");
    assertThat(settings().get("suite rados lead")).isEqualTo("radek");
    String before = config.only().fingerprint();
    config.write("suites/tentacle.yaml", "smoke\n");
    assertThat(config.only().fingerprint()).isNotEqualTo(before);
  }

  @Test
  void what_is_wrong_with_a_list_names_its_file_and_line() {
    config.write("list", "smoke\nrados;id\n");
    mainSection("suite_list_source: list");

    assertThat(config.printed(config.load().problems()))
        .singleElement()
        .asString()
        .startsWith(
            "releases/tentacle.ini:3: [main] suite_list_source: list:2: 'rados;id' is no name");
    mainSection("suite_list_source: nowhere");
    assertThat(config.problems())
        .containsExactly(
            "releases/tentacle.ini:3: [main] suite_list_source: nowhere:1: cannot be read: there is"
                + " no such file");
  }

  @Test
  void a_list_on_a_server_is_one_more_requirement_so_that_nothing_passes_before_it_is_read() {
    config.release(
        "r",
        "[main]",
        "workflow: ceph",
        "suite_list_source: https://lists.example.org/${branch}/${version}.yaml",
        "approvals: rgw",
        "[promote_from]",
        "v20.1.0: tentacle");

    assertThat(config.problems()).isEmpty();
    assertThat(settings().get("suite_list_source"))
        .isEqualTo("https://lists.example.org/tentacle/20.1.0.yaml");
    assertThat(config.accepted().targets().get(0).requirements())
        .containsExactly(new Requirement("suite_list_source"));
  }

  @Test
  void whoever_may_approve_is_among_the_settings() {
    mainSection("approvals: leads, build, release", "lead: build=ann, rados=bob");

    assertThat(config.problems()).isEmpty();
    assertThat(settings().values())
        .containsEntry("approvals", "leads,build,release")
        .containsEntry("lead build", "ann")
        .containsEntry("lead rados", "radek");
    config.release(
        "tentacle",
        "[main]",
        "workflow: ceph",
        "approvals: leads",
        "[promote_from]",
        "v20.1.0: tentacle",
        "[v20.1.0]",
        "smoke");
    assertThat(config.problems())
        .containsExactly(
            "releases/tentacle.ini:3: [main] approvals: 'leads' asks for the lead of each suite, and"
                + " no suite has one");
  }

  @Test
  void a_job_has_the_parameters_of_its_section_or_the_usual_ones() {
    mainSection("build_job_name: folder/my-job");
    assertThat(settings().section("build_parameters", "folder/my-job").orElseThrow().values())
        .containsOnlyKeys("CEPH_REPO", "CEPH_BRANCH", "CEPH_SHA1");

    config.daemon("[build_parameters folder/my-job]", "SHA: ${sha1}", "KIND: a b ${distros}");
    assertThat(config.problems()).isEmpty();
    assertThat(settings().section("build_parameters", "folder/my-job").orElseThrow().values())
        .isEqualTo(Map.of("SHA", "${sha1}", "KIND", "a b ${distros}"));
  }

  @Test
  void what_is_written_to_needs_its_secret_unless_nothing_is_written() {
    String[] lines = {"skip_build: no", "skip_tracker_update: no", "tracker_issue_id: 73906"};
    mainSection(lines);
    assertThat(config.problems())
        .hasSize(3)
        .allMatch(line -> !line.contains("warning"))
        .anyMatch(line -> line.contains("redmine_key_secret: nothing can be posted"))
        .anyMatch(line -> line.contains("give the secret JENKINS_API_TOKEN as environment"));

    config.dryRun = true;
    assertThat(config.problems()).hasSize(3).allMatch(line -> line.contains("warning"));
    config.dryRun = false;
    config.environment.putAll(
        Map.of("REDMINE_API_KEY", "k", "JENKINS_USER", "u", "JENKINS_API_TOKEN", "t"));
    assertThat(config.problems()).isEmpty();
    assertThat(settings().toString()).doesNotContain("=k,").contains("REDMINE_API_KEY");
  }

  @Test
  void what_would_silently_do_nothing_is_a_warning() {
    config.environment.put("JENKINS_USER", "u");
    config.environment.put("JENKINS_API_TOKEN", "t");
    mainSection(
        "skip_tracker_update: no",
        "email_recipients: qa@example.org",
        "skip_build: no",
        "build_job_name: ceph-release-pipeline",
        "ceph_branch: wip/tentacle");

    assertThat(config.problems())
        .containsExactly(
            "releases/tentacle.ini:1: [main] tracker_issue_id: warning: is not given, so nothing is"
                + " posted to the tracker",
            "releases/tentacle.ini:4: [main] email_recipients: warning: there is no section [mail]"
                + " in promoter.ini, so nobody gets mail",
            "releases/tentacle.ini:6: [main] build_job_name: warning: no parameter of"
                + " 'ceph-release-pipeline' holds ${sha1}, so its build may be of another commit;"
                + " see [build_parameters ceph-release-pipeline]",
            "releases/tentacle.ini:7: [main] ceph_branch: warning: is 'wip/tentacle', and"
                + " [promote_from] says 'tentacle'; what is released comes from 'wip/tentacle'");
  }

  @Test
  void defaults_of_both_kinds_stand_side_by_side() {
    config.daemon("[defaults]", "paddles_url: http://paddles/", "latest_hashes_count: 3");
    config.main("rdo");
    mainSection();

    assertThat(config.problems()).isEmpty();
    for (LoadedRelease loaded : config.load().releases()) {
      Settings settings = ((LoadedRelease.Accepted) loaded).release().settings();
      boolean ceph = loaded.name().value().equals("tentacle");
      assertThat(settings.find("paddles_url").isPresent()).isEqualTo(ceph);
      assertThat(settings.find("latest_hashes_count").isPresent()).isEqualTo(!ceph);
    }
  }
}
