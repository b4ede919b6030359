package dev.promoter;

import dev.promoter.config.LoadedRelease;
import dev.promoter.domain.Approval;
import dev.promoter.domain.Hold;
import dev.promoter.domain.ReleaseName;
import dev.promoter.domain.Waiver;
import dev.promoter.engine.Chronicle;
import dev.promoter.engine.HistoryQuery;
import dev.promoter.engine.StatusBoard;
import dev.promoter.store.Store;
import dev.promoter.web.Desk;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What the web server asks of the program, over the store of the daemon. */
final class StoreDesk implements Desk {
  private final Store store;
  private final InstantSource clock;
  private final Supplier<List<LoadedRelease>> files;

  /**
   * A desk.
   *
   * @param files the files of releases as they were last read
   */
  StoreDesk(Store store, InstantSource clock, Supplier<List<LoadedRelease>> files) {
    this.store = store;
    this.clock = clock;
    this.files = files;
  }

  @Override
  public List<StatusBoard.Row> status() {
    return StatusRows.merge(store.statusBoard().rows(), files.get());
  }

  @Override
  public Optional<StoredRound> latest(ReleaseName release) {
    return store.history().entries(Optional.of(release), 1).stream()
        .findFirst()
        .flatMap(entry -> round(entry.round()));
  }

  @Override
  public Optional<StoredRound> round(long number) {
    return store.history().round(number).map(report -> new StoredRound(number, report));
  }

  @Override
  public Chronicle history(HistoryQuery query) {
    return new Chronicle(store.history().entries(query), store.audit().deeds(query));
  }

  @Override
  public List<Waiver> waivers() {
    return store.interventions().waivers();
  }

  @Override
  public List<Hold> holds() {
    return store.interventions().holds();
  }

  @Override
  public List<Approval> approvals() {
    return store.interventions().approvals();
  }

  @Override
  public Instant now() {
    return clock.instant();
  }
}
