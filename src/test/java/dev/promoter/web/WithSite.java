package dev.promoter.web;

import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A test that asks a {@link Site} of its own. */
abstract class WithSite {
  @TempDir private Path directory;
  @AutoClose protected Site site;

  @BeforeEach
  void start() {
    site = new Site(directory);
  }
}
