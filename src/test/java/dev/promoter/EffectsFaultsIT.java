package dev.promoter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promoter.remote.images.SftpServer;
import dev.promoter.sandbox.Answer;
import dev.promoter.sandbox.Build;
import dev.promoter.sandbox.Interceptor;
import dev.promoter.sandbox.Intervention;
import dev.promoter.sandbox.Request;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * One fault at a time, at each request of a promotion with all its effects: the link never points
 * at an incomplete set, and the rounds after the fault complete everything.
 */
class EffectsFaultsIT {
  private static final int ROUNDS = 4;

  /** Of SFTP; a link is replaced by an extension. */
  private static final Set<String> WRITES = Set.of("symlink", "extended", "rename");

  @TempDir private Path directory;
  private EffectsScene scene;
  private WarmPromoter promoter;
  private final AtomicInteger requests = new AtomicInteger();
  private final List<String> incomplete = new ArrayList<>();

  /** What can happen to a request. */
  enum Fault {
    CUT_BEFORE_THE_EFFECT,
    CUT_AFTER_THE_EFFECT,
    SERVER_ERROR,
    TOO_MANY_REQUESTS,
    DISK_FULL,
    PASSWORD_EXPIRED
  }

  /** What can happen to a request of an SFTP session. */
  enum SftpFault {
    CUT_BEFORE_THE_EFFECT,
    CUT_AFTER_THE_EFFECT,
    CUT_AND_PASSWORD_EXPIRED,
    DISK_FULL
  }

  @BeforeEach
  void one_build_stands_everywhere() {
    scene = new EffectsScene(directory);
    promoter = WarmPromoter.open(Path.of("."), scene.stage.config(), scene.stage.state());
    promoted(scene.candidate("first"));
  }

  @AfterEach
  void close() {
    promoter.close();
    scene.close();
  }

  @ParameterizedTest
  @EnumSource
  void at_any_request_to_a_registry_or_to_dlrn_it_delays_and_harms_nothing(Fault fault) {
    int all = countedRequests();
    assertThat(all).isGreaterThan(30);
    for (int at = 1; at <= all; at++) {
      Build next = scene.candidate(fault + "-" + at);
      strike(next, fault, at);

      promoter.reports();

      calm(next);
      promoted(next);
    }
    assertThat(incomplete).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void at_any_request_to_the_image_server_it_delays_and_harms_nothing(SftpFault fault) {
    boolean struck = true;
    for (int at = 1; struck; at++) {
      Build next = scene.candidate("sftp-" + fault + "-" + at);
      calm(next);
      AtomicBoolean came = strike(fault, at);

      promoter.reports();

      struck = came.get();
      assertThat(struck || at > 1).as("there is such a request").isTrue();
      scene.sftp.watch((request, side) -> false);
      scene.sftp.diskFull(request -> false);
      scene.sftp.passwordExpired(false);
      promoted(next);
    }
    assertThat(incomplete).isEmpty();
  }

  /** Says later whether it came to that. */
  private AtomicBoolean strike(SftpFault fault, int at) {
    AtomicInteger seen = new AtomicInteger();
    AtomicBoolean struck = new AtomicBoolean();
    if (fault == SftpFault.DISK_FULL) {
      scene.sftp.diskFull(request -> WRITES.contains(request) && now(seen, at, struck));
      return struck;
    }
    SftpServer.Cut lost =
        fault == SftpFault.CUT_AFTER_THE_EFFECT
            ? SftpServer.Cut.AFTER_THE_EFFECT
            : SftpServer.Cut.BEFORE_THE_EFFECT;
    scene.sftp.watch(
        (request, side) -> {
          boolean cut = side == lost && now(seen, at, struck);
          if (cut && fault == SftpFault.CUT_AND_PASSWORD_EXPIRED) {
            scene.sftp.passwordExpired(true);
          }
          return cut;
        });
    return struck;
  }

  private static boolean now(AtomicInteger seen, int at, AtomicBoolean struck) {
    boolean now = seen.incrementAndGet() == at;
    struck.compareAndSet(false, now);
    return now;
  }

  /** How many requests a promotion makes that nobody disturbs. */
  private int countedRequests() {
    Build counted = scene.candidate("counted");
    requests.set(0);
    strike(counted, Fault.SERVER_ERROR, Integer.MAX_VALUE);
    promoter.reports();
    int all = requests.get();
    calm(counted);
    promoted(counted);
    return all;
  }

  private void strike(Build next, Fault fault, int at) {
    requests.set(0);
    Interceptor hook =
        new Interceptor() {
          @Override
          public Intervention before(Request request) {
            look(next, request);
            boolean now = requests.incrementAndGet() == at;
            return now && fault != Fault.CUT_AFTER_THE_EFFECT ? answer(fault) : Intervention.PASS;
          }

          @Override
          public Intervention after(Request request, Answer answer) {
            boolean now = requests.get() == at && fault == Fault.CUT_AFTER_THE_EFFECT;
            return now ? Intervention.CUT : Intervention.PASS;
          }
        };
    everywhere(hook);
  }

  private static Intervention answer(Fault fault) {
    return switch (fault) {
      case CUT_BEFORE_THE_EFFECT, CUT_AFTER_THE_EFFECT -> Intervention.CUT;
      case SERVER_ERROR -> Intervention.answer(Answer.json(500, "{\"message\":\"broken\"}"));
      case TOO_MANY_REQUESTS -> Intervention.answer(Answer.json(429, "{\"message\":\"slowly\"}"));
      case DISK_FULL -> Intervention.answer(Answer.json(507, "{\"message\":\"disk full\"}"));
      case PASSWORD_EXPIRED -> Intervention.answer(Answer.json(401, "{\"message\":\"expired\"}"));
    };
  }

  private void calm(Build next) {
    everywhere(
        Interceptor.beforeEffect(
            request -> {
              look(next, request);
              return Intervention.PASS;
            }));
  }

  private void everywhere(Interceptor hook) {
    scene.stage.server.intercept(hook);
    scene.depots.source.intercept(hook);
    scene.depots.east.intercept(hook);
  }

  /** When the link is about to move, all else must stand. */
  private void look(Build next, Request request) {
    boolean promotes =
        request.writes()
            && request.path().endsWith("/api/promote")
            && !request.body().contains("previous-");
    if (promotes && !scene.completeFor(next)) {
      incomplete.add(next + ": " + request);
    }
  }

  /** Some rounds later everything stands for the build. */
  private void promoted(Build build) {
    List<Object> told = new ArrayList<>();
    for (int round = 0; round < ROUNDS && !done(build); round++) {
      told.add(promoter.reports());
    }
    assertThat(done(build)).as("%s after %s", build, told).isTrue();
  }

  private boolean done(Build build) {
    return scene.completeFor(build)
        && scene.builder.link(Stage.TARGET).filter(build::equals).isPresent()
        && promoter.openPlans() == 0;
  }
}
