package dev.promoter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promoter.domain.AggregateCandidate;
import dev.promoter.domain.Caller;
import dev.promoter.domain.Channel;
import dev.promoter.domain.CommitCandidate;
import dev.promoter.domain.CommitHash;
import dev.promoter.domain.Deed;
import dev.promoter.domain.Hold;
import dev.promoter.domain.LinkName;
import dev.promoter.domain.ReleaseName;
import dev.promoter.domain.Waiver;
import dev.promoter.engine.Nodes;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.event.Level;

class CommandsTest {
  private static final String AGGREGATE = "0123456789abcdef".repeat(2);
  private static final String COMMIT = "a".repeat(40);
  private static final String DISTRO = "d".repeat(40);

  private final Terminal terminal = new Terminal();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "run | run",
        "once | once [] dryRun=false",
        "promote-all --dry-run | once [] dryRun=true",
        "once --release CentOS-9/master.ini --release a | once [CentOS-9/master, a] dryRun=false",
        "release | release [] dryRun=false",
        "release --set A=1 --set b= --set C=x=y --dry-run | release [A=1, b=, C=x=y] dryRun=true",
        "release --set A --dry-run |",
        "explain a | explain a Optional.empty Optional.empty",
        "explain a link | explain a Optional[link] Optional.empty",
        "explain a --at 12 --release | ",
        "explain --at 12 | replay 12",
        "explain | ",
        "check | check online=false",
        "check --online | check online=true",
        "status | status",
        "history | history HistoryQuery[release=Optional.empty, target=Optional.empty, by=Optional.empty, kind=Optional.empty, since=Optional.empty, until=Optional.empty, limit=20]",
        "unwaive 7 | unwaive 7",
        "unhold 8 | unhold 8",
        "unapprove 3 | unapprove 3",
        "unpin 2 | unpin 2",
        "unveto 3 | unveto 3",
        "pins | pins",
        "approvals | approvals",
        "waivers | waivers",
        "holds | holds",
        "freezes | freezes",
        "backup a.zip | backup a.zip",
        "restore a.zip | restore a.zip",
        "restore |",
        "sandbox | sandbox standInsOnly=false",
        "sandbox --stand-ins-only | sandbox standInsOnly=true"
      })
  void each_command_calls_its_operation_once_and_closes_the_program(String line, String call) {
    terminal.operations.reports = List.of(Samples.promotion());

    int code = terminal.type(line);

    if (call == null) {
      assertThat(code).isEqualTo(2);
      assertThat(terminal.operations.calls).isEmpty();
    } else {
      assertThat(code).as(terminal.err()).isZero();
      assertThat(terminal.operations.calls).containsExactly(call, "close");
    }
  }

  @Test
  void explain_takes_a_candidate_by_its_full_hash() {
    terminal.operations.reports = List.of(Samples.promotion());

    assertThat(terminal.run("explain", "a", "link", Samples.NEWEST.id())).isZero();
    assertThat(terminal.operations.calls)
        .contains("explain a Optional[link] Optional[" + Samples.NEWEST.id() + "]");
  }

  @Test
  void a_forced_promotion_of_a_build_is_handed_over_whole() {
    terminal.operations.reports = List.of(Samples.promotion());

    int code =
        terminal.run(
            "force-promote",
            "--release",
            "a",
            "from",
            "to",
            "--commit-hash",
            COMMIT,
            "--distro-hash",
            DISTRO,
            "--extended-hash",
            "540cc624",
            "--allowed-clients",
            "dlrn_client,qcow_client",
            "--reason",
            "@ann said so",
            "--dry-run");

    assertThat(code).as(terminal.err()).isZero();
    assertThat(terminal.operations.calls.get(0))
        .contains("source=from, target=to")
        .contains(new CommitCandidate(new CommitHash(COMMIT, DISTRO, "540cc624"), "").toString())
        .contains("dlrn_client")
        .contains("qcow_client")
        .contains("reason=@ann said so, dryRun=true");
  }

  @Test
  void a_forced_promotion_of_an_aggregate_takes_part_with_the_effects_of_the_release() {
    terminal.operations.reports = List.of(Samples.promotion());

    terminal.run(
        "force-promote", "--release=a", "from", "to", "--aggregate-hash", AGGREGATE, "--reason=x");

    assertThat(terminal.operations.calls.get(0))
        .isEqualTo(
            new Operations.ForcedPromotion(
                    new ReleaseName("a"),
                    new LinkName("from"),
                    new LinkName("to"),
                    new AggregateCandidate(AGGREGATE),
                    Set.of(),
                    "x",
                    false)
                .toString());
  }

  @Test
  void a_rollback_is_shown_before_it_is_carried_out() {
    terminal.operations.reports = List.of(Samples.wouldPromote());

    int code = terminal.run("rollback", "a", "to", "--by=ann", "--reason=broke");

    assertThat(code).isZero();
    assertThat(rollbacks()).hasSize(2);
    assertThat(rollbacks().get(0)).contains("target=to").contains("dryRun=true");
    assertThat(rollbacks().get(1)).contains("reason=broke").contains("dryRun=false");
    assertThat(terminal.out()).startsWith("First the plan, as a dry run, then what became of it.");
  }

  @Test
  void a_rollback_that_is_impossible_or_a_dry_run_is_only_shown() {
    terminal.operations.reports = List.of(Samples.promotion());
    terminal.run("rollback", "a", "to");
    assertThat(rollbacks()).hasSize(1);

    terminal.operations.reports = List.of(Samples.wouldPromote());
    terminal.run("rollback", "a", "to", "--dry-run");
    assertThat(rollbacks()).hasSize(2);
  }

  private List<String> rollbacks() {
    return terminal.operations.calls.stream().filter(call -> call.startsWith("Rollback")).toList();
  }

  @Test
  void a_misspelt_effect_of_a_forced_promotion_is_a_usage_fault_and_nothing_is_done() {
    int code =
        terminal.run(
            "force-promote",
            "--release=a",
            "from",
            "to",
            "--aggregate-hash",
            AGGREGATE,
            "--allowed-clients=dlrn_client,qcow_clent",
            "--reason=x");

    assertThat(code).isEqualTo(2);
    assertThat(terminal.err()).contains("'qcow_clent' is not known", "qcow_client");
    assertThat(terminal.operations.calls).isEmpty();
  }

  @Test
  void release_notes_are_printed_and_take_what_they_are_not_told_from_the_release() {
    assertThat(terminal.type("release-notes --release=a --since v20.1.0 --strict")).isZero();
    assertThat(terminal.out()).isEqualTo("# 20.1.0 (draft)\n");
    assertThat(terminal.operations.calls.get(0))
        .contains("since=Optional[v20.1.0]", "sha1=Optional.empty", "strict=true");
  }

  @Test
  void a_vote_says_whether_the_job_passed() {
    String[] vote = {
      "vote", "--release=a", "--job=j", "--aggregate-hash", AGGREGATE, "--url=http://l/1", ""
    };
    vote[6] = "--success";
    assertThat(terminal.run(vote)).isZero();
    assertThat(terminal.out()).isEqualTo("The vote is recorded.\n");
    vote[6] = "--failure";
    assertThat(terminal.run(vote)).isZero();

    assertThat(terminal.operations.calls.get(0)).contains("job=j, success=true, url=http://l/1");
    assertThat(terminal.operations.calls.get(2)).contains("job=j, success=false, url=http://l/1");
  }

  @Test
  void a_waiver_with_a_date_ends_with_that_day_in_utc() {
    int code =
        terminal.run(
            "waive",
            "--release",
            "CentOS-9/master",
            "current-tripleo",
            "job-scenario",
            "--any-candidate",
            "--pattern",
            "mirror",
            "--by",
            "ann",
            "--reason",
            "the mirror is down",
            "--until",
            "2026-12-24",
            "--link",
            "https://tickets.example.org/1");

    assertThat(code).as(terminal.err()).isZero();
    assertThat(terminal.operations.calls.get(0))
        .isEqualTo(
            new Waiver(
                    0,
                    Samples.RELEASE,
                    Samples.CURRENT,
                    "job-scenario",
                    "",
                    "mirror",
                    "ann",
                    "the mirror is down",
                    "https://tickets.example.org/1",
                    Samples.NOW,
                    Instant.parse("2026-12-25T00:00:00Z"))
                .toString());
    assertThat(terminal.out()).contains("Waiver 7", "promoter unwaive 7");
  }

  @Test
  void a_waiver_may_be_for_one_candidate_until_an_instant() {
    terminal.run(
        "waive",
        "--release=a",
        "t",
        "j",
        "--candidate",
        Samples.NEWEST.id(),
        "--by=b",
        "--reason=r",
        "--until=2026-12-24T18:00:00+01:00");

    assertThat(terminal.operations.calls.get(0))
        .contains("candidate=" + Samples.NEWEST.id())
        .contains("until=2026-12-24T17:00:00Z");
  }

  @Test
  void a_waiver_may_be_of_one_failure_and_until_something_is_promoted() {
    int code =
        terminal.run(
            "waive",
            "--release=a",
            "t",
            "j",
            "--until-promoted",
            "--evidence",
            "j@https://logs.example.org/7",
            "--by=b",
            "--reason=r");

    assertThat(code).as(terminal.err()).isZero();
    assertThat(terminal.operations.calls.get(0))
        .contains("evidence=j@https://logs.example.org/7, untilPromoted=true")
        .contains("until=" + Hold.NO_END);
    assertThat(terminal.out())
        .contains("only the failure j@https://logs.example.org/7")
        .contains("until something is promoted");
    terminal.run(
        "waive",
        "--release=a",
        "t",
        "j",
        "--any-candidate",
        "--evidence=j",
        "--by=b",
        "--reason=r");
    assertThat(terminal.err()).contains("'j' is not JOB@ADDRESS or JOB@RUN");
  }

  @Test
  void candidates_are_pinned_and_vetoed_by_their_full_hash() {
    terminal.run("pin", "--release=a", "link", AGGREGATE, "--by=ann", "--reason=this one ships");
    assertThat(terminal.operations.calls.get(0))
        .contains("kind=PIN", "target=link", "candidate=" + AGGREGATE, "reason=this one ships");
    assertThat(terminal.out()).contains("Pin 5 of a", "promoter unpin 5");

    terminal.run("veto", "--release=a", "link", AGGREGATE, "--by=ann", "--reason=eats data");
    assertThat(terminal.out()).contains("may not be promoted to link", "promoter unveto 5");
    assertThat(terminal.run("veto", "--release=a", "link", "latest", "--by=a", "--reason=r"))
        .isEqualTo(2);
  }

  @Test
  void a_waiver_that_ends_soon_is_pointed_out_where_people_look() {
    terminal.operations.waivers = List.of(Samples.WAIVER.ending(Samples.NOW.plusSeconds(7200)));
    terminal.operations.reports = List.of(Samples.promotion());

    for (String line : List.of("status", "explain CentOS-9/master", "waivers")) {
      terminal.type(line);
      assertThat(terminal.out()).as(line).contains("ends soon");
    }
    terminal.operations.waivers = List.of(Samples.WAIVER);
    terminal.type("status");
    assertThat(terminal.out()).doesNotContain("ends soon");
  }

  @Test
  void a_hold_without_target_and_end_holds_the_release_until_it_is_lifted() {
    assertThat(terminal.type("hold --release a --by ann --reason why")).isZero();

    assertThat(terminal.operations.calls.get(0))
        .isEqualTo(
            new Hold(0, new ReleaseName("a"), "", "ann", "why", Samples.NOW, Hold.NO_END)
                .toString());
    assertThat(terminal.out()).contains("Hold 8 of a", "promoter unhold 8");
  }

  @Test
  void a_hold_may_be_of_one_target_and_end_by_itself() {
    terminal.type("hold --release a link --by ann --reason why --until 2026-12-24");

    assertThat(terminal.operations.calls.get(0))
        .contains("target=link")
        .contains("until=2026-12-25T00:00:00Z");
  }

  @Test
  void an_approval_is_of_a_suite_a_step_or_the_release_and_of_a_commit() {
    terminal.run("approve", "ceph/tentacle", "rados", "--by=radek", "--note=all known");
    terminal.run(
        "approve", "ceph/tentacle", "--by=ann", "--note=go", "--sha1", "ABCDEF01".repeat(5));

    assertThat(terminal.operations.calls.get(0))
        .isEqualTo(
            new Operations.ApprovalRequest(
                    new ReleaseName("ceph/tentacle"),
                    Optional.empty(),
                    "rados",
                    Optional.empty(),
                    "radek",
                    "all known")
                .toString());
    assertThat(terminal.operations.calls.get(2))
        .contains("subject=, candidate=Optional[" + "abcdef01".repeat(5) + "]");
    assertThat(terminal.out())
        .contains("Approval 3: the release of ceph/tentacle v20.1.0 is approved for abcdef01")
        .contains("promoter unapprove 3");
    assertThat(terminal.run("approve", "r", "--by=a", "--note=b", "--sha1=tip")).isEqualTo(2);
    assertThat(terminal.err()).contains("'tip' is not a full hash");
  }

  @Test
  void an_approval_of_a_promotion_names_target_and_candidate() {
    String candidate = "0123abcd".repeat(4);
    terminal.run(
        "approve",
        "CentOS-9/master",
        "--target=current-tripleo",
        "--candidate",
        candidate,
        "--by=ann",
        "--note=go");

    assertThat(terminal.operations.calls.get(0))
        .contains("target=Optional[current-tripleo], subject=, candidate=Optional[" + candidate);
  }

  @Test
  void the_history_can_be_narrowed_and_exported_as_a_table() {
    terminal.operations.deeds =
        List.of(
            new Deed(
                4,
                Samples.NOW,
                new Caller("ann", "", "ann@host", Channel.COMMAND_LINE),
                Deed.Kind.FORCE_PROMOTE,
                "a",
                "link",
                "",
                AGGREGATE,
                "=1+1, \"now\"",
                "orders it",
                Map.of("source", "from")));

    int code =
        terminal.type(
            "history --release a --target link --by ann --kind Force-Promote --since 2026-11-01"
                + " --until 2026-11-20 --limit 3 --output csv");

    assertThat(code).as(terminal.err()).isZero();
    assertThat(terminal.operations.calls.get(0))
        .isEqualTo(
            "history HistoryQuery[release=Optional[a], target=Optional[link], by=Optional[ann],"
                + " kind=Optional[force-promote], since=Optional[2026-11-01T00:00:00Z],"
                + " until=Optional[2026-11-21T00:00:00Z], limit=3]");
    assertThat(terminal.out().lines())
        .containsExactly(
            "kind,number,at,release,target,outcome,promoted,previous,by,role,channel,from,subject,"
                + "candidate,reason,sentence",
            "force-promote,4,2026-11-20T12:00:00Z,a,link,,,,ann,,command line,ann@host,,"
                + AGGREGATE
                + ",\"'=1+1, \"\"now\"\"\",orders it");
    terminal.type("history");
    assertThat(terminal.out()).contains("force-promote", "orders it [ann, ann@host]");
    terminal.type("history --output json");
    assertThat(terminal.out()).contains("\"entries\" : [", "\"from\" : \"ann@host\"");
    assertThat(terminal.type("history --kind promoted")).isEqualTo(2);
  }

  @Test
  void who_takes_something_back_may_say_who_and_why() {
    terminal.environment(Map.of("SUDO_USER", "sue"));
    terminal.run("unhold", "8", "--by", "ann", "--reason", "all is well");
    terminal.run("unwaive", "7");

    assertThat(terminal.operations.callers).extracting(Caller::name).containsExactly("ann", "sue");
    assertThat(terminal.operations.callers.get(0).from()).startsWith("sue@");
  }

  @Test
  void the_lists_can_be_narrowed_to_a_release() {
    terminal.operations.waivers = List.of(Samples.WAIVER);

    terminal.type("waivers --release CentOS-9/master");
    assertThat(terminal.out()).contains("job-scenario", "ann", "the mirror is down");
    terminal.type("waivers --release other");
    assertThat(terminal.out()).isEqualTo("No waivers.\n");
  }

  @Test
  void global_options_stand_before_or_after_the_command() {
    terminal.type("--config c status --state s");
    terminal.type("status --config c --rules r");
    terminal.type("--state s --rules r status");

    assertThat(terminal.opened.get(0).config()).contains(Path.of("c"));
    assertThat(terminal.opened.get(0).state()).contains(Path.of("s"));
    assertThat(terminal.opened.get(1).config()).contains(Path.of("c"));
    assertThat(terminal.opened.get(1).rules()).contains(Path.of("r"));
    assertThat(terminal.opened.get(1).state()).isEmpty();
    assertThat(terminal.opened.get(2).state()).contains(Path.of("s"));
    assertThat(terminal.opened.get(2).rules()).contains(Path.of("r"));
  }

  @Test
  void the_status_shows_the_nodes_that_share_the_database_and_which_are_silent() {
    Instant begun = Instant.parse("2026-03-02T10:00:00Z");
    terminal.operations.nodes =
        List.of(
            new Nodes.Node("east-1", "1.2", begun, begun.plusSeconds(60), true),
            new Nodes.Node("west-1", "1.1", begun, begun.plusSeconds(20), false));

    terminal.type("status");
    assertThat(terminal.out()).contains("NODE").contains("east-1").contains("silent");
    terminal.type("status --output json");
    assertThat(terminal.out()).contains("\"seen_at\"").contains("\"alive\" : false");
  }

  @Test
  void the_log_level_comes_from_the_option_then_the_environment() {
    terminal.environment(Map.of("LOG_LEVEL", "warning"));
    terminal.type("status");
    terminal.type("status --log-level debug");
    terminal.environment(Map.of());
    terminal.type("run");
    terminal.type("once");

    assertThat(terminal.opened)
        .containsExactly(
            options(Level.WARN, false, false),
            options(Level.DEBUG, true, false),
            options(Level.INFO, true, true),
            options(Level.INFO, false, true));
  }

  private static CommonOptions options(Level level, boolean console, boolean files) {
    return new CommonOptions(
        Optional.empty(), Optional.empty(), Optional.empty(), level, console, files);
  }
}
