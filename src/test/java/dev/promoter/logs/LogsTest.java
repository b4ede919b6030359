package dev.promoter.logs;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.core.ConsoleAppender;
import dev.promoter.domain.ReleaseName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

class LogsTest {
  private static final Logger LOG = LoggerFactory.getLogger("dev.promoter.test");
  private static final String MASTER = "CentOS-9/master";

  @TempDir Path state;

  @AfterEach
  void leave_the_console_quiet() {
    Logs.consoleOnly(org.slf4j.event.Level.INFO, false);
  }

  private static LoggerContext context() {
    return (LoggerContext) LoggerFactory.getILoggerFactory();
  }

  private Logs start() {
    return Logs.start(org.slf4j.event.Level.INFO, state, false);
  }

  private static void log(String release, String line) {
    try (MDC.MDCCloseable ignored = MDC.putCloseable(Logs.RELEASE, release)) {
      LOG.info(line);
    }
  }

  private String main() throws IOException {
    return Files.readString(state.resolve("logs/promoter.log"));
  }

  @Test
  void logback_is_bound_with_our_own_first_logging_and_the_root_is_not_at_debug() {
    assertThat(LoggerFactory.getILoggerFactory()).isInstanceOf(LoggerContext.class);
    assertThat(context().getLogger("io.javalin").getLevel()).isEqualTo(Level.OFF);
    assertThat(context().getLogger(Logger.ROOT_LOGGER_NAME).getLevel()).isEqualTo(Level.INFO);
  }

  @Test
  void libraries_are_kept_quiet_from_the_first_line() {
    LoggerContext fresh = new LoggerContext();
    new FirstLogging().configure(fresh);

    assertThat(fresh.getLogger(Logger.ROOT_LOGGER_NAME).getLevel()).isEqualTo(Level.INFO);
    assertThat(fresh.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("console"))
        .isInstanceOfSatisfying(
            ConsoleAppender.class,
            console -> assertThat(console.getTarget()).isEqualTo("System.err"));
    for (String library :
        new String[] {"org.quartz", "org.flywaydb", "com.zaxxer.hikari", "org.drools", "org.kie"}) {
      assertThat(fresh.getLogger(library + ".any").getEffectiveLevel()).isEqualTo(Level.WARN);
    }
    fresh.stop();
  }

  @Test
  void debug_never_reaches_the_loggers_that_print_credentials() {
    context().getLogger("org.apache.hc.client5.http.headers").setLevel(Level.DEBUG);

    try (Logs logs = Logs.start(org.slf4j.event.Level.TRACE, state, false)) {
      assertThat(LOG.isTraceEnabled()).isTrue();
      for (String name : new String[] {"wire", "headers"}) {
        assertThat(LoggerFactory.getLogger("org.apache.hc.client5.http." + name).isDebugEnabled())
            .isFalse();
      }
      assertThat(logs).isNotNull();
    }
  }

  @Test
  void a_line_of_a_release_is_in_the_main_log_and_in_its_own() throws IOException {
    try (Logs logs = start()) {
      assertThat(logs).isNotNull();
      LOG.info("of nobody");
      log(MASTER, "of master");
      log("other", "of other");
    }

    assertThat(main()).contains("of nobody", "[CentOS-9/master]", "of master", "of other");
    assertThat(state.resolve("logs/releases/CentOS-9/master.log"))
        .content()
        .contains("of master")
        .doesNotContain("of other", "of nobody");
  }

  @Test
  void a_release_may_name_its_file_and_share_it() throws IOException {
    Path shared = state.resolve("the web/shared.log");
    try (Logs logs = start()) {
      logs.releaseFile(new ReleaseName("a"), shared);
      logs.releaseFile(new ReleaseName("b"), shared);
      log("a", "first");
      log("b", "second");
    }

    assertThat(shared).content().contains("first", "second");
    assertThat(state.resolve("logs/releases")).doesNotExist();
  }

  @Test
  void files_are_appended_to() throws IOException {
    try (Logs logs = start()) {
      assertThat(logs).isNotNull();
      log(MASTER, "before");
    }
    try (Logs logs = start()) {
      assertThat(logs).isNotNull();
      log(MASTER, "after");
    }

    assertThat(main()).contains("before", "after");
    assertThat(state.resolve("logs/releases/CentOS-9/master.log"))
        .content()
        .contains("before", "after");
  }

  @Test
  void a_file_that_cannot_be_opened_is_one_warning_in_the_main_log() throws IOException {
    Path occupied = Files.createDirectories(state.resolve("occupied"));
    try (Logs logs = start()) {
      logs.releaseFile(new ReleaseName(MASTER), occupied);
      log(MASTER, "first");
      log(MASTER, "second");
      Files.delete(occupied);
      logs.releaseFile(new ReleaseName(MASTER), occupied);
      log(MASTER, "third");
    }

    assertThat(main()).containsOnlyOnce("cannot be opened").contains("first", "second", "third");
    assertThat(occupied).content().contains("third").doesNotContain("second");
  }

  @Test
  void a_path_that_cannot_be_rotated_is_a_warning() throws IOException {
    try (Logs logs = start()) {
      logs.releaseFile(new ReleaseName("a"), state.resolve("100%/a.log"));
      log("a", "kept in the main log");
      log("b%d{x}", "kept in a file");
    }

    assertThat(main()).contains("cannot be rotated", "kept in the main log");
    assertThat(state.resolve("100%")).doesNotExist();
    assertThat(state.resolve("logs/releases/b_d_x_.log")).content().contains("kept in a file");
  }

  @Test
  void without_a_usable_state_directory_the_program_still_runs() throws IOException {
    Files.writeString(state.resolve("logs"), "a file where the directory should be");

    try (Logs logs = start()) {
      assertThat(logs).isNotNull();
      log(MASTER, "unheard");
    }

    assertThat(state.resolve("logs")).isRegularFile();
  }

  @ParameterizedTest
  @ValueSource(strings = {"../../escaped", "..", "/etc/escaped"})
  void a_name_never_leads_out_of_the_directory(String release) throws IOException {
    try (Logs logs = start()) {
      assertThat(logs).isNotNull();
      log(release, "kept inside");
    }

    try (Stream<Path> files = Files.list(state.resolve("logs/releases"))) {
      assertThat(files).hasSize(1).allSatisfy(file -> assertThat(file).content().contains("kept"));
    }
    assertThat(state).isDirectoryNotContaining(file -> !file.endsWith("logs"));
  }

  @Test
  void a_message_cannot_begin_a_line_of_its_own() throws IOException {
    try (Logs logs = start()) {
      assertThat(logs).isNotNull();
      LOG.info("notes: x\r\n2026-01-01 Promoter aborted");
      LOG.info("why: \u001b[31mred\u0007 \u202ebackwards \u009b1m\tend");
    }

    assertThat(main())
        .contains("notes: x | 2026-01-01 Promoter aborted\n")
        .contains("why:  [31mred   backwards  1m\tend\n");
  }
}
