package dev.promoter.cli;

import dev.promoter.documents.Spelling;
import dev.promoter.domain.LinkName;
import dev.promoter.domain.ReleaseName;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the words of the command line; a word that cannot be read is a usage error. */
final class Words {
  private Words() {}

  /** A release; the file name with {@code .ini} is accepted too, as the old promoter took files. */
  static final class Release implements ITypeConverter<ReleaseName> {
    @Override
    public ReleaseName convert(String word) {
      String name = word.endsWith(".ini") ? word.substring(0, word.length() - 4) : word;
      return checked(() -> new ReleaseName(name));
    }
  }

  /** A link. */
  static final class Link implements ITypeConverter<LinkName> {
    @Override
    public LinkName convert(String word) {
      return checked(() -> new LinkName(word));
    }
  }

  /** The full hash of a candidate, in any case. */
  static final class CandidateId implements ITypeConverter<String> {
    @Override
    public String convert(String word) {
      return checked(() -> Spelling.candidate(word));
    }
  }

  /** A name and its value, which may be empty and may hold further {@code =}. */
  static final class Setting implements ITypeConverter<Map.Entry<String, String>> {
    @Override
    public Map.Entry<String, String> convert(String word) {
      int sign = word.indexOf('=');
      if (sign < 1) {
        throw new TypeConversionException("'" + word + "' is not like NAME=VALUE");
      }
      return Map.entry(word.substring(0, sign).strip(), word.substring(sign + 1));
    }
  }

  /** Text that says something. */
  static final class Said implements ITypeConverter<String> {
    @Override
    public String convert(String word) {
      if (word.isBlank()) {
        throw new TypeConversionException("it is empty");
      }
      return word.strip();
    }
  }

  /** The name of an effect, as the option allowed_clients of a release spells it. */
  static final class Client implements ITypeConverter<String> {
    private static final Set<String> KNOWN =
        new TreeSet<>(
            Set.of("registries_client", "qcow_client", "dockerfile_client", "dlrn_client"));

    @Override
    public String convert(String word) {
      String name = word.strip();
      if (!KNOWN.contains(name)) {
        // A misspelt name would leave the effect out without a word.
        throw new TypeConversionException(
            "'" + name + "' is not known; there are: " + String.join(", ", KNOWN));
      }
      return name;
    }
  }

  /** The address of a page. */
  static final class WebAddress implements ITypeConverter<String> {
    @Override
    public String convert(String word) {
      return checked(() -> Spelling.webAddress(word));
    }
  }

  /** The end of a waiver or hold, UTC, exclusive. A bare date means until the end of that day. */
  static final class Until implements ITypeConverter<Instant> {
    @Override
    public Instant convert(String word) {
      return checked(() -> Spelling.until(word));
    }
  }

  /** The failure of a job in one run. */
  static final class EvidenceName implements ITypeConverter<String> {
    @Override
    public String convert(String word) {
      return checked(() -> Spelling.evidence(word));
    }
  }

  /** The text by which failures are known. */
  static final class Pattern implements ITypeConverter<String> {
    @Override
    public String convert(String word) {
      return checked(() -> Spelling.pattern(word));
    }
  }

  /** A time, or the beginning of a day, UTC. */
  static final class Since implements ITypeConverter<Instant> {
    @Override
    public Instant convert(String word) {
      return checked(() -> Spelling.since(word));
    }
  }

  /** What the history can be narrowed to. */
  static final class DeedKind implements ITypeConverter<String> {
    @Override
    public String convert(String word) {
      return checked(() -> Spelling.kind(word));
    }
  }

  /** The number of something stored: from 1 upwards. */
  static final class Ordinal implements ITypeConverter<Long> {
    @Override
    public Long convert(String word) {
      return positive(word, Long.MAX_VALUE);
    }
  }

  /** How many: from 1 upwards. */
  static final class Count implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String word) {
      return (int) positive(word, Integer.MAX_VALUE);
    }
  }

  private static long positive(String word, long limit) {
    try {
      long number = Long.parseLong(word);
      if (number >= 1 && number <= limit) {
        return number;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new TypeConversionException("'" + word + "' is not a whole number from 1 upwards");
  }

  private static <T> T checked(Supplier<T> reading) {
    try {
      return reading.get();
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(String.valueOf(e.getMessage()));
    }
  }
}
