package dev.promoter;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.junit5.GreenMailExtension;
import com.icegreen.greenmail.util.ServerSetup;
import dev.promoter.engine.Journal;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Death before and after each record of the journal, and so before and after each call to the
 * outside, while a release of Ceph is acted for, and then a person who edits the issue. Later
 * rounds lead to the end of rounds that nobody disturbed: nothing is lost, nothing is done twice,
 * and people keep what they wrote.
 */
class CephActsCrashIT {
  private static final Set<String> RECORDS = Set.of("open", "started", "finished", "close");

  @RegisterExtension
  static final GreenMailExtension MAIL =
      new GreenMailExtension(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP))
          .withPerMethodLifecycle(false);

  @TempDir static Path directory;

  /** What was done outside in all, and how many mails came. */
  private record End(ActingStage.End outside, int mails) {}

  @TestFactory
  Stream<DynamicTest> while_a_build_is_triggered_and_suites_are_scheduled() {
    return inEachMode("beginning", CephActsCrashIT::beginning);
  }

  @TestFactory
  Stream<DynamicTest> while_a_failure_is_rerun_and_mailed() {
    return inEachMode("failure", CephActsCrashIT::failure);
  }

  @TestFactory
  Stream<DynamicTest> while_the_draft_the_status_and_a_field_are_written() {
    return everywhere(new Scene("ended", Telling.BLOCK, CephActsCrashIT::ended, "In Progress [#]"));
  }

  /** Nothing is scheduled any more: what is left is to be told. */
  private static void ended(ActingStage acts) {
    acts.option("rerun", "no").option("notes_since", "first");
    acts.option("redmine_status", "failed=In Progress").option("redmine_fields", "Release=${sha1}");
    acts.suites("rados");
    String sha1 = acts.ceph.commit("first");
    acts.ceph.tag("first");
    acts.ceph.ready(sha1);
    acts.ceph.failed("rados", sha1, 1, "a");
  }

  private static void beginning(ActingStage acts) {
    acts.option("skip_build", "no").suites("rados", "rgw");
    acts.ceph.ready(acts.ceph.commit("first"));
  }

  private static void failure(ActingStage acts) {
    acts.mailServer(MAIL.getSmtp().getPort());
    acts.option("rerun", "auto").suites("rados");
    String sha1 = acts.ceph.commit("first");
    acts.ceph.ready(sha1);
    acts.ceph.failed("rados", sha1, 1, "a");
  }

  private static Stream<DynamicTest> inEachMode(String name, Consumer<ActingStage> story) {
    return Stream.of(Telling.values())
        .flatMap(
            telling ->
                everywhere(new Scene(name + "-" + telling.option(), telling, story, "New []")));
  }

  private static Stream<DynamicTest> everywhere(Scene scene) {
    Death never = new Death(Integer.MAX_VALUE);
    End undisturbed = scene.end("", never);
    assertThat(undisturbed.outside().told()).contains("QE validation");
    assertThat(undisturbed.outside().set()).isEqualTo(scene.set());
    return Stream.iterate(0, place -> place < never.places(), place -> place + 1)
        .map(
            place ->
                DynamicTest.dynamicTest(
                    scene.name() + " " + place,
                    () -> {
                      Death death = new Death(place);
                      assertThat(scene.end("-" + place, death)).isEqualTo(undisturbed);
                      assertThat(death.came()).isTrue();
                    }));
  }

  /** A round that somebody dies in, a person who edits the issue, and two more rounds. */
  private record Scene(String name, Telling telling, Consumer<ActingStage> story, String set) {
    End end(String run, Death death) {
      int mailsBefore = MAIL.getReceivedMessages().length;
      try (ActingStage acts = new ActingStage(directory.resolve(name + run))) {
        acts.option("redmine_mode", telling.option()).tracked();
        story.accept(acts);
        acts.ceph.stage.journal(death);
        acts.disturbedRound();
        acts.ceph.stage.journal(UnaryOperator.identity());
        String people = acts.peopleWrite();
        acts.disturbedRound();
        acts.disturbedRound();
        return new End(acts.end(telling, people), MAIL.getReceivedMessages().length - mailsBefore);
      }
    }
  }

  /** Ends the round at a record of the journal: before it, or after it. */
  private static final class Death implements UnaryOperator<Journal> {
    private final int place;
    private int passed;

    Death(int place) {
      this.place = place;
    }

    int places() {
      return passed;
    }

    boolean came() {
      return passed > place;
    }

    @Override
    public Journal apply(Journal journal) {
      return (Journal)
          Proxy.newProxyInstance(
              Journal.class.getClassLoader(),
              new Class<?>[] {Journal.class},
              (proxy, method, arguments) -> {
                boolean record = RECORDS.contains(method.getName());
                if (record) {
                  pass();
                }
                Object answer;
                try {
                  answer = method.invoke(journal, arguments);
                } catch (InvocationTargetException fault) {
                  throw fault.getCause();
                }
                if (record) {
                  pass();
                }
                return answer instanceof Journal another ? apply(another) : answer;
              });
    }

    private void pass() {
      if (passed++ >= place) {
        throw new AssertionError("the process died");
      }
    }
  }
}
