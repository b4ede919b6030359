package dev.promoter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceManagerTest {
  @TempDir Path folder;
  private Path told;
  private Path program;

  @BeforeEach
  void write() throws IOException {
    told = folder.resolve("told");
    program =
        Files.writeString(
            folder.resolve("notify"),
            "#!/bin/sh\necho \"$NOTIFY_SOCKET $*\" >> '%s'\n".formatted(told));
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
  }

  @Test
  void systemd_hears_of_beginning_reload_and_end() throws IOException {
    try (ServiceManager manager = manager(Map.of("NOTIFY_SOCKET", "/run/socket"))) {
      manager.ready();
      manager.reloading();
      manager.ready();
    }
    assertThat(lines())
        .containsExactly(
            "/run/socket READY=1",
            "/run/socket RELOADING=1",
            "/run/socket READY=1",
            "/run/socket STOPPING=1");
  }

  @Test
  void the_watchdog_hears_nothing_while_the_daemon_is_not_well() throws Exception {
    CountDownLatch asked = new CountDownLatch(4);
    AtomicInteger times = new AtomicInteger();
    try (ServiceManager manager =
        manager(Map.of("NOTIFY_SOCKET", "/run/socket", "WATCHDOG_USEC", "20000"))) {
      manager.watch(
          () -> {
            asked.countDown();
            int time = times.incrementAndGet();
            if (time == 2) {
              throw new IllegalStateException("the store is gone");
            }
            return time == 3;
          });
      asked.await();
    }
    assertThat(lines()).filteredOn(line -> line.endsWith("WATCHDOG=1")).hasSize(1);
  }

  @Test
  void without_systemd_nothing_is_told_and_nothing_watched() {
    AtomicInteger asked = new AtomicInteger();
    try (ServiceManager manager = manager(Map.of("WATCHDOG_USEC", "1000"))) {
      manager.ready();
      manager.watch(() -> asked.incrementAndGet() > 0);
    }
    assertThat(told).doesNotExist();
    assertThat(asked).hasValue(0);
  }

  @Test
  void a_program_that_is_missing_does_no_harm() {
    Map<String, String> environment = Map.of("NOTIFY_SOCKET", "/run/socket");
    try (ServiceManager manager =
        new ServiceManager(environment, folder.resolve("missing").toString())) {
      manager.ready();
    }
    assertThat(told).doesNotExist();
  }

  private ServiceManager manager(Map<String, String> environment) {
    return new ServiceManager(environment, program.toString());
  }

  private List<String> lines() throws IOException {
    return Files.readAllLines(told);
  }
}
