package dev.promoter.config;

import static dev.promoter.config.ValueType.BASE_URL;
import static dev.promoter.config.ValueType.BOOLEAN;
import static dev.promoter.config.ValueType.COUNT;
import static dev.promoter.config.ValueType.COUNT_OR_ZERO;
import static dev.promoter.config.ValueType.DURATION;
import static dev.promoter.config.ValueType.NAME;
import static dev.promoter.config.ValueType.PATH;
import static dev.promoter.config.ValueType.SECRET;
import static dev.promoter.config.ValueType.TEXT;
import static dev.promoter.config.ValueType.oneOf;

import java.util.ArrayList;
import java.util.List;

/**
 * The options of {@code [main]} in a file with {@code workflow: ceph}. The names of the pipeline's
 * parameters and their defaults are fixed (contract ceph.md section 1).
 */
final class CephKeys {
  static final String WORKFLOW = "ceph";

  private static final List<Key> OWN =
      List.of(
          Key.of("tracker_issue_id", COUNT, "the Redmine issue of the release")
              .orComputed("none: nothing is posted"),
          Key.of("ceph_branch", CephTypes.REF, "the branch, which is also the ref in Shaman")
              .orComputed("the source in `[promote_from]`, `reef` on the command line"),
          Key.of("release_version", CephTypes.VERSION, "the version")
              .orComputed("that of the target if its name holds one, else `20.1.0`"),
          Key.of("ceph_sha1", CephTypes.SHA1, "the commit to release")
              .orComputed("the tip of `ceph_branch`"),
          Key.of("ceph_repo", CephTypes.REPOSITORY, "where the branch is")
              .or("https://github.com/ceph/ceph.git"),
          Key.of("build_job_name", CephTypes.JOB, "the Jenkins job that builds")
              .or("sample-ceph-pipeline"),
          Key.of("platforms", CephTypes.PLATFORMS, "which packages must be there")
              .orComputed(
                  "`ubuntu-noble`, `centos-9`, `rocky-10` with `-<flavor>`; up to squid"
                      + " `ubuntu-jammy`, `centos-9`"),
          Key.of("flavor", NAME, "the build flavor").or("default"),
          Key.of("arch", NAME, "the architecture").or("x86_64"),
          Key.of(
                  "suite_list_source",
                  CephTypes.SOURCE,
                  "a list of required suites; `${branch}` and `${version}` are filled in")
              .orComputed("the section of the target alone"),
          Key.of("skip_build", BOOLEAN, "trigger no build, only look for the packages").or("yes"),
          Key.of(
                  "skip_integration_tests",
                  BOOLEAN,
                  "leave the suites out: neither scheduled nor awaited")
              .or("no"),
          Key.of("skip_tracker_update", BOOLEAN, "post nothing to the tracker").or("yes"),
          Key.of("email_recipients", CephTypes.RECIPIENTS, "who gets mail").orComputed("nobody"),
          Key.of("paddles_url", BASE_URL, "the results of test runs")
              .or("http://paddles.front.sepia.ceph.com"),
          Key.of("pulpito_base", BASE_URL, "where people look at a run")
              .or("https://pulpito.ceph.com"),
          Key.of("shaman_url", BASE_URL, "the registry of packages").or("https://shaman.ceph.com"),
          Key.of("jenkins_url", BASE_URL, "the server that builds").or("https://jenkins.ceph.com"),
          Key.of("redmine_url", BASE_URL, "the tracker").or("https://tracker.ceph.com"),
          Key.of("github_api_url", BASE_URL, "where pull requests are looked up")
              .or("https://api.github.com"),
          Key.of(
                  "teuthology_suite",
                  CephTypes.COMMAND,
                  "the program that schedules; elsewhere `ssh host teuthology-suite`")
              .or("teuthology-suite"),
          Key.of("teuthology_timeout", DURATION, "how long one call of it may take").or("15m"),
          Key.of("schedule_suites", BOOLEAN, "no: only follow runs that others schedule").or("yes"),
          Key.of("machine_type", NAME, "on which machines suites run").or("smithi"),
          Key.of(
                  "priority",
                  CephTypes.PRIORITY,
                  "of suites; teuthology refuses less than 150 for more than 100 jobs")
              .or("150"),
          Key.of("force_priority", BOOLEAN, "make teuthology take any priority").or("no"),
          Key.of("kernel", NAME, "of the machines; `none` for the one that is there").or("distro"),
          Key.of("suite_repo", CephTypes.REPOSITORY, "where the tests come from")
              .orComputed("`ceph_repo`"),
          Key.of("suite_branch", CephTypes.REF, "their branch").orComputed("`ceph_branch`"),
          Key.of(
                  "require_completed_build",
                  BOOLEAN,
                  "packages count only if the newest build of the platform is completed, too")
              .or("yes"),
          Key.of("wait_after_failure", BOOLEAN, "go on waiting for packages whose build failed")
              .or("no"),
          Key.of("shaman_interval", DURATION, "the first pause between looks for packages")
              .or("60s"),
          Key.of("shaman_longest_interval", DURATION, "the longest one; pauses grow to it")
              .or("10m"),
          Key.of("shaman_timeout", DURATION, "how long packages are waited for").or("12h"),
          Key.of("build_timeout", DURATION, "how long a build may take").or("12h"),
          Key.of("rerun", oneOf("no", "propose", "auto"), "what is done about failed suites")
              .or("propose"),
          Key.of("rerun_limit", COUNT_OR_ZERO, "how many reruns a suite may have").or("2"),
          Key.of("approvals", CephTypes.SUBJECTS, "what waits for `promoter approve`")
              .orComputed("nothing"),
          Key.of("lead", CephTypes.LEADS, "whose approval counts; a `lead` of the suite wins")
              .orComputed("anybody's"),
          Key.of("redmine_project", TEXT, "the project the issue must be one of, name or number")
              .orComputed("any"),
          Key.of("redmine_format", oneOf("textile", "markdown"), "how the server formats texts")
              .or("textile"),
          Key.of(
                  "redmine_mode",
                  oneOf("block", "notes"),
                  "one block of the description, or a note per change")
              .or("block"),
          Key.of("redmine_status", CephTypes.STATUSES, "the status that a verdict gives the issue")
              .orComputed("it is left alone"),
          Key.of(
                  "redmine_fields",
                  CephTypes.FIELDS,
                  "custom fields to set; `|` between several values of one")
              .orComputed("none"),
          Key.of("notes_since", CephTypes.REF, "what the release notes begin after")
              .orComputed("none: no draft is made"),
          Key.of("notes_strict", BOOLEAN, "the notes leave out pull requests without an issue")
              .or("no"),
          Key.of("notes_file", PATH, "where the draft is kept")
              .orComputed("`notes/<release>.md` in the state directory"),
          Key.of("notes_in_tracker", BOOLEAN, "the draft is kept in the tracker issue as well")
              .or("yes"),
          Key.of("github_repository", CephTypes.REPOSITORY_NAME, "where the pull requests are")
              .orComputed("that of `ceph_repo` if it is one of GitHub, else `ceph/ceph`"),
          Key.of("redmine_key_secret", SECRET, "the secret that holds the key of the tracker")
              .or("REDMINE_API_KEY"),
          Key.of("jenkins_user_secret", SECRET, "the secret that holds the user of Jenkins")
              .or("JENKINS_USER"),
          Key.of("jenkins_token_secret", SECRET, "the secret that holds that user's token")
              .or("JENKINS_API_TOKEN"),
          Key.of(
                  "github_token_secret",
                  SECRET,
                  "the secret that holds a token of GitHub; without one its limit is soon reached")
              .or("GITHUB_TOKEN"));

  /** Those of every kind of release work, then its own. */
  static final List<Key> ALL = all();

  private CephKeys() {}

  private static List<Key> all() {
    List<Key> all = new ArrayList<>();
    for (Key key : ReleaseKeys.COMMON) {
      all.add(key.name().equals("schedule") ? key.or("60s") : key);
    }
    all.addAll(OWN);
    return List.copyOf(all);
  }
}
