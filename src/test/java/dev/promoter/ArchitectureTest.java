package dev.promoter;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.quartz.CronExpression;

/**
 * The picture of the house: arrows point down only, edges do not know each other, and each library
 * that could leak everywhere has one place.
 */
class ArchitectureTest {
  private static final String HOUSE = "dev.promoter";
  private static final String HTTP = "remote.http";
  private static final String PROGRAM = "remote.program";

  /** The protocol of registries, and the one effect that speaks it. */
  private static final String REGISTRY = "remote.registry";

  private static final String CONTAINERS = "remote.containers";
  private static final Set<String> SPINE = Set.of("engine", "domain");
  private static final Set<String> SPINE_AND_CORES =
      Set.of(
          "engine",
          "domain",
          "changequeue",
          "workqueue",
          "rollout",
          "notes",
          "suites",
          "insight",
          "health",
          "notices",
          "freezes");

  /** What the faces for people and programs share: the documents. */
  private static final Set<String> FACES =
      Stream.concat(SPINE_AND_CORES.stream(), Stream.of("documents")).collect(Collectors.toSet());

  /** Which packages of ours each package may know besides itself. Those of remote: see below. */
  private static final Map<String, Set<String>> MAY_KNOW =
      Map.ofEntries(
          Map.entry("domain", Set.of()),
          Map.entry("engine", Set.of("domain")),
          Map.entry("changequeue", SPINE),
          Map.entry("workqueue", SPINE),
          Map.entry("rollout", SPINE),
          Map.entry("notes", SPINE),
          Map.entry("health", SPINE),
          Map.entry("notices", SPINE),
          Map.entry("freezes", SPINE),
          Map.entry("metrics", SPINE_AND_CORES),
          Map.entry("suites", Set.of("domain")),
          Map.entry("insight", SPINE),
          Map.entry("documents", SPINE_AND_CORES),
          Map.entry("cli", FACES),
          Map.entry("web", FACES),
          Map.entry("schedule", SPINE_AND_CORES),
          Map.entry("rules", SPINE_AND_CORES),
          Map.entry("store", SPINE_AND_CORES),
          Map.entry("config", SPINE_AND_CORES),
          Map.entry("logs", SPINE_AND_CORES),
          Map.entry("sandbox", SPINE));

  private static final JavaClasses OURS =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(HOUSE);

  @Test
  void every_package_is_in_the_picture() {
    Set<String> drawn = new TreeSet<>(MAY_KNOW.keySet());
    drawn.add("remote");
    drawn.add("");

    assertThat(OURS).extracting(ArchitectureTest::room).isSubsetOf(drawn);
    assertThat(OURS).as("the program itself was read").hasSizeGreaterThan(50);
  }

  @ParameterizedTest
  @MethodSource("rooms")
  void a_package_knows_only_what_is_below_it(String room) {
    check(
        classes()
            .that()
            .resideInAPackage(below(room))
            .should()
            .onlyDependOnClassesThat(
                outsideTheHouse()
                    .or(resideInAPackage(below(room)))
                    .or(inAnyOf(MAY_KNOW.getOrDefault(room, Set.of())))));
  }

  @Test
  void an_adapter_knows_the_spine_and_what_adapters_share_but_no_other_adapter() {
    check(
        classes()
            .that()
            .resideInAPackage(below("remote"))
            .should()
            .onlyDependOnClassesThat(
                outsideTheHouse()
                    .or(inAnyOf(SPINE_AND_CORES))
                    .or(resideInAPackage(below("remote")))));
    check(
        slices()
            .matching(HOUSE + ".remote.(*)..")
            .should()
            .notDependOnEachOther()
            .ignoreDependency(DescribedPredicate.alwaysTrue(), inAnyOf(Set.of(HTTP, PROGRAM)))
            .ignoreDependency(
                resideInAPackage(below(CONTAINERS)), resideInAPackage(below(REGISTRY))));
    check(
        noClasses()
            .that()
            .resideInAPackage(below(REGISTRY))
            .should()
            .dependOnClassesThat()
            .resideInAPackage(below(CONTAINERS)));
    for (String shared : Set.of(HTTP, PROGRAM)) {
      check(
          noClasses()
              .that()
              .resideInAPackage(below(shared))
              .should()
              .dependOnClassesThat(
                  resideInAPackage(below("remote")).and(not(resideInAPackage(below(shared))))));
    }
  }

