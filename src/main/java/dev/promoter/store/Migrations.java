package dev.promoter.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/** The files that make the tables and change them, named as Flyway wants them. */
final class Migrations {
  private static final String FOLDER = "dev/promoter/store/migration";

  /** Where Flyway finds them. */
  static final String LOCATION = "classpath:" + FOLDER;

  /** All of them, oldest first. */
  static final List<Migration> ALL =
      Stream.of(
              "V1__journal_history_and_interventions.sql",
              "V2__quartz.sql",
              "V3__outbox.sql",
              "V4__deeds.sql",
              "V5__choices.sql",
              "V6__insights.sql",
              "V7__tallies_and_audiences.sql",
              "V8__recollections.sql",
              "V9__receipts.sql",
              "V11__nodes.sql")
          .map(Migration::new)
          .toList();

  /** The number of the newest one. */
  static final int LATEST = ALL.get(ALL.size() - 1).number();

  private Migrations() {}

  /** What the files leave open, for H2. */
  static Map<String, String> wordsOfH2() {
    return Map.of("bytes", "blob", "deed_takes_new_rows_only", AppendOnly.H2);
  }

  /** What the files leave open, for PostgreSQL. */
  static Map<String, String> wordsOfPostgres() {
    return Map.of("bytes", "bytea", "deed_takes_new_rows_only", AppendOnly.POSTGRESQL);
  }

  /** One file. */
  record Migration(String file) {
    private static final Pattern NAME = Pattern.compile("V(\\d+)__(\\w+)\\.sql");

    int number() {
      return Integer.parseInt(part(1));
    }

    String description() {
      return part(2).replace('_', ' ');
    }

    private String part(int group) {
      Matcher matcher = NAME.matcher(file);
      if (!matcher.matches()) {
        throw new IllegalStateException(file + " is not the name of a migration");
      }
      return matcher.group(group);
    }

    /** The statements, in the words of one database. */
    String statements(Map<String, String> words) {
      String text = text();
      for (Map.Entry<String, String> word : words.entrySet()) {
        text = text.replace("${" + word.getKey() + "}", word.getValue());
      }
      return text;
    }

    /**
     * By which Flyway knows that a file is the one it applied: over its lines without their ends.
     */
    int checksum() {
      CRC32 sum = new CRC32();
      text().lines().forEach(line -> sum.update(line.getBytes(StandardCharsets.UTF_8)));
      return (int) sum.getValue();
    }

    private String text() {
      String resource = "/" + FOLDER + "/" + file;
      try (InputStream in = Migrations.class.getResourceAsStream(resource)) {
        return new String(
            Objects.requireNonNull(in, resource).readAllBytes(), StandardCharsets.UTF_8);
      } catch (IOException e) {
        throw new UncheckedIOException("the installation is not complete: " + resource, e);
      }
    }
  }
}
