package dev.promoter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promoter.sandbox.Answer;
import dev.promoter.sandbox.Interceptor;
import dev.promoter.sandbox.Intervention;
import dev.promoter.sandbox.Request;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * A promotion with containers that is disturbed at every place: SIGKILL around every journal write
 * and every write to a registry or to DLRN, and a fault in place of every answer of a registry. The
 * link never leads to an incomplete set, and the rounds after it make the set complete.
 */
class ContainerCrashIT {
  private static final int AT_A_TIME = 2;
  private static final int STUCK_MINUTES = 10;
  private static final AtomicInteger DIRECTORIES = new AtomicInteger();

  @TempDir static Path directory;

  private static ContainerScene scene() {
    return new ContainerScene(directory.resolve("scene-" + DIRECTORIES.incrementAndGet()));
  }

  @TestFactory
  Stream<DynamicTest> a_killed_promotion_ends_complete() {
    List<CrashPoint> points;
    try (ContainerScene scene = scene()) {
      points =
          scene.round(Optional.empty()).promotionPhase().stream()
              .filter(ContainerCrashIT::ofWrite)
              .toList();
      scene.requireCompleteEnd();
    }
    assertThat(points.stream().filter(point -> !point.ofJournal()))
        .as("6 blobs in two requests, 2 hashes, 4 tags, 2 links; before and after")
        .hasSizeGreaterThanOrEqualTo(28);
    return sideBySide(points, CrashPoint::toString, ContainerCrashIT::killAndGoOn);
  }

  private static boolean ofWrite(CrashPoint point) {
    return point.ofJournal() || point.place().matches(".* of (?:PUT|POST|PATCH) .*(?s:.*)");
  }

  private static void killAndGoOn(CrashPoint point) {
    try (ContainerScene scene = scene()) {
      assertThat(scene.round(Optional.of(point)).struck()).as("it came to this place").isTrue();
      scene.requireNoLinkToAnIncompleteSet();

      scene.goOn();

      scene.requireCompleteEnd();
    }
  }

  /** What happens to an answer. */
  private enum Fault {
    CUT_BEFORE,
    CUT_AFTER,
    SERVER_ERROR,
    TOO_MANY,
    DISK_FULL,
    EXPIRED;

    Intervention instead() {
      return switch (this) {
        case CUT_BEFORE, CUT_AFTER -> Intervention.CUT;
        case SERVER_ERROR -> answer(500, "internal");
        case TOO_MANY -> Intervention.answer(refusal(429, "slow down").withHeader("Retry-After", "1"));
        case DISK_FULL -> answer(507, "no space left on device");
        case EXPIRED -> answer(401, "authentication required");
      };
    }

    private static Intervention answer(int status, String why) {
      return Intervention.answer(refusal(status, why));
    }

    private static Answer refusal(int status, String why) {
      return Answer.json(status, "{\"errors\":[{\"message\":\"%s\"}]}".formatted(why));
    }
  }

  private record Disturbance(int request, String text, Fault fault) {
    @Override
    public String toString() {
      return "%s at %s".formatted(fault, text);
    }
  }

  /** Every request of a registry meets one fault, and every fault many requests. */
  @TestFactory
  Stream<DynamicTest> a_promotion_with_a_fault_ends_complete() {
    List<String> requests = Collections.synchronizedList(new ArrayList<>());
    try (ContainerScene scene = scene()) {
      scene.intercept(
          Interceptor.beforeEffect(
              request -> {
                if (ofRegistry(request)) {
                  requests.add(request.method() + " " + request.path());
                }
                return Intervention.PASS;
              }));
      scene.goOn();
      scene.requireCompleteEnd();
    }
    Fault[] faults = Fault.values();
    List<Disturbance> disturbances =
        IntStream.range(0, requests.size())
            .mapToObj(i -> new Disturbance(i, requests.get(i), faults[i % faults.length]))
            .toList();
    return sideBySide(
        disturbances, Disturbance::toString, ContainerCrashIT::disturbAndGoOn);
  }

  private static boolean ofRegistry(Request request) {
    return request.path().startsWith("/v2/");
  }

  private static void disturbAndGoOn(Disturbance disturbance) {
    try (ContainerScene scene = scene()) {
      AtomicInteger count = new AtomicInteger();
      Function<Request, Intervention> strike =
          request ->
              ofRegistry(request) && count.getAndIncrement() == disturbance.request()
                  ? disturbance.fault().instead()
                  : Intervention.PASS;
      scene.intercept(
          disturbance.fault() == Fault.CUT_AFTER
              ? Interceptor.afterEffect(strike)
              : Interceptor.beforeEffect(strike));
      scene.stage.run("once", "--state", scene.stage.state().toString());
      scene.intercept(Interceptor.NONE);
      assertThat(count).as("it came to this request").hasValueGreaterThan(disturbance.request());
      scene.requireNoLinkToAnIncompleteSet();

      scene.goOn();

      scene.requireCompleteEnd();
    }
  }

  private static <T> Stream<DynamicTest> sideBySide(
      List<T> cases, Function<T, String> name, java.util.function.Consumer<T> test) {
    ExecutorService pool = Executors.newFixedThreadPool(AT_A_TIME);
    List<DynamicTest> tests =
        cases.stream()
            .map(
                one -> {
                  Future<?> done = pool.submit(() -> test.accept(one));
                  return DynamicTest.dynamicTest(name.apply(one), () -> await(done));
                })
            .toList();
    pool.shutdown(); // what was submitted is still done
    return tests.stream();
  }

  private static void await(Future<?> done) throws Throwable {
    try {
      done.get(STUCK_MINUTES, TimeUnit.MINUTES);
    } catch (ExecutionException e) {
      throw e.getCause();
    }
  }
}
