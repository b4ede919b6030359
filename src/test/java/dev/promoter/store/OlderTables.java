package dev.promoter.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * Tables as an older program left them. The rows are those a daemon of schema 9 wrote on the
 * stand-ins, and one more plan that was cut off while it moved the link; an older schema gets as
 * much of them as it has tables and columns for.
 */
final class OlderTables {
  /** The plan that was cut off, of {@link Samples#MASTER}. */
  static final long CUT_OFF = 21;

  private static final Path ROWS =
      Path.of("src/test/resources/fixtures/store/rows-of-schema-9.jsonl");
  private static final Map<String, Integer> NUMBERS =
      Map.of(
          "plan_number", 22,
          "round_number", 22,
          "waiver_number", 3,
          "hold_number", 4,
          "approval_number", 2,
          "deed_number", 12,
          "pin_number", 2,
          "veto_number", 2);

  private OlderTables() {}

  /** Makes the tables of one schema and fills them. */
  static void make(DataSource database, int schema, Map<String, String> placeholders)
      throws SQLException, IOException {
    Flyway.configure()
        .dataSource(database)
        .locations(Migrations.LOCATION)
        .placeholders(placeholders)
        .target(Integer.toString(schema))
        .loggers("slf4j")
        .load()
        .migrate();
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      Map<String, List<String>> tables = tables(connection);
      ObjectMapper json = new ObjectMapper();
      for (String line : Files.readAllLines(ROWS)) {
        JsonNode row = json.readTree(line);
        String table = row.get("table").textValue();
        if (tables.containsKey(table)) {
          insert(connection, table, tables.get(table), row.get("row"));
        }
      }
      advance(connection);
      connection.commit();
    }
  }

  /** Every column of every table of promoter, by table. */
  static Map<String, List<String>> tables(Connection connection) throws SQLException {
    DatabaseMetaData about = connection.getMetaData();
    Set<String> names = new HashSet<>();
    try (ResultSet found =
        about.getTables(null, connection.getSchema(), "%", new String[] {"TABLE", "BASE TABLE"})) {
      while (found.next()) {
        names.add(found.getString("TABLE_NAME"));
      }
    }
    names.remove("flyway_schema_history");
    Map<String, List<String>> tables = new TreeMap<>();
    try (ResultSet columns = about.getColumns(null, connection.getSchema(), "%", "%")) {
      while (columns.next()) {
        String table = columns.getString("TABLE_NAME");
        if (names.contains(table)) {
          tables
              .computeIfAbsent(table.toLowerCase(Locale.ROOT), name -> new ArrayList<>())
              .add(columns.getString("COLUMN_NAME").toLowerCase(Locale.ROOT));
        }
      }
    }
    return tables;
  }

  /** What stands in these columns, a line per row, in an order that depends on nothing else. */
  static Map<String, List<String>> content(Connection connection, Map<String, List<String>> tables)
      throws SQLException {
    Map<String, List<String>> all = new TreeMap<>();
    for (Map.Entry<String, List<String>> table : tables.entrySet()) {
      all.put(table.getKey(), lines(connection, table.getKey(), table.getValue()));
    }
    return all;
  }

  /** The numbers of the migrations that were applied. */
  static SortedSet<Integer> applied(Connection connection) throws SQLException {
    TreeSet<Integer> numbers = new TreeSet<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select \"version\" from \"flyway_schema_history\" where \"version\" is not null")) {
      while (rows.next()) {
        numbers.add(Integer.valueOf(rows.getString(1)));
      }
    }
    return numbers;
  }

  private static List<String> lines(Connection connection, String table, List<String> columns)
      throws SQLException {
    List<String> lines = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select %s from %s".formatted(String.join(", ", columns), table))) {
      while (rows.next()) {
        StringBuilder line = new StringBuilder();
        for (int column = 1; column <= columns.size(); column++) {
          line.append(text(rows, column)).append('|');
        }
        lines.add(line.toString());
      }
    }
    lines.sort(null);
    return lines;
  }

  private static String text(ResultSet rows, int column) throws SQLException {
    String type = rows.getMetaData().getColumnTypeName(column).toLowerCase(Locale.ROOT);
    if (type.contains("binary") || type.contains("bytea")) {
      byte[] bytes = rows.getBytes(column);
      return bytes == null ? "null" : Base64.getEncoder().encodeToString(bytes);
    }
    return String.valueOf(rows.getString(column));
  }

  private static void insert(
      Connection connection, String table, List<String> known, JsonNode values)
      throws SQLException, IOException {
    List<String> columns = new ArrayList<>();
    values.fieldNames().forEachRemaining(columns::add);
    columns.retainAll(known);
    String places = "?, ".repeat(columns.size() - 1) + "?";
    String sql =
        "insert into %s (%s) values (%s)".formatted(table, String.join(", ", columns), places);
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      ParameterMetaData types = statement.getParameterMetaData();
      Iterator<String> names = columns.iterator();
      for (int place = 1; names.hasNext(); place++) {
        bind(statement, types, place, values.get(names.next()));
      }
      statement.execute();
    }
  }

  private static void bind(
      PreparedStatement statement, ParameterMetaData types, int place, JsonNode value)
      throws SQLException, IOException {
    int type = types.getParameterType(place);
    String name = types.getParameterTypeName(place).toLowerCase(Locale.ROOT);
    if (value.isNull()) {
      statement.setNull(place, type);
    } else if (name.matches("timestamp.+zone|timestamptz")) {
      statement.setObject(place, Instant.parse(value.textValue()).atOffset(ZoneOffset.UTC));
    } else if (name.equals("date")) {
      statement.setObject(place, LocalDate.parse(value.textValue()));
    } else if (name.matches("binary.*|bytea")) {
      statement.setBytes(place, value.binaryValue());
    } else if (value.isBoolean()) {
      statement.setBoolean(place, value.booleanValue());
    } else if (value.isNumber()) {
      statement.setObject(place, value.longValue(), type);
    } else {
      statement.setString(place, value.textValue());
    }
  }

  private static void advance(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("select sequence_name from information_schema.sequences")) {
      List<String> there = new ArrayList<>();
      while (rows.next()) {
        there.add(rows.getString(1).toLowerCase(Locale.ROOT));
      }
      there.retainAll(NUMBERS.keySet());
      for (String sequence : there) {
        statement.execute(
            "alter sequence %s restart with %d".formatted(sequence, NUMBERS.get(sequence)));
      }
    }
  }
}
