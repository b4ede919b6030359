package dev.promoter.config;

import dev.promoter.domain.ApprovalGate;
import dev.promoter.domain.LinkName;
import dev.promoter.domain.Nearest;
import dev.promoter.domain.Settings;
import dev.promoter.domain.Template;
import dev.promoter.engine.Secrets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Checks options of a release of Ceph against each other, and that what it may write to will let it
 * in. Opens no connection.
 *
 * @param own what the file itself says
 * @param mainLine of its section {@code [main]}
 * @param settings with all defaults
 * @param secrets where keys must be
 * @param mail whether promoter.ini names a mail server
 * @param problems takes what is found
 * @param writesNothing whether nothing will be written, so that a missing key is no error
 */
record CephCheck(
    Layer own,
    int mainLine,
    Settings settings,
    Secrets secrets,
    boolean mail,
    Problems problems,
    boolean writesNothing) {
  private static final Set<String> DISTROS =
      Set.of(
          "centos",
          "rocky",
          "ubuntu",
          "debian",
          "opensuse",
          "sles",
          "fedora",
          "rhel",
          "almalinux",
          "windows");
  private static final int SLIPS = 2;
  private static final List<String> CODENAMES =
      List.of(
          "bionic",
          "bookworm",
          "bullseye",
          "buster",
          "focal",
          "jammy",
          "noble",
          "resolute",
          "trixie",
          "xenial");

  void run(CephTarget target) {
    checkPlatforms();
    checkPlaces("suite_list_source", List.of("branch", "version"));
    checkPlaces("redmine_fields", List.of("version", "branch", "sha1", "verdict"));
    checkApprovals(target);
    checkLeads(target);
    checkBuild();
    checkTracker();
    checkShaman();
    if (!mail && settings.find("email_recipients").isPresent()) {
      warning(
          "email_recipients", "there is no section [mail] in promoter.ini, so nobody gets mail");
    }
  }

  /** The branch may be named twice, in [promote_from] and by its option. */
  void compareBranch(LinkName source) {
    String branch = settings.get("ceph_branch");
    if (!branch.replace('/', '-').equals(source.value())) {
      warning(
          "ceph_branch",
          "is '%s', and [promote_from] says '%s'; what is released comes from '%s'"
              .formatted(branch, source, branch));
    }
  }

  /** Codenames come and go, so only one that looks like another is doubted. */
  private void checkCodename(String platform) {
    String version = platform.split("-", -1)[1];
    Nearest.to(version, CODENAMES)
        .filter(known -> !known.equals(version) && Nearest.distance(version, known) <= SLIPS)
        .ifPresent(
            known ->
                warning(
                    "platforms",
                    "'%s' has the codename '%s', which is not known; is '%s' meant?"
                        .formatted(platform, version, known)));
  }

  private void checkPlatforms() {
    for (String platform : settings.get("platforms").split(",", -1)) {
      String distro = platform.substring(0, platform.indexOf('-'));
      if (!DISTROS.contains(distro)) {
        warning(
            "platforms",
            "'%s' is of no distribution that is known%s"
                .formatted(platform, Nearest.hint(distro, DISTROS.stream().sorted().toList())));
      } else {
        checkCodename(platform);
      }
    }
  }

  private void checkPlaces(String key, List<String> known) {
    own.find(key)
        .ifPresent(
            value ->
                Template.unknown(value.text(), known)
                    .forEach(
                        place ->
                            error(
                                key,
                                "nothing is known as ${%s}; there are ${%s}"
                                    .formatted(place, String.join("}, ${", known)))));
  }

  private void checkApprovals(CephTarget target) {
    for (String subject : settings.find("approvals").orElse("").split(",", -1)) {
      if (subject.equals(ApprovalGate.LEADS)) {
        checkAnyLead(target);
      } else if (!subject.isEmpty()) {
        checkSubject("approvals", subject, target);
      }
    }
  }

  private void checkAnyLead(CephTarget target) {
    boolean any =
        target.suites().keySet().stream()
            .anyMatch(suite -> settings.find("lead " + suite).isPresent());
    if (!any) {
      error("approvals", "'leads' asks for the lead of each suite, and no suite has one");
    }
  }

  private void checkLeads(CephTarget target) {
    for (String pair : settings.find("lead").orElse("").split(",", -1)) {
      if (!pair.isEmpty()) {
        checkSubject("lead", pair.substring(0, pair.indexOf('=')), target);
      }
    }
  }

  private void checkSubject(String key, String subject, CephTarget target) {
    List<String> known = new ArrayList<>(target.suites().keySet());
    known.addAll(ApprovalGate.STEPS);
    known.add(ApprovalGate.RELEASE);
    if (!known.contains(subject) && !target.listElsewhere()) {
      String sentence =
          "'%s' is neither a required suite nor a step%s"
              .formatted(subject, Nearest.hint(subject, known.stream().sorted().toList()));
      if (own.find(key).isPresent()) {
        error(key, sentence);
      } else {
        // Said in [defaults] for releases that have this suite.
        warning(key, sentence);
      }
    }
  }

  private void checkBuild() {
    if (settings.isTrue("skip_build")) {
      return;
    }
    String job = settings.get("build_job_name");
    Map<String, String> parameters =
        settings.section(BuildParameters.KIND, job).map(Settings::values).orElse(Map.of());
    if (parameters.values().stream().noneMatch(text -> text.contains("${sha1}"))) {
      warning(
          "build_job_name",
          "no parameter of '%s' holds ${sha1}, so its build may be of another commit; see [%s %s]"
              .formatted(job, BuildParameters.KIND, job));
    }
    need("jenkins_user_secret", "builds cannot be triggered: there is no user");
    need("jenkins_token_secret", "builds cannot be triggered: there is no token");
  }

  private void checkTracker() {
    if (settings.isTrue("skip_tracker_update")) {
      return;
    }
    if (settings.find("tracker_issue_id").isEmpty()) {
      warning("tracker_issue_id", "is not given, so nothing is posted to the tracker");
    } else {
      need("redmine_key_secret", "nothing can be posted: there is no key of the tracker");
    }
  }

  private void checkShaman() {
    boolean backwards =
        Duration.parse(settings.get("shaman_interval"))
                .compareTo(Duration.parse(settings.get("shaman_longest_interval")))
            > 0;
    if (backwards) {
      error("shaman_interval", "is longer than shaman_longest_interval");
    }
  }

  private void need(String key, String sentence) {
    String secret = settings.get(key);
    if (secrets.find(secret).isPresent()) {
      return;
    }
    String text =
        "%s: give the secret %s%s".formatted(sentence, secret, AccessCheck.places(secrets, secret));
    if (writesNothing) {
      warning(key, text);
    } else {
      error(key, text);
    }
  }

  private void error(String key, String sentence) {
    problems.error(line(key), Targets.MAIN, key, sentence);
  }

  private void warning(String key, String sentence) {
    problems.warning(line(key), Targets.MAIN, key, sentence);
  }

  private int line(String key) {
    return own.find(key).map(Layer.Value::line).orElse(mainLine);
  }
}
