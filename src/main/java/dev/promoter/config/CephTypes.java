package dev.promoter.config;

import dev.promoter.domain.Nearest;
import dev.promoter.suites.SuiteLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** The kinds of values that only releases of Ceph have (contract ceph.md sections 1 to 6). */
final class CephTypes {
  private static final Pattern SHA1_FORM = Pattern.compile("[0-9a-fA-F]{40}");
  private static final Pattern REF_FORM = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._/+-]*");
  private static final Pattern VERSION_FORM = Pattern.compile("\\d{1,4}\\.\\d{1,4}\\.\\d{1,4}");
  private static final Pattern PLATFORM_FORM =
      Pattern.compile("[a-z0-9]+-[A-Za-z0-9.]+-[A-Za-z0-9][A-Za-z0-9._+-]*");

  /** Without a password; without the forms in which git would run a program of its own choice. */
  private static final Pattern REPOSITORY_FORM =
      Pattern.compile(
          "(https?|git|file)://[^\\s@'\"\\\\]+|ssh://([A-Za-z0-9._-]+@)?[^\\s@:'\"\\\\][^\\s@'\"\\\\]*"
              + "|[A-Za-z0-9._-]+@[A-Za-z0-9.-]+:[^\\s'\"\\\\]+|/[^\\s'\"\\\\]*");

  private static final Pattern JOB_FORM =
      Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._+-]*(/[A-Za-z0-9_][A-Za-z0-9._+-]*)*");
  private static final Pattern ADDRESS_FORM =
      Pattern.compile("[^\\s@<>,;:\"\\p{Cntrl}]+@[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?");
  private static final Pattern REPOSITORY_NAME_FORM =
      Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*/[A-Za-z0-9._-]+");
  private static final Pattern PERSON_FORM = Pattern.compile("[\\p{L}\\p{N}_][\\p{L}\\p{N}._@+-]*");

  static final ValueType SHA1 = new ValueType("SHA1, may be empty", CephTypes::sha1);
  static final ValueType REF = new ValueType("branch or tag", CephTypes::ref);
  static final ValueType VERSION =
      ValueType.form("version", VERSION_FORM, "is not a version such as 20.1.0");
  static final ValueType PLATFORMS =
      new ValueType(
          "list of `distro-version-flavor`", text -> list(text, CephTypes::platform, false));
  static final ValueType REPOSITORY =
      new ValueType("address of a git repository", CephTypes::repository);
  static final ValueType JOB =
      ValueType.form(
          "job, with `/` behind folders",
          JOB_FORM,
          "is not the name of a job (letters, digits, '.', '_', '+', '-', with '/' behind folders)");
  static final ValueType RECIPIENTS =
      new ValueType(
          "list of mail addresses, may be empty", text -> list(text, CephTypes::address, true));
  static final ValueType SOURCE = new ValueType("path or http(s) address", CephTypes::source);
  static final ValueType COMMAND = new ValueType("program and its first words", CephTypes::command);
  static final ValueType PRIORITY =
      new ValueType("number from 1", text -> ValueType.number(text, 1, 999_999));
  static final ValueType SUBJECTS =
      new ValueType(
          "list of suites, `build`, `schedule`, `release`, `leads`",
          text -> list(text, CephTypes::subject, true));
  static final ValueType LEADS =
      new ValueType("list of `suite=person`", text -> pairs(text, CephTypes::lead));
  static final ValueType STATUSES =
      new ValueType("list of `verdict=status`", text -> pairs(text, CephTypes::status));
  static final ValueType FIELDS =
      new ValueType("list of `field=value`", text -> pairs(text, pair -> {}));
  static final ValueType REPOSITORY_NAME =
      ValueType.form("owner/name", REPOSITORY_NAME_FORM, "is not like ceph/ceph");
  static final ValueType MAIL_ADDRESS =
      new ValueType(
          "mail address",
          text -> {
            address(text);
            return text;
          });

  private static final List<String> VERDICTS =
      List.of("passed", "failed", "in_progress", "incomplete", "waiting_for_approval");

  private CephTypes() {}

  private static String sha1(String text) {
    if (!text.isEmpty() && !SHA1_FORM.matcher(text).matches()) {
      throw ValueType.fault(text, "is not a SHA1, which has 40 hexadecimal digits");
    }
    return text.toLowerCase(Locale.ROOT);
  }

  private static String ref(String text) {
    boolean odd = text.contains("..") || text.contains("//") || text.endsWith("/");
    if (!REF_FORM.matcher(text).matches() || odd || text.endsWith(".lock")) {
      throw ValueType.fault(
          text, "is not the name of a branch or tag (letters, digits, '.', '_', '/', '+', '-')");
    }
    return text;
  }

  private static void platform(String text) {
    if (!PLATFORM_FORM.matcher(text).matches()) {
      throw ValueType.fault(text, "is not a platform such as centos-9-default");
    }
  }

  /** Never repeats the text, which may hold a password. */
  private static String repository(String text) {
    if (!REPOSITORY_FORM.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "is not the address of a git repository (https://host/path, ssh://, git://, file://,"
              + " user@host:path, or a full path; never with a password)");
    }
    return text;
  }

  private static void address(String text) {
    if (!ADDRESS_FORM.matcher(text).matches()) {
      throw ValueType.fault(text, "is not a mail address such as qa@example.org");
    }
  }

  private static String source(String text) {
    String folded = text.toLowerCase(Locale.ROOT);
    if (folded.startsWith("http://") || folded.startsWith("https://")) {
      // Places such as ${branch} are no part of an address before they are filled in.
      String filled = ValueType.URL.reader().apply(text.replaceAll("\\$\\{[a-z0-9_]*}", "x"));
      return filled.isEmpty() ? filled : text;
    }
    if (folded.matches("[a-z0-9+.-]+://.*")) {
      throw ValueType.fault(text, "is neither a file nor an address like https://host/path");
    }
    return ValueType.PATH.reader().apply(text);
  }

  private static String command(String text) {
    boolean control = text.chars().anyMatch(Character::isISOControl);
    if (text.isBlank() || text.startsWith("-") || control) {
      throw ValueType.fault(text, "is not a program, with its first words behind it");
    }
    return String.join(" ", text.strip().split("\\s+"));
  }

  private static void subject(String text) {
    if (!SuiteLine.isName(text) || text.contains(":")) {
      throw ValueType.fault(
          text, "is neither the name of a suite, nor build, schedule, release or leads");
    }
  }

  private static void lead(String pair) {
    String[] parts = pair.split("=", 2);
    subject(parts[0]);
    if (!PERSON_FORM.matcher(parts[1]).matches()) {
      throw ValueType.fault(parts[1], "is not the name of a person, in one word");
    }
  }

  private static void status(String pair) {
    String verdict = pair.substring(0, pair.indexOf('='));
    if (!VERDICTS.contains(verdict)) {
      throw ValueType.fault(verdict, "is no verdict" + Nearest.hint(verdict, VERDICTS));
    }
  }

  /** Settled as {@code name=value,name=value}; both without blanks around them. */
  private static String pairs(String text, Consumer<String> check) {
    List<String> settled = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (String part : ValueType.parts(text)) {
      int sign = part.indexOf('=');
      String name = sign < 0 ? "" : part.substring(0, sign).strip();
      String value = part.substring(sign + 1).strip();
      if (name.isEmpty() || value.isEmpty()) {
        throw ValueType.fault(part, "is not like name=value");
      }
      if (names.contains(name)) {
        throw ValueType.fault(name, "is listed twice");
      }
      check.accept(name + "=" + value);
      names.add(name);
      settled.add(name + "=" + value);
    }
    return String.join(",", settled);
  }

  private static String list(String text, Consumer<String> check, boolean mayBeEmpty) {
    if (mayBeEmpty && text.isBlank()) {
      return "";
    }
    List<String> parts = ValueType.parts(text);
    List<String> seen = new ArrayList<>();
    for (String part : parts) {
      check.accept(part);
      if (seen.contains(part)) {
        throw ValueType.fault(part, "is listed twice");
      }
      seen.add(part);
    }
    return String.join(",", parts);
  }
}
