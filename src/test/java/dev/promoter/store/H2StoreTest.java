package dev.promoter.store;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The contracts against an H2 file. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class H2StoreTest extends StoreContract {
  @TempDir static Path state;
  private Store store;

  @BeforeAll
  void open() {
    store = Store.open(StoreSettings.inState(state));
  }

  @AfterAll
  void close() {
    store.close();
  }

  @Override
  public Store store() {
    return store;
  }
}
