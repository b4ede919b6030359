package dev.promoter.config;

import dev.promoter.domain.Nearest;
import dev.promoter.domain.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads promoter.ini; what is wrong there has its default. */
final class DaemonLoader {
  static final String FILE = "promoter.ini";
  static final String DAEMON = "daemon";
  static final String HTTP = "http";
  static final String SECRETS = "secrets";
  static final String DEFAULTS = "defaults";
  static final String MAIL = "mail";
  static final String HEALTH = "health";
  static final List<String> SECTIONS =
      List.of(
          DAEMON,
          HTTP,
          WebSection.NAME,
          MAIL,
          PeopleSection.NAME,
          CommandsSection.NAME,
          HEALTH,
          SECRETS,
          DEFAULTS);

  private static final Pattern SECRET_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  /**
   * What promoter.ini says.
   *
   * @param settings of the daemon
   * @param defaults of the releases
   * @param secretLines name of a secret to its line in {@code [secrets]}
   * @param file the file itself
   */
  record Loaded(
      DaemonSettings settings, Defaults defaults, Map<String, Integer> secretLines, IniFile file) {}

  private final Places places;
  private final Surroundings surroundings;
  private final Problems problems;
  private final IniFile file;

  private DaemonLoader(Places places, Surroundings surroundings, Problems problems, IniFile file) {
    this.places = places;
    this.surroundings = surroundings;
    this.problems = problems;
    this.file = file;
  }

  /** Reads the file of a configuration directory; an absent one says nothing. */
  static Loaded load(Places places, Surroundings surroundings, Problems problems) {
    Path path = places.configDir().resolve(FILE);
    IniFile empty = new IniFile(List.of());
    IniFile file =
        Files.notExists(path)
            ? empty
            : TextFile.read(path, problems)
                .map(text -> IniFile.parse(text, problems))
                .orElse(empty);
    return new DaemonLoader(places, surroundings, problems, file).load();
  }

  private Loaded load() {
    checkSections();
    // Up to here only the form of the file was read: where it is broken, anything may be lost.
    Defaults defaults = defaults(List.copyOf(errors()));
    Map<String, Path> secrets = new LinkedHashMap<>();
    Map<String, Integer> lines = new LinkedHashMap<>();
    section(SECRETS).entries().forEach(entry -> secret(entry, secrets, lines));
    return new Loaded(settings(secrets), defaults, lines, file);
  }

  private Defaults defaults(List<Problem> formFaults) {
    Problems own = new Problems(problems.file());
    Layer layer = Layer.read(section(DEFAULTS), ReleaseKind.everyKey(), own);
    Layer environment = Layer.environment(ReleaseKind.everyKey(), surroundings.environment(), own);
    LayerCheck check = new LayerCheck(places, surroundings.workflows(), DEFAULTS, own);
    check.run(layer);
    check.run(environment);
    NamedSections sections = NamedSections.read(file, places, own);
    own.sorted().forEach(this::adopt);
    List<Problem> faults =
        Stream.concat(formFaults.stream(), own.sorted().stream().filter(p -> !p.warning()))
            .toList();
    return new Defaults(
        List.of(layer, environment), sections, faults, file.section(MAIL).isPresent());
  }

  private void adopt(Problem problem) {
    if (problem.warning()) {
      problems.warning(problem.line(), problem.section(), problem.key(), problem.sentence());
    } else {
      problems.error(problem.line(), problem.section(), problem.key(), problem.sentence());
    }
  }

  private List<Problem> errors() {
    return problems.sorted().stream().filter(problem -> !problem.warning()).toList();
  }

  private void checkSections() {
    for (IniSection section : file.sections()) {
      if (SECTIONS.contains(section.name())
          || NamedSections.has(section)
          || NotifyLoader.has(section)
          || HookSections.has(section)) {
        continue;
      }
      String sentence =
          SectionKind.NAMES.contains(section.name())
              ? "lacks its name; write [" + section.name() + " NAME]"
              : "is not a section of promoter.ini" + Nearest.hint(section.name(), SECTIONS);
      problems.error(section.line(), section.name(), "", sentence);
    }
  }

  private void secret(IniEntry entry, Map<String, Path> paths, Map<String, Integer> lines) {
    if (!SECRET_NAME.matcher(entry.key()).matches()) {
      problems.error(
          entry.line(), SECRETS, entry.key(), "is not the name of a secret (letters, digits, '_')");
      return;
    }
    try {
      paths.put(entry.key(), places.resolve(ValueType.PATH.reader().apply(entry.value())));
      lines.put(entry.key(), entry.line());
    } catch (IllegalArgumentException e) {
      problems.error(
          entry.line(), SECRETS, entry.key(), "needs the path of the file that holds the secret");
    }
  }

