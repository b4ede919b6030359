package dev.promoter.store;

import java.io.IOException;
import java.nio.file.Path;

/** A process that has the store open, says so, and writes once more for each line it is sent. */
final class Attached {
  private Attached() {}

  public static void main(String[] arguments) throws IOException {
    Store store = Store.open(StoreSettings.inState(Path.of(arguments[0])));
    int written = 0;
    do {
      store.interventions().add(Samples.waiver("by-child-" + written), Samples.ANN);
      System.out.println("written " + written);
      written++;
    } while (System.in.read() >= 0 && System.in.skip(2) == 2);
    store.close();
  }
}
