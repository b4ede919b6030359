package dev.promoter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promoter.sandbox.Answer;
import dev.promoter.sandbox.Build;
import dev.promoter.sandbox.Interceptor;
import dev.promoter.sandbox.Intervention;
import dev.promoter.sandbox.Request;
import dev.promoter.sandbox.Row;
import dev.promoter.store.SharedClasses;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Builds that follow one another on one scene: one stands everywhere, the next is promoted in a
 * process that is killed, and by another round after that.
 */
final class EffectsLane implements AutoCloseable {
  private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");

  private final SharedClasses shared;
  private final EffectsScene scene;
  private int builds;
  private Build old;
  private Build young;

  /**
   * What one promotion left behind, the same for every build.
   *
   * @param link what the target link points at
   * @param complete whether all that it promises is there
   * @param image where the link of the images leads
   * @param imageBefore where that of the images before leads
   * @param besideImages what lies beside the images of builds
   * @param rows what DLRN wrote down, newest first
   * @param openPlans what the journal still has to do
   */
  record End(
      String link,
      boolean complete,
      String image,
      String imageBefore,
      List<String> besideImages,
      List<String> rows,
      int openPlans) {}

  /** A lane on which a first build stands everywhere. */
  EffectsLane(Path directory, SharedClasses shared) {
    this.shared = shared;
    this.scene = new EffectsScene(directory);
    this.young = scene.candidate("first");
    this.old = young;
    Ran first = scene.stage.once();
    assertThat(scene.completeFor(young)).as(first.out() + first.err()).isTrue();
  }

  /** One round for a new build that nobody disturbs, and where it came by. */
  List<CrashPoint> undisturbed() {
    next();
    return round(Optional.empty()).promotionPhase();
  }

  /**
   * One round for a new build in a process that is killed, and then another one in this process.
   */
  void killAndGoOn(CrashPoint point) {
    next();
    assertThat(round(Optional.of(point)).struck()).as("it came to this place").isTrue();
    if (scene.builder.link(Stage.TARGET).filter(young::equals).isPresent()) {
      assertThat(scene.completeFor(young)).as("what the link points at").isTrue();
    }
    scene.stage.server.intercept(completeWhenPromoted());
    Ran again = scene.stage.once();
    scene.stage.server.intercept(Interceptor.NONE);
    assertThat(again.exit()).as(again.out() + again.err()).isZero();
  }

  private void next() {
    old = young;
    builds++;
    young = scene.candidate("build-" + builds);
  }

  private CrashWatch round(Optional<CrashPoint> victim) {
    return scene.round(victim, names(), shared);
  }

  /** The link must not move before everything else has: otherwise DLRN answers in disbelief. */
  private Interceptor completeWhenPromoted() {
    return Interceptor.beforeEffect(
        request ->
            promotes(request) && !scene.completeFor(young)
                ? Intervention.answer(Answer.json(500, "{\"message\":\"incomplete set\"}"))
                : Intervention.PASS);
  }

  private static boolean promotes(Request request) {
    return request.writes()
        && request.path().endsWith("/api/promote")
        && !request.body().contains("previous-");
  }

  End end() {
    UnaryOperator<String> names = names();
    return new End(
        scene.builder.link(Stage.TARGET).map(Build::fullHash).map(names).orElse(""),
        scene.completeFor(young),
        names.apply(scene.linked(Stage.TARGET)),
        names.apply(scene.linked("previous-" + Stage.TARGET)),
        scene.files().stream().filter(file -> !file.matches("[0-9a-f]{40}_.*")).toList(),
        scene.builder.rows().stream()
            .filter(row -> row.link().contains(Stage.TARGET))
            .filter(this::ofThisBuild)
            .map(row -> names.apply(row.link() + " " + row.build().fullHash()))
            .toList(),
        scene.openPlans());
  }

  private boolean ofThisBuild(Row row) {
    return row.build().equals(young)
        || (row.build().equals(old) && row.link().startsWith("previous-"));
  }

  /**
   * Names for what differs from build to build, digests by the order in which they come; upload
   * numbers are drawn by the server.
   */
  private UnaryOperator<String> names() {
    Map<String, String> digests = new LinkedHashMap<>();
    Build before = old;
    Build now = young;
    return text ->
        DIGEST
            .matcher(named(named(text, now, "young"), before, "old"))
            .replaceAll(
                found -> digests.computeIfAbsent(found.group(), any -> "digest-" + digests.size()))
            .replaceAll("/blobs/uploads/[^? ]+", "/blobs/uploads/N")
            .replaceAll("_state=[^&= ]*", "_state=");
  }

  private static String named(String text, Build build, String name) {
    String hash = build.fullHash();
    String shelf = hash.substring(0, 2) + "/" + hash.substring(2, 4) + "/";
    return text.replace(shelf + hash, name)
        .replace(hash, name)
        .replace(build.commitHash(), name + "-commit")
        .replace(build.distroHash(), name + "-distro");
  }

  @Override
  public void close() {
    scene.close();
  }
}