  @Test
  void nobody_knows_the_composition_root() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage(HOUSE)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(HOUSE));
  }

  @Test
  void packages_form_no_cycle() {
    check(slices().matching(HOUSE + ".(**)").should().beFreeOfCycles());
  }

  @Test
  void the_domain_imports_java_only() {
    check(
        classes()
            .that()
            .resideInAPackage(below("domain"))
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(below("domain"), "java..", "org.jspecify.."));
  }

  @Test
  void the_engine_imports_java_the_domain_and_the_logger_only() {
    check(
        classes()
            .that()
            .resideInAPackage(below("engine"))
            .should()
            .onlyDependOnClassesThat(
                resideInAnyPackage(
                        below("engine"), below("domain"), "java..", "org.jspecify..", "org.slf4j..")
                    .and(not(resideInAnyPackage("java.sql..", "java.net..")))));
  }

  @Test
  void ini_files_are_read_by_one_class() {
    check(
        noClasses()
            .that(not(within("config", "IniFile")))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.ini4j.."));
  }

  @ParameterizedTest
  @MethodSource("libraries")
  void a_library_has_one_place(String room, String[] library) {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage(below(room))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(library));
  }

  static Stream<Arguments> libraries() {
    return Stream.of(
        place("rules", "org.drools..", "org.kie.."),
        place(HTTP, "org.apache.hc.client5..", "java.net.http.."),
        place(
            "store",
            "org.jdbi..",
            "org.flywaydb..",
            "com.zaxxer..",
            "org.h2..",
            "org.postgresql.."),
        place("store", "com.github.kagkarlsson.."),
        place("freezes", "org.dmfs.."),
        place("remote.mail", "jakarta.mail..", "org.eclipse.angus.."),
        place("metrics", "io.micrometer..", "io.prometheus.."),
        place("remote.images", "org.apache.sshd.."),
        place("logs", "ch.qos.logback.."),
        place("web", "io.javalin..", "org.eclipse.jetty..", "jakarta.servlet..", "kotlin.."));
  }

  /**
   * The client is built on it, and the stand-ins of the sandbox are servers of the same library.
   */
  @Test
  void the_wire_of_http_is_known_to_the_client_and_the_stand_ins_only() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages(below(HTTP), below("sandbox"))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.hc.core5.."));
  }

  /**
   * One class of it is pure text and may be asked elsewhere: a cron expression must be refused with
   * its file and line while the configuration is read, by the very parser that will obey it later.
   */
  @Test
  void only_the_schedule_knows_the_scheduler() {
    check(
        noClasses()
            .that(not(resideInAPackage(below("schedule"))).and(not(within("config", "Schedules"))))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.quartz.."));
    check(
        noClasses()
            .that(within("config", "Schedules"))
            .should()
            .dependOnClassesThat(
                resideInAPackage("org.quartz..").and(not(belongToAnyOf(CronExpression.class)))));
  }

  /** The scheduler's store gets its connections from ours, and asks which database it is. */
  @Test
  void only_the_store_speaks_to_the_database() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages(below("store"), below("schedule"), HOUSE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "javax.sql.."));
    check(
        noClasses()
            .that()
            .resideInAnyPackage(HOUSE, below("schedule"))
            .should()
            .dependOnClassesThat(
                resideInAnyPackage("java.sql..", "javax.sql..")
                    .and(not(belongToAnyOf(DataSource.class, Connection.class)))
                    .and(not(belongToAnyOf(DatabaseMetaData.class, SQLException.class)))));
  }

  @Test
  void the_command_line_library_stays_at_the_command_line() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages(below("cli"), HOUSE)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("picocli.."));
  }

  static Stream<String> rooms() {
    return MAY_KNOW.keySet().stream().sorted();
  }

  private static Arguments place(String room, String... library) {
    return Arguments.of(room, library);
  }

  /** The first part of a package's name below ours; empty for the root. */
  private static String room(JavaClass type) {
    String name = type.getPackageName();
    return name.equals(HOUSE) ? "" : name.substring(HOUSE.length() + 1).replaceAll("\\..*", "");
  }

  private static String below(String room) {
    return HOUSE + "." + room + "..";
  }

  private static DescribedPredicate<JavaClass> outsideTheHouse() {
    return not(resideInAPackage(HOUSE + ".."));
  }

  private static DescribedPredicate<JavaClass> inAnyOf(Set<String> rooms) {
    return resideInAnyPackage(rooms.stream().map(ArchitectureTest::below).toArray(String[]::new));
  }

  /** A class and what is nested in it. */
  private static DescribedPredicate<JavaClass> within(String room, String simpleName) {
    String outer = HOUSE + "." + room + "." + simpleName;
    return DescribedPredicate.describe(
        "within " + outer,
        type -> type.getName().equals(outer) || type.getName().startsWith(outer + "$"));
  }

  /** Packages that are not there yet break no rule. */
  private static void check(ArchRule rule) {
    rule.allowEmptyShould(true).check(OURS);
  }
}
