package dev.promoter.documents;

import dev.promoter.domain.Deed;
import dev.promoter.domain.Hold;
import dev.promoter.domain.Waiver;
import dev.promoter.engine.HistoryQuery;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * How people and programs spell things, on the command line and over HTTP alike. What is spelt
 * otherwise is an IllegalArgumentException with a sentence.
 */
public final class Spelling {
  private static final Pattern CANDIDATE =
      Pattern.compile(
          "[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{40}_[0-9a-f]{1,8}(_[0-9A-Za-z]{1,8}){0,2}");

  private Spelling() {}

  /** The full hash of a candidate, in any case. */
  public static String candidate(String word) {
    String id = word.strip();
    String folded = id.length() <= 40 ? id.toLowerCase(Locale.ROOT) : id;
    if (!CANDIDATE.matcher(folded).matches()) {
      throw new IllegalArgumentException(
          "'"
              + word
              + "' is not a full hash (commit_distro8 with its extension if it has one, the 32"
              + " digits of an aggregate, or the 40 of a commit of Ceph), as explain shows it");
    }
    return folded;
  }

  /** A commit of the source, in any case. */
  public static String sha1(String word) {
    String sha1 = word.strip().toLowerCase(Locale.ROOT);
    if (!sha1.matches("[0-9a-f]{40}")) {
      throw new IllegalArgumentException("'" + word + "' is not a SHA1 of 40 hexadecimal digits");
    }
    return sha1;
  }

  /** The failure of a job in one run. */
  public static String evidence(String word) {
    if (!Waiver.isEvidence(word)) {
      throw new IllegalArgumentException(
          "'" + word + "' is not JOB@ADDRESS or JOB@RUN, as in periodic-job@https://logs/1");
    }
    return word;
  }

  /** The text by which a waiver knows the failures that it is for. */
  public static String pattern(String word) {
    if (!Waiver.isPattern(word)) {
      throw new IllegalArgumentException(
          "'" + word + "' is in every failure; leave the pattern out if any failure is meant");
    }
    return word;
  }

  /** The address of a page. */
  public static String webAddress(String word) {
    URI uri = URI.create(word.strip());
    boolean web =
        "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
    if (!web || uri.getHost() == null) {
      throw new IllegalArgumentException("'" + word + "' is not an http or https address");
    }
    return uri.toString();
  }

  /** The end of a waiver or hold, UTC, exclusive. A bare date means until the end of that day. */
  public static Instant until(String word) {
    try {
      Instant end = word.length() == 10 ? endOfDay(word) : OffsetDateTime.parse(word).toInstant();
      if (end.isBefore(Hold.NO_END)) {
        return end;
      }
    } catch (DateTimeException e) {
      // said below, in words that show what would be right
    }
    throw new IllegalArgumentException(
        "'" + word + "' is neither a date like 2026-12-24 nor a time like 2026-12-24T18:00:00Z");
  }

  /** A time, or the beginning of a day, UTC. */
  public static Instant since(String word) {
    try {
      return word.length() == 10
          ? LocalDate.parse(word).atStartOfDay(ZoneOffset.UTC).toInstant()
          : OffsetDateTime.parse(word).toInstant();
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "'" + word + "' is neither a date like 2026-12-24 nor a time like 2026-12-24T18:00:00Z");
    }
  }

  /** What the history can be narrowed to. */
  public static String kind(String word) {
    List<String> kinds = new ArrayList<>(List.of(HistoryQuery.ROUND));
    Arrays.stream(Deed.Kind.values()).map(Deed.Kind::word).forEach(kinds::add);
    String kind = word.strip().toLowerCase(Locale.ROOT);
    if (!kinds.contains(kind)) {
      throw new IllegalArgumentException("'" + word + "' is none of " + String.join(", ", kinds));
    }
    return kind;
  }

  private static Instant endOfDay(String date) {
    return LocalDate.parse(date).plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
