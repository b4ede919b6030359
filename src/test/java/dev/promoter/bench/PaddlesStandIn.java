package dev.promoter.bench;

import dev.promoter.sandbox.PaddlesServer;
import java.io.IOException;
import java.time.InstantSource;

/**
 * The Paddles stand-in as a process of its own, filled with the runs of one commit. Says its
 * address, then serves until standard input ends; each line in between lets one more job pass.
 */
public final class PaddlesStandIn {
  static final String SHA1 = "9191375ab5b1e911954d9f7c2b9cd180c08dc881";
  static final String BRANCH = "reef-release";
  static final int SUITES = 12;
  static final int JOBS = 300;

  private PaddlesStandIn() {}

  /** Takes nothing. */
  public static void main(String[] arguments) throws IOException {
    try (PaddlesServer server = PaddlesServer.start(0, InstantSource.system())) {
      for (int suite = 0; suite < SUITES; suite++) {
        fill(server, suite);
      }
      System.out.println(server.address());
      int next = 0;
      for (int in = System.in.read(); in >= 0; in = System.in.read()) {
        if (in == '\n') {
          server.passed(run(0), String.valueOf(next++));
          System.out.println("done");
        }
      }
    }
  }

  static String suite(int number) {
    return "suite" + number;
  }

  private static String run(int suite) {
    return "qabot-2025-08-04_15:30:11-%s-%s-distro-default-smithi".formatted(suite(suite), BRANCH);
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
