package dev.promoter.bench;

import dev.promoter.sandbox.PaddlesServer;
import dev.promoter.sandbox.ShamanServer;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;

/**
 * The stand-ins of Paddles and Shaman as a process of their own, filled with the runs and packages
 * of one commit. Says their addresses, then serves until standard input ends; for each character of
 * it something happens, and it says how many requests Paddles has had since the last.
 */
public final class PaddlesStandIn {
  static final String SHA1 = "9191375ab5b1e911954d9f7c2b9cd180c08dc881";
  static final String BRANCH = "reef-release";
  static final int SUITES = 12;
  static final int JOBS = 300;

  /** Nothing happens. */
  static final char COUNT = 'c';

  /** One more job passes. */
  static final char ONE = 'o';

  /** A job of each run but the first reports anew, so that all have changed. */
  static final char ALL = 'a';

  private PaddlesStandIn() {}

  /** Takes nothing. */
  public static void main(String[] arguments) throws IOException {
    try (PaddlesServer server = PaddlesServer.start(0, InstantSource.system());
        ShamanServer shaman = ShamanServer.start(0, InstantSource.system())) {
      fill(server, shaman);
      System.out.println(server.address());
      System.out.println(shaman.address());
      int next = 0;
      for (int in = System.in.read(); in >= 0; in = System.in.read()) {
        if (in == ONE) {
          server.passed(run(0), String.valueOf(next++));
        }
        for (int suite = 1; in == ALL && suite < SUITES; suite++) {
          server.passed(run(suite), "0");
        }
        System.out.println(server.requests().size());
        server.forgetRequests();
      }
    }
  }

  static String suite(int number) {
    return "suite" + number;
  }

  static String run(int suite) {
    return "qabot-2025-08-04_15:30:11-%s-%s-distro-default-smithi".formatted(suite(suite), BRANCH);
  }

  /** Runs of all suites, of which the first waits, and ready packages. */
  static void fill(PaddlesServer server, ShamanServer shaman) {
    for (int suite = 0; suite < SUITES; suite++) {
      fill(server, suite);
    }
    shaman.repository(
        new ShamanServer.Place(BRANCH, SHA1, "centos", "9", "default"), "ready", List.of("x86_64"));
  }

  /** Descriptions as long as real ones; one job in fifty fails, and all of the first suite wait. */
  private static void fill(PaddlesServer server, int suite) {
    for (int job = 0; job < JOBS; job++) {
      String id = String.valueOf(job);
      String description =
          "%s/thrash-erasure-code/{ceph clusters/{fixed-2 openstack} fast/normal mon_election/classic"
                  .formatted(suite(suite))
              + " objectstore/bluestore-hybrid rados supported-random-distro$/{ubuntu_latest}"
              + " thrashers/default workloads/ec-rados-plugin=jerasure-k="
              + job
              + "}";
      server.addJob(new PaddlesServer.Job(run(suite), id, suite(suite), BRANCH, SHA1, description));
      if (suite > 0) {
        if (job % 50 == 7) {
          server.failed(run(suite), id, "Command failed on smithi104 with status 124: 'mkdir -p'");
        } else {
          server.passed(run(suite), id);
        }
      }
    }
  }
}
