package dev.promoter.remote.redmine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promoter.cli.Golden;
import dev.promoter.remote.redmine.ReleaseTable.Counts;
import dev.promoter.remote.redmine.ReleaseTable.Link;
import dev.promoter.remote.redmine.ReleaseTable.Suite;
import dev.promoter.remote.redmine.ReleaseTable.Waiver;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TableTextTest {
  private static final URI PULPITO = URI.create("https://pulpito.example.org/?sha1=" + Scene.SHA1);

  static ReleaseTable table() {
    return new ReleaseTable(
        "18.2.8",
        "reef-release",
        Scene.SHA1,
        "FAILED",
        List.of(
            new Link(
                "ceph-dev-pipeline 4711",
                URI.create("https://jenkins.example.org/job/ceph/4711/"))),
        List.of(
            new Link(
                "ubuntu-jammy-default",
                URI.create(
                    "https://shaman.example.org/builds/ceph/reef-release/" + Scene.SHA1 + "/")),
            new Link(
                "centos-9-default",
                URI.create(
                    "https://shaman.example.org/builds/ceph/reef-release/" + Scene.SHA1 + "/"))),
        List.of(new Link("Pulpito", PULPITO)),
        List.of(
            new Suite(
                "smoke",
                true,
                "PASSED",
                new Counts(28, 28, 0, 0, 0, 0),
                List.of(run("smoke")),
                "",
                List.of()),
            new Suite(
                "rados",
                true,
                "WAIVED",
                new Counts(300, 298, 1, 1, 0, 0),
                List.of(run("rados"), run("rados-rerun")),
                "flaky? rados/thrash/{a|b} *again*",
                List.of(
                    new Waiver(
                        "rados/thrash/*",
                        "lead|@all",
                        LocalDate.parse("2026-12-01"),
                        Optional.of(URI.create("https://tracker.example.org/issues/12"))))),
            new Suite(
                "upgrade/quincy-x",
                true,
                "FAILED",
                new Counts(12, 10, 1, 0, 1, 0),
                List.of(run("upgrade:quincy-x")),
                "",
                List.of()),
            new Suite(
                "fs",
                true,
                "RUNNING",
                new Counts(60, 10, 0, 0, 0, 50),
                List.of(run("fs")),
                "",
                List.of()),
            new Suite(
                "krbd", false, "MISSING", new Counts(0, 0, 0, 0, 0, 0), List.of(), "", List.of())),
        List.of("2 runs of another commit were ignored: see {{toc}}"));
  }

  private static Link run(String suite) {
    return new Link(
        "run",
        URI.create(
            "https://pulpito.example.org/qabot-2025-08-04_15:30:11-"
                + suite
                + "-reef-release-distro-default-smithi/"));
  }

  @ParameterizedTest
  @EnumSource(Formatting.class)
  void a_table_in_each_formatting(Formatting formatting) throws IOException {
    String text = new TableText(formatting).of(table());

    String name = "table." + formatting.name().toLowerCase(Locale.ROOT);
    Golden.compare(Path.of("src/test/resources/golden/redmine", name), text + "\n");
    assertThat(text).isEqualTo(new TableText(formatting).of(table()));
  }

  @ParameterizedTest
  @EnumSource(Formatting.class)
  void every_row_has_as_many_cells_as_the_heading(Formatting formatting) {
    List<String> rows =
        new TableText(formatting).of(table()).lines().filter(line -> line.startsWith("|")).toList();

    assertThat(rows).allSatisfy(row -> assertThat(row.split("\\|", -1)).hasSize(12));
  }

  @Test
  void a_suite_with_very_many_runs_and_waivers_stays_readable() {
    Waiver waiver = new Waiver("x", "lead", LocalDate.parse("2026-12-01"), Optional.empty());
    Suite suite =
        new Suite(
            "rados",
            true,
            "WAIVED",
            new Counts(10_000, 0, 10_000, 0, 0, 0),
            Collections.nCopies(200, run("rados")),
            "x".repeat(5_000),
            Collections.nCopies(10_000, waiver));
    ReleaseTable table =
        new ReleaseTable(
            "1",
            "b",
            Scene.SHA1,
            "PASSED",
            List.of(),
            List.of(),
            List.of(),
            List.of(suite),
            List.of());

    assertThat(new TableText(Formatting.TEXTILE).of(table))
        .hasSizeLessThan(4_000)
        .contains("and 190 more", "and 9990 more waivers");
  }
}
