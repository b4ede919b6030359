package dev.promoter.store;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The two kinds of databases a store can be in. */
sealed interface DatabaseUrl {
  /** How messages name it: without user, password or options. */
  String title();

  /**
   * Reads an address.
   *
   * @param url a JDBC address; empty for the H2 file {@code promoter} in the state directory
   * @param stateDir what a relative file is relative to
   * @throws StoreException when it is of another kind
   */
  static DatabaseUrl parse(String url, Path stateDir) {
    if (url.isBlank()) {
      return new H2File(stateDir.resolve("promoter"), Map.of());
    }
    if (url.startsWith(Postgres.PREFIX)) {
      return new Postgres(url);
    }
    if (url.startsWith(H2File.PREFIX)) {
      return H2File.parse(url, stateDir);
    }
    throw new StoreException(
        "the address of the database is neither jdbc:h2:file:PATH nor jdbc:postgresql://HOST/NAME");
  }

  /**
   * An H2 database in a file.
   *
   * @param file the file without its ending {@code .mv.db}
   * @param options further settings of H2, by their upper-case names
   */
  record H2File(Path file, Map<String, String> options) implements DatabaseUrl {
    private static final String PREFIX = "jdbc:h2:";
    private static final Pattern OTHER_SCHEME = Pattern.compile("[a-z0-9]+:.*");

    public H2File {
      if (file.toString().contains(";")) {
        throw new StoreException("H2 cannot open " + file + ": the path contains a semicolon");
      }
      file = file.toAbsolutePath().normalize();
      options = Map.copyOf(options);
    }

    private static H2File parse(String url, Path stateDir) {
      String[] parts = url.substring(PREFIX.length()).split(";", -1);
      String path = parts[0].startsWith("file:") ? parts[0].substring(5) : parts[0];
      if (OTHER_SCHEME.matcher(path).matches() || path.isBlank()) {
        throw new StoreException(
            "the database address " + PREFIX + parts[0] + " is not an H2 file (jdbc:h2:file:PATH)");
      }
      Map<String, String> options = new LinkedHashMap<>();
      for (int i = 1; i < parts.length; i++) {
        if (parts[i].isBlank()) {
          continue;
        }
        String[] option = parts[i].split("=", 2);
        options.put(option[0].strip().toUpperCase(Locale.ROOT), option.length < 2 ? "" : option[1]);
      }
      if (options.containsKey("AUTO_SERVER") || options.containsKey("FILE_LOCK")) {
        throw new StoreException(
            "the database address must not set AUTO_SERVER or FILE_LOCK: promoter shares the file"
                + " between its processes itself");
      }
      Path home = Path.of(System.getProperty("user.home", ""));
      Path file = path.startsWith("~/") ? home.resolve(path.substring(2)) : stateDir.resolve(path);
      return new H2File(file, options);
    }

    /**
     * The address for the process that owns the file. Without {@code WRITE_DELAY=0} H2 forgets what
     * it acknowledged when the process is killed, so it cannot be set otherwise; without {@code
     * DB_CLOSE_ON_EXIT=FALSE} H2 would close the database at SIGTERM, before the step in hand is
     * recorded.
     */
    String ownerUrl() {
      Map<String, String> all = new LinkedHashMap<>();
      all.put("TRACE_LEVEL_FILE", "0");
      all.put("CACHE_SIZE", "16384"); // KiB; what is read often is kept by us as what it becomes
      all.putAll(options);
      all.put("WRITE_DELAY", "0");
      all.put("DB_CLOSE_ON_EXIT", "FALSE");
      return PREFIX
          + "file:"
          + file
          + all.entrySet().stream()
              .map(option -> ";" + option.getKey() + "=" + option.getValue())
              .collect(Collectors.joining());
    }

    @Override
    public String title() {
      return "the H2 file " + file + ".mv.db";
    }
  }

  /** A PostgreSQL database. */
  record Postgres(String url) implements DatabaseUrl {
    private static final String PREFIX = "jdbc:postgresql:";
    private static final Pattern CREDENTIALS = Pattern.compile("//[^/@]*@");

    @Override
    public String title() {
      String address = url.substring(PREFIX.length()).replaceFirst("\\?.*", "");
      return "PostgreSQL " + CREDENTIALS.matcher(address).replaceFirst("//");
    }
  }
}