  private DaemonSettings settings(Map<String, Path> secrets) {
    Values daemon =
        new Values(Layer.read(section(DAEMON), DaemonKeys.DAEMON, problems), DaemonKeys.DAEMON);
    Values http = new Values(Layer.read(section(HTTP), DaemonKeys.HTTP, problems), DaemonKeys.HTTP);
    Values people =
        new Values(
            Layer.read(section(PeopleSection.NAME), PeopleSection.KEYS, problems),
            PeopleSection.KEYS);
    Path state = state(daemon);
    return new DaemonSettings(
        state,
        daemon
            .find("database")
            .orElse("jdbc:h2:file:" + state.resolve("promoter") + ";WRITE_DELAY=0"),
        daemon.get("database_user"),
        daemon.find("node"),
        daemon.find("rules").map(places::resolve),
        ZoneId.of(daemon.get("time_zone")),
        daemon.get("log_level"),
        Durations.parse(daemon.get("reload_interval")),
        Durations.parse(daemon.get("in_doubt_wait")),
        new HttpSettings(
            Durations.parse(http.get("connect_timeout")),
            Durations.parse(http.get("answer_timeout")),
            http.number("requests_per_host"),
            http.number("requests_per_release"),
            http.number("retries"),
            Durations.parse(http.get("retry_after_limit")),
            http.number("max_answer_mib")),
        WebSection.read(file, state, places, problems),
        mail(),
        PeopleSection.settings(people::get),
        commands(),
        health(),
        new NotifyLoader(places, problems).read(file, ZoneId.of(daemon.get("time_zone"))),
        secrets);
  }

  /** Empty without a section of it, and when the section is not usable. */
  private Optional<MailSettings> mail() {
    Optional<IniSection> section = file.section(MAIL);
    if (section.isEmpty()) {
      return Optional.empty();
    }
    Layer layer = Layer.read(section.get(), DaemonKeys.MAIL, problems);
    Values mail = new Values(layer, DaemonKeys.MAIL);
    boolean complete = true;
    for (Key key : DaemonKeys.MAIL) {
      if (key.required() && layer.find(key.name()).isEmpty()) {
        complete = false;
        boolean wrong = section.get().entries().stream().anyMatch(e -> e.key().equals(key.name()));
        if (!wrong) {
          problems.error(section.get().line(), MAIL, key.name(), "is missing; " + key.meaning());
        }
      }
    }
    return complete ? Optional.of(mail(mail)) : Optional.empty();
  }

  private static MailSettings mail(Values mail) {
    String security = mail.get("security");
    int port = security.equals("tls") ? 465 : security.equals("starttls") ? 587 : 25;
    return new MailSettings(
        mail.get("host"),
        mail.find("port").map(Integer::parseInt).orElse(port),
        security,
        mail.find("user"),
        mail.get("password_secret"),
        mail.get("from"),
        Durations.parse(mail.get("answer_timeout")));
  }

  private CommandSettings commands() {
    Layer layer = Layer.read(section(CommandsSection.NAME), CommandsSection.KEYS, problems);
    Values commands = new Values(layer, CommandsSection.KEYS);
    return CommandsSection.settings(commands::find, commands::get, places::resolve);
  }

  private HealthSettings health() {
    Layer layer = Layer.read(section(HEALTH), DaemonKeys.HEALTH, problems);
    Values health = new Values(layer, DaemonKeys.HEALTH);
    return new HealthSettings(
        health.number("late_intervals"),
        Durations.parse(health.get("late_floor")),
        Durations.parse(health.get("outbox_stuck")),
        Durations.parse(health.get("standstill")),
        health.get("metrics_access"));
  }

  private Path state(Values daemon) {
    if (!surroundings.stateOption().isEmpty()) {
      return places.expand(surroundings.stateOption()).toAbsolutePath().normalize();
    }
    // systemd separates several directories by colons; the first one is ours.
    String systemd =
        surroundings.environment().getOrDefault("STATE_DIRECTORY", "").split(":", 2)[0];
    Optional<Path> given = daemon.find("state").map(places::resolve);
    return given.orElse(
        systemd.isEmpty() ? places.beside("state") : Path.of(systemd).toAbsolutePath());
  }

  private IniSection section(String name) {
    return file.section(name).orElse(IniSection.absent(name));
  }

  private record Values(Layer layer, List<Key> keys) {
    Optional<String> find(String name) {
      return layer.find(name).map(Layer.Value::text);
    }

    String get(String name) {
      return find(name)
          .or(() -> keys.stream().filter(k -> k.name().equals(name)).map(Key::fallback).findFirst())
          .orElseThrow();
    }

    int number(String name) {
      return Integer.parseInt(get(name));
    }
  }
}
