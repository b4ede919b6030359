package dev.promoter;

import dev.promoter.config.LoadedRelease;
import dev.promoter.engine.Journal;
import dev.promoter.engine.Journal.OpenPlan;
import dev.promoter.engine.Outbox;
import dev.promoter.insight.Insights;
import dev.promoter.store.Store;
import dev.promoter.web.pages.Shelf;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;

/**
 * What pages show besides what the API knows, over the store of the daemon.
 *
 * @param files the files of releases as they were last read
 */
record StoreShelf(Store store, InstantSource clock, Supplier<List<LoadedRelease>> files)
    implements Shelf {
  @Override
  public Insights insights() {
    return store.insights();
  }

  /** The plans that only the history lacks are over for everybody who waits. */
  @Override
  public List<OpenPlan> openPlans() {
    Journal journal = store.journal();
    return store.statusBoard().rows().stream()
        .flatMap(row -> journal.unfinished(row.release()).stream())
        .filter(plan -> !plan.ended())
        .sorted(Comparator.comparingLong(OpenPlan::id))
        .toList();
  }

  @Override
  public List<Outbox.Waiting> letters() {
    return store.outbox(clock).waiting();
  }

  @Override
  public String schedule(String release) {
    return files.get().stream()
        .filter(file -> file.name().value().equals(release))
        .filter(LoadedRelease.Accepted.class::isInstance)
        .map(file -> ((LoadedRelease.Accepted) file).release())
        .flatMap(accepted -> accepted.settings().find("schedule").stream())
        .findFirst()
        .orElse("");
  }
}
