package dev.promoter.store;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Turns faults of a database into sentences. Messages of drivers are used only where they are known
 * to hold no statement and no value; the fault itself stays the cause.
 */
final class Faults {
  private static final int LONGEST_CHAIN = 20;
  private static final int H2_RACE = 90131;

  /** PostgreSQL ended a transaction that stood still, and its connection with it. */
  private static final String IDLE_TOO_LONG = "25P03";

  private final DatabaseUrl database;

  Faults(DatabaseUrl database) {
    this.database = database;
  }

  /**
   * The fault of one attempt.
   *
   * @param attempt what was tried, as in "the store could not {attempt}"
   */
  StoreException of(String attempt, Throwable fault) {
    return all(fault, StoreException.class)
        .findFirst()
        .orElseGet(
            () ->
                new StoreException(
                    "the store could not %s (%s): %s"
                        .formatted(attempt, database.title(), why(fault)),
                    fault));
  }

  /** Whether the same work may succeed on a new connection or after others have finished. */
  static boolean mayPass(Throwable fault) {
    return all(fault, SQLException.class)
        .anyMatch(e -> lostConnection(e) || e.getErrorCode() == H2_RACE || isRace(state(e)));
  }

  /** Whether the connection, and probably its neighbours in the pool, are of no use any more. */
  static boolean lostConnection(SQLException e) {
    return switch (e.getErrorCode()) {
      case 90067, 90098, 90121 -> true;
      default ->
          state(e).startsWith("08")
              || state(e).startsWith("57P0")
              || state(e).equals(IDLE_TOO_LONG);
    };
  }

  /** A fault of the file system in words. */
  static String reason(IOException e) {
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (e instanceof NoSuchFileException) {
      return "there is no such directory";
    }
    if (e instanceof FileSystemException system && system.getReason() != null) {
      return lower(system.getReason());
    }
    return e.getMessage() == null ? e.getClass().getSimpleName() : lower(e.getMessage());
  }

  /**
   * A conflict with another transaction; also two that inserted the same row, which is there now.
   */
  private static boolean isRace(String state) {
    return state.equals("40001") || state.equals("40P01") || state.equals("23505");
  }

  private String why(Throwable fault) {
    String detail =
        all(fault, IOException.class)
            .reduce((outer, inner) -> inner)
            .map(e -> " (" + reason(e) + ")")
            .orElse("");
    List<SQLException> faults = all(fault, SQLException.class).toList();
    return faults.stream()
            .map(this::known)
            .filter(sentence -> !sentence.isEmpty())
            .findFirst()
            .or(() -> faults.stream().reduce((outer, inner) -> inner).map(Faults::unknown))
            .orElse("an internal fault, " + fault.getClass().getName())
        + detail;
  }

  private String known(SQLException e) {
    return database instanceof DatabaseUrl.H2File ? h2(e.getErrorCode()) : postgres(state(e));
  }

  private static String h2(int code) {
    return switch (code) {
      case 28000 -> "user or password is wrong";
      case 90030 -> "the file is damaged; put it aside and restore a backup";
      case 90048 -> "the file was written by another version of H2";
      case 90020 -> "a program other than promoter has the file open";
      case 90028, 90031, 50000 ->
          "the file cannot be read or written; look at disk space and permissions";
      case 90062 -> "the directory cannot be written to; look at disk space and permissions";
      case 90098 -> "the database was closed after a fault; look at disk space";
      case 90097 -> "the file is read-only for this user";
      case 90067 -> "the process that has it open is gone";
      case 90113 -> "an option of the database address is unknown to H2";
      default -> "";
    };
  }

  private static String postgres(String state) {
    return switch (state) {
      case "28P01", "28000" -> "user or password is wrong";
      case "3D000" -> "there is no such database; create it first";
      case "08001", "08006", "08004" -> "the server cannot be reached; is it running there?";
      case "53100" -> "the disk of the server is full";
      case "53300" -> "the server has no connection left; raise its max_connections";
      case "25006" -> "the server is read-only; is it a standby?";
      case "42501" -> "the user may not do that; give it the right to create tables";
      case "57P01", "57P02", "57P03" -> "the server is shutting down or starting";
      default -> "";
    };
  }

  private static String unknown(SQLException e) {
    boolean ours = e.getErrorCode() == 0 && e.getClass().getName().startsWith("java.sql.");
    String message = e.getMessage();
    return ours && message != null
        ? message
        : "error %s (%d)".formatted(state(e), e.getErrorCode());
  }

  /** From the outermost to the innermost: drivers and pools wrap what really happened. */
  private static <T extends Throwable> Stream<T> all(Throwable fault, Class<T> type) {
    return Stream.iterate(fault, Objects::nonNull, Throwable::getCause)
        .limit(LONGEST_CHAIN)
        .filter(type::isInstance)
        .map(type::cast);
  }

  private static String state(SQLException e) {
    return e.getSQLState() == null ? "" : e.getSQLState();
  }

  private static String lower(String text) {
    return text.isEmpty()
        ? text
        : text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
  }
}
