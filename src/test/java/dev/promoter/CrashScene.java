package dev.promoter;

import dev.promoter.domain.ReleaseName;
import dev.promoter.engine.Journal.OpenPlan;
import dev.promoter.engine.TargetOutcome;
import dev.promoter.sandbox.Build;
import dev.promoter.sandbox.DlrnBuilder;
import dev.promoter.sandbox.DlrnServer;
import dev.promoter.sandbox.Interceptor;
import dev.promoter.sandbox.Row;
import dev.promoter.sandbox.Story;
import dev.promoter.store.ChildJvm;
import dev.promoter.store.Store;
import dev.promoter.store.StoreSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** A server with a story, a configuration that points at it, and a state directory. */
final class CrashScene implements AutoCloseable {
  private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");
  private static final int ALL = 1000;

  private final CrashStory plot;
  private final DlrnServer server = DlrnServer.start(0, InstantSource.fixed(NOW));
  private final Story story = Story.tell(server);
  private final DlrnBuilder builder;
  private final List<String> aggregates;
  private final Path config;
  private final Path state;

  /**
   * What is there when a round is over.
   *
   * @param rows all promotions the server knows, oldest first
   * @param links all symbolic links of the repository tree
   * @param openPlans plans of the journal that are not ended
   * @param promotions what the history tells of promotions, in alphabetical order
   */
  record End(
      List<String> rows,
      SortedMap<String, String> links,
      List<OpenPlan> openPlans,
      List<String> promotions) {}

  CrashScene(CrashStory plot, Path directory) {
    this.plot = plot;
    this.builder = plot.builder(story);
    this.config = directory.resolve("config");
    this.state = directory.resolve("state");
    this.aggregates =
        oldestFirst().stream().map(Row::aggregateHash).filter(Objects::nonNull).distinct().toList();
    configure();
  }

  /** One round in a process of its own, which lives to its end. */
  CrashWatch undisturbed() {
    return round(Optional.empty());
  }

  /** One round in a process of its own, which is killed. */
  CrashWatch killedAt(CrashPoint point) {
    return round(Optional.of(point));
  }

  /** One round to its end in this process. */
  void again() {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
    int code =
        Promoter.run(
            CrashChild.once(config.toString(), state.toString()),
            new Outside(
                CrashChild.environment(), InstantSource.system(), out, UnaryOperator.identity()));
    requireSuccess(code, printed.toString(StandardCharsets.UTF_8));
  }

  End end() {
    try (Store store = Store.open(StoreSettings.inState(state))) {
      return new End(rows(), links(), store.journal().unfinished(release()), promotions(store));
    }
  }

  List<String> rows() {
    return oldestFirst().stream().map(CrashScene::text).map(this::named).toList();
  }

  SortedMap<String, String> links() {
    SortedMap<String, String> links = new TreeMap<>();
    builder.links().forEach((link, to) -> links.put(link, named(to)));
    return links;
  }

  /** How the end of this scene calls what is promoted. */
  String candidate() {
    return named(plot.candidate(story));
  }

  /** How the end of this scene calls what a link points to; empty if there is no such link. */
  String standing(String link) {
    return builder
        .link(link)
        .map(Build::fullHash)
        .or(() -> builder.aggregate(link))
        .map(this::named)
        .orElse("");
  }

  @Override
  public void close() {
    server.close();
  }

  private CrashWatch round(Optional<CrashPoint> victim) {
    Path printed = config.resolveSibling("printed.txt");
    try (ChildJvm child =
        ChildJvm.start(CrashChild.class, config.toString(), state.toString(), printed.toString())) {
      CrashWatch watch = new CrashWatch(victim, child::kill, this::named);
      server.intercept(watch);
      for (String line = child.line(); line != null; line = child.line()) {
        if (!watch.reached(line)) {
          child.release();
        }
      }
      int code = child.await();
      server.intercept(Interceptor.NONE);
      if (victim.isEmpty()) {
        requireSuccess(code, Files.readString(printed));
      }
      return watch;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void requireSuccess(int code, String printed) {
    if (code != 0) {
      throw new AssertionError("the round ended with exit code " + code + ":\n" + printed);
    }
  }

  private List<String> promotions(Store store) {
    return store.history().entries(Optional.of(release()), ALL).stream()
        .filter(entry -> entry.outcome() == TargetOutcome.PROMOTED)
        .map(entry -> entry.target() + ": " + entry.promoted() + " for " + entry.previous())
        .map(this::named)
        .sorted()
        .toList();
  }

  private ReleaseName release() {
    return new ReleaseName(plot.release());
  }

  private static String text(Row row) {
    return "%d %s: %s %s by %s at %d"
        .formatted(
            row.id(),
            row.link(),
            row.build().fullHash(),
            row.aggregateHash(),
            row.user(),
            row.timestamp());
  }

  private List<Row> oldestFirst() {
    return builder.rows().stream().sorted(Comparator.comparing(Row::id)).toList();
  }

  /**
   * The hash of an aggregate is taken from addresses, and so depends on the port of the server:
   * here they are numbered.
   */
  private String named(String text) {
    String named = text;
    for (int i = 0; i < aggregates.size(); i++) {
      String hash = aggregates.get(i);
      String shelf = hash.substring(0, 2) + "/" + hash.substring(2, 4) + "/";
      named = named.replace(shelf + hash, hash).replace(hash, "aggregate-" + (i + 1));
    }
    return named;
  }

  private void configure() {
    try {
      String file = plot.release() + ".ini";
      Path example = Path.of("config", "releases").resolve(file);
      Path copy = config.resolve("releases").resolve(file);
      Files.createDirectories(copy.getParent());
      Files.writeString(
          copy, Files.readString(example).replace(Story.PUBLIC_ADDRESS, server.address()));
      Files.writeString(config.resolve("promoter.ini"), "[daemon]\nin_doubt_wait: 1ms\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
