package dev.promoter.store;

import dev.promoter.domain.Before;
import dev.promoter.domain.Outcome;
import dev.promoter.engine.Journal;
import java.nio.file.Path;
import java.util.List;

/** A process that opens plans for ever and prints the number of each after it was acknowledged. */
final class JournalWriter {
  private JournalWriter() {}

  public static void main(String[] arguments) {
    Store store = Store.open(StoreSettings.inState(Path.of(arguments[0])));
    Journal journal = store.journal();
    try {
      while (true) {
        long id = journal.open(Samples.plan(Samples.MASTER, "r"), List.of(), Samples.NOON);
        journal.started(id, 0, Before.NOTHING, Samples.NOON);
        journal.finished(id, 0, new Outcome.Done("moved"), Samples.LATER);
        System.out.println(id);
      }
    } catch (StoreException e) {
      System.out.println("REFUSED " + e.getMessage());
      System.exit(1);
    }
  }
}
