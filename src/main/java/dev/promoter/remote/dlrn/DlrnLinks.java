package dev.promoter.remote.dlrn;

import dev.promoter.domain.Candidate;
import dev.promoter.domain.CommitCandidate;
import dev.promoter.domain.LinkName;
import dev.promoter.domain.Release;
import dev.promoter.domain.Target;
import dev.promoter.engine.Lineup;
import dev.promoter.engine.LinkView;
import dev.promoter.engine.RemoteException;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One round's view of the links of a builder. Source and target are read at the same time; each
 * link is read once, and the source only down to the present content of the target.
 */
final class DlrnLinks implements LinkView {
  private static final Logger LOG = LoggerFactory.getLogger(DlrnLinks.class);

  private final Release release;
  private final Dlrn dlrn;
  private final InstantSource clock;
  private final Map<Key, History> histories = new HashMap<>();
  private final Map<Key, List<Entry>> imagined = new HashMap<>();

  /** A component's part of a link is a link of its own. */
  private record Key(LinkName link, String component) {}

  /**
   * What is known of a source and a target.
   *
   * @param source of which more can be read
   * @param target complete, newest first
   */
  private record Pair(History source, List<Entry> target) {
    Optional<Candidate> current() {
      return target.stream().findFirst().map(Entry::candidate);
    }

    String currentId() {
      return current().map(Candidate::id).orElse("");
    }
  }

  DlrnLinks(Release release, Dlrn dlrn, InstantSource clock) {
    this.release = release;
    this.dlrn = dlrn;
    this.clock = clock;
  }

  @Override
  public Lineup read(Target target) {
    Pair pair = pair(target);
    List<Row> rows = pair.source().until(row -> shows(row, target.component(), pair.currentId()));
    List<Entry> source = entries(new Key(target.source(), target.component()), rows);
    List<Lineup.Contender> contenders =
        new Ordering(source, pair.target()).contenders(release.candidateLimit());
    String note = "";
    if (contenders.isEmpty()) {
      note = source.isEmpty() ? nothing(target, rows.isEmpty()) : upToDate(target, pair);
    }
    return new Lineup(pair.current(), contenders, note);
  }

  @Override
  public Optional<Lineup.Contender> find(Target target, String id) {
    Pair pair = pair(target);
    Key key = new Key(target.source(), target.component());
    return new Ordering(entries(key, pair.source().all()), pair.target()).find(id);
  }

  @Override
  public Optional<Candidate> current(LinkName link, Candidate candidate) {
    String component = candidate instanceof CommitCandidate commit ? component(commit) : "";
    Optional<Candidate> ofComponent =
        component.isEmpty() ? Optional.empty() : newest(new Key(link, component));
    return ofComponent.or(() -> newest(new Key(link, "")));
  }

  /** As the candidate says, or as DLRN says of the build: people name builds by their hashes. */
  private String component(CommitCandidate commit) {
    if (!commit.component().isEmpty()) {
      return commit.component();
    }
    return dlrn.client(release)
        .history(RowQuery.ofBuild(commit.hash()))
        .newest(row -> row.hash().equals(commit.hash()))
        .map(Row::component)
        .orElse("");
  }

  private Optional<Candidate> newest(Key key) {
    List<Row> rows =
        history(dlrn.client(release), key).until(row -> row.candidate(key.component()).isPresent());
    return entries(key, rows).stream().findFirst().map(Entry::candidate);
  }

  /** Reads the target completely, and at the same time the beginning of the source. */
  private Pair pair(Target target) {
    DlrnClient client = dlrn.client(release);
    Key targetKey = new Key(target.link(), target.component());
    History there = history(client, targetKey);
    History source = history(client, new Key(target.source(), target.component()));
    List<Row> rows =
        Concurrently.<List<Row>>all(
                dlrn.executor(), List.of(there::all, () -> source.until(row -> true)))
            .get(0);
    return new Pair(source, entries(targetKey, rows));
  }

  private static String nothing(Target target, boolean neverPromoted) {
    String source = title(target.source(), target.component());
    return neverPromoted
        ? "nothing was ever promoted to " + source
        : source + " holds single components only, no aggregate was ever promoted to it";
  }

  private static String upToDate(Target target, Pair pair) {
    return "%s already points at %s, the newest of %s"
        .formatted(target.title(), pair.currentId(), title(target.source(), target.component()));
  }

  private static String title(LinkName link, String component) {
    return component.isEmpty() ? link.value() : link + " [" + component + "]";
  }

  private History history(DlrnClient client, Key key) {
    return histories.computeIfAbsent(
        key, wanted -> client.history(RowQuery.of(wanted.link(), wanted.component())));
  }

  private List<Entry> entries(Key key, List<Row> rows) {
    List<Entry> entries = new ArrayList<>(imagined.getOrDefault(key, List.of()));
    for (Row row : rows) {
      row.candidate(key.component())
          .ifPresent(candidate -> entries.add(new Entry(candidate, row.at())));
    }
    return entries;
  }

  private static boolean shows(Row row, String component, String id) {
    return row.candidate(component).filter(candidate -> candidate.id().equals(id)).isPresent();
  }

  @Override
  public Optional<Instant> committed(LinkName source, Candidate candidate) {
    try {
      DlrnClient client = dlrn.client(release);
      return Optional.of(
          candidate instanceof CommitCandidate
              ? new CommitFile(client)
                  .read("read when its commit was made", file(client, source, candidate))
                  .committed()
              : newest(dlrn.tree(client).builds(candidate.id(), source.value())));
    } catch (RemoteException fault) {
      LOG.info(
          "how long {} took from its commit will not be known: {}",
          candidate.id(),
          fault.sentence());
      return Optional.empty();
    }
  }

  private static URI file(DlrnClient client, LinkName source, Candidate candidate) {
    String directory = BuildDirectory.of(candidate, source.value());
    return URI.create(client.settings().repository() + "/" + directory + "/commit.yaml");
  }

  /** They are in the order of their commits. */
  private static Instant newest(List<CommitFile.Build> builds) {
    return builds.get(builds.size() - 1).committed();
  }

  @Override
  public void moved(LinkName link) {
    histories
        .keySet()
        .removeIf(key -> key.link().equals(link) || key.link().equals(link.previous()));
  }

  @Override
  public void wouldMove(LinkName link, String component, Candidate candidate) {
    imagined
        .computeIfAbsent(new Key(link, component), key -> new ArrayList<>())
        .add(0, new Entry(candidate, clock.instant()));
  }
}
