package dev.promoter.sandbox;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * One builder of a {@link DlrnServer}: its builds, links and votes, to be filled before or while it
 * is asked over HTTP, and to be looked at afterwards. Safe for threads.
 */
public final class DlrnBuilder {
  /** Who may write to a builder at first, as in the shipped release files. */
  public static final String USER = "ciuser";

  /** The password of {@link #USER} at first. It guards nothing: the server is on loopback. */
  public static final String PASSWORD = "sandbox";

  private static final long FIRST_BUILD = 100;

  private final String apiUrl;
  private final InstantSource clock;
  private final Database database = new Database(FIRST_BUILD);
  private final Repository repository;
  private final Api api;
  private final RepositoryTree tree;
  private volatile Credentials credentials = new Credentials(USER, PASSWORD);
  private volatile boolean readsProtected;

  DlrnBuilder(String apiUrl, String repoUrl, InstantSource clock) {
    this.apiUrl = apiUrl;
    this.clock = clock;
    this.repository = new Repository(repoUrl);
    this.api = new Api(this, database);
    this.tree = new RepositoryTree(this, database);
  }

  /** The address of the API, as an operator writes it for {@code api_url}. */
  public String apiUrl() {
    return apiUrl;
  }

  /** The address of the repository tree, as an operator writes it for {@code repo_url}. */
  public String repoUrl() {
    return repository.address();
  }

  /** Changes who may write; at first that is {@link #USER} with {@link #PASSWORD}. */
  public void credentials(String user, String password) {
    credentials = new Credentials(user, password);
  }

  /** Makes reads of the API need credentials too, or not. */
  public void protectReads(boolean protect) {
    readsProtected = protect;
  }

  /** Adds a successful build and returns it. */
  public Build addBuild(Build build) {
    return database.add(build, BuildRecord.Status.SUCCESS).build();
  }

  /** Adds a build that failed, which the API does not know; returns it. */
  public Build addFailedBuild(Build build) {
    return database.add(build, BuildRecord.Status.FAILED).build();
  }

  /**
   * Removes the files of a build, which can then not be promoted any more.
   *
   * @throws IllegalArgumentException if the build was never added
   */
  public void purge(Build build) {
    database.mark(build, BuildRecord.Status.PURGED);
  }

  /**
   * Promotes one build, as user jenkins; on a component builder the aggregate of the link is
   * written anew.
   *
   * @param when the time of the row; only its seconds are kept
   */
  public Row promote(String link, Build build, Instant when) {
    return promote(link, build, when, "jenkins");
  }

  /** Promotes one build as another user. */
  public Row promote(String link, Build build, Instant when, String user) {
    return move(
        List.of(new Writes.Move(link, database.record(build).build())),
        user,
        when.getEpochSecond());
  }

  /**
   * Promotes builds of several components together, as user jenkins, and returns the hash of the
   * aggregate that stands behind the link then.
   *
   * @throws IllegalArgumentException if a build was never added or the builds have no components
   */
  public String promoteAggregate(String link, List<Build> builds, Instant when) {
    List<Writes.Move> moves =
        builds.stream()
            .map(build -> new Writes.Move(link, database.record(build).build()))
            .toList();
    String hash = move(moves, "jenkins", when.getEpochSecond()).aggregateHash();
    if (hash == null) {
      throw new IllegalArgumentException("These builds have no component: " + builds);
    }
    return hash;
  }

  /**
   * Adds a vote on a build.
   *
   * @throws IllegalArgumentException if the build was never added
   */
  public void vote(Build build, Vote vote) {
    database.vote(database.record(build), vote);
  }

  /** Adds a vote on an aggregate, also on one that is behind no link. */
  public void vote(String aggregateHash, Vote vote) {
    database.vote(aggregateHash, vote);
  }

  /** All promotions, newest row first. */
  public List<Row> rows() {
    return database.rows(row -> true);
  }

  /** The promotions of one link, newest row first. */
  public List<Row> rows(String link) {
    return database.rows(row -> row.link().equals(link));
  }

  /** The votes on a build in the order they came in. */
  public List<Vote> votes(Build build) {
    return database.votes(database.record(build));
  }

  /** The votes on an aggregate in the order they came in; none if it is unknown. */
  public List<Vote> votes(String aggregateHash) {
    return database.votes(aggregateHash);
  }

  /** The build a link of a single-pipeline builder points to. */
  public synchronized Optional<Build> link(String link) {
    return repository.build(link);
  }

  /** The build a link of one component points to. */
  public synchronized Optional<Build> link(String component, String link) {
    return repository.build(component, link);
  }

  /** The hash of the aggregate a link of a component builder points to. */
  public Optional<String> aggregate(String link) {
    return aggregateFiles(link, Optional.empty()).map(Repository.Aggregate::hash);
  }

  /** Every symbolic link of the repository tree and what it points to, as relative paths. */
  public synchronized SortedMap<String, String> links() {
    return repository.links();
  }

  /** The files of one aggregate of a link, of its current one if no hash is given. */
  synchronized Optional<Repository.Aggregate> aggregateFiles(String link, Optional<String> hash) {
    return hash.isPresent()
        ? repository.aggregate(link, hash.get())
        : repository.currentAggregate(link);
  }

  /** Moves links and adds their rows; returns the last row, which alone has the aggregate. */
  synchronized Row move(List<Writes.Move> moves, String user, long timestamp) {
    moves.forEach(move -> repository.point(move.link(), move.build()));
    int last = moves.size() - 1;
    for (Writes.Move move : moves.subList(0, last)) {
      database.addRow(move.link(), move.build(), null, user, timestamp);
    }
    Writes.Move move = moves.get(last);
    String aggregate = move.build().component() == null ? null : repository.aggregate(move.link());
    return database.addRow(move.link(), move.build(), aggregate, user, timestamp);
  }

  boolean admits(Request request) {
    return (!request.writes() && !readsProtected) || credentials.match(request);
  }

  /** The builder's clock in seconds since the epoch. */
  long now() {
    return clock.instant().getEpochSecond();
  }

  Answer answerApi(Request request, String path) {
    return api.answer(request, path);
  }

  Answer answerTree(Request request, String path) {
    return tree.read(request, path);
  }
}
