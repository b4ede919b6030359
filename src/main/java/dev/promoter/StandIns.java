package dev.promoter;

import dev.promoter.cli.OperationException;
import dev.promoter.sandbox.CephStory;
import dev.promoter.sandbox.ContainerStory;
import dev.promoter.sandbox.DlrnServer;
import dev.promoter.sandbox.ImageStory;
import dev.promoter.sandbox.Interceptor;
import dev.promoter.sandbox.Intervention;
import dev.promoter.sandbox.Story;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.ScheduledExecutorService;

/**
 * All outside systems of the sandbox, each with its part of the story.
 *
 * @param server DLRN with its builders
 * @param story what DLRN knows
 * @param containers the registries
 * @param images the tree of disk images
 * @param ceph all that a release of Ceph needs
 */
record StandIns(
    DlrnServer server, Story story, ContainerStory containers, ImageStory images, CephStory ceph)
    implements AutoCloseable {
  /** Starts them, with files below a directory. */
  static StandIns start(Path directory, InstantSource clock) {
    DlrnServer server = DlrnServer.start(0);
    try {
      Story story = Story.tell(server);
      ImageStory images = ImageStory.tell(directory.resolve("images"), story);
      CephStory ceph = CephStory.tell(directory.resolve("ceph"), clock);
      return new StandIns(server, story, ContainerStory.tell(server, story), images, ceph);
    } catch (IOException e) {
      server.close();
      throw OperationException.failure("the sandbox cannot lay down its files: " + e);
    }
  }

  /** Lets what happens while the sandbox runs begin. */
  void live(ScheduledExecutorService votes) {
    story.startLiveVotes(votes);
    ceph.start(votes);
  }

  /** Leaves orders to promote without effect and answer, and says so, while the file is there. */
  void holdBack(Path file, PrintStream out) {
    server.intercept(
        Interceptor.beforeEffect(
            request -> {
              boolean promotes = request.writes() && request.path().endsWith("/promote");
              if (!promotes || !Files.exists(file)) {
                return Intervention.PASS;
              }
              out.println("held back: " + request);
              return Intervention.HANG;
            }));
  }

  /** Says what there is and what can be tried. */
  void introduce(PrintStream out, Path directory) {
    out.printf(
        """
        A DLRN server with three builders now listens on %s, and the daemon works on it with the
        example releases in %s.
        Containers move from the registry %s to the registry %s before a link does.
        Disk images are checked, and their links in %s move with it.
        Rounds run every two seconds; what changes is shown. Two jobs are still running and report
        within fifteen seconds. While this runs, in another terminal:

          promoter status  --config %s/config --state %s/state
          promoter explain CentOS-9/master --config %s/config --state %s/state
          promoter rollback CentOS-9/master current-tripleo --config %s/config --state %s/state

        A release of Ceph, %s, is built and tested on stand-ins beside it. A job dies and is run
        again; a test of rgw fails each time, until a person accepts that:

          %s --by me --reason known --until 2199-01-01 --config %s/config --state %s/state

        Ctrl-C ends it.

        """,
        server.address(),
        directory,
        containers.source().address(),
        containers.target().address(),
        images.of("master"),
        directory,
        directory,
        directory,
        directory,
        directory,
        directory,
        CephStory.RELEASE,
        CephStory.waiver(),
        directory,
        directory);
    out.flush();
  }

  @Override
  public void close() {
    ceph.close();
    containers.close();
    server.close();
  }
}
