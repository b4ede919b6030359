package dev.promoter.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.ini4j.Config;
import org.ini4j.InvalidFileFormatException;
import org.ini4j.spi.IniHandler;
import org.ini4j.spi.IniParser;
import org.jspecify.annotations.Nullable;

/**
 * The sections of one INI file with the line of everything. The only class that knows ini4j; it
 * uses the tokenizer alone, never the map classes with their variable expansion (contract
 * dependencies.md section 2.2).
 *
 * @param sections in file order; no two have the same name
 */
record IniFile(List<IniSection> sections) {
  /** Cannot be written in a file: ini4j strips control characters from section names. */
  private static final String NO_SECTION = "\u0001";

  IniFile {
    sections = List.copyOf(sections);
  }

  /** Parses all lines; goes on after a malformed one, so that every problem is reported. */
  static IniFile parse(TextFile text, Problems problems) {
    LineReader reader = new LineReader(text.lines());
    IniBuilder builder = new IniBuilder(problems);
    IniParser parser = IniParser.newInstance(config());
    IniHandler handler = new Handler(reader, builder);
    while (!reader.exhausted() && !problems.full()) {
      try {
        parser.parse(reader, handler);
      } catch (InvalidFileFormatException e) {
        // ini4j stops at its first error; the reader stands right behind that line.
        builder.malformed(reader.number(), reader.text());
      } catch (IOException e) {
        throw new UncheckedIOException("lines in memory cannot fail", e);
      }
    }
    if (!reader.exhausted()) {
      problems.error(reader.number(), "", "", "the rest of the file was not read");
    }
    return new IniFile(builder.sections());
  }

  Optional<IniSection> section(String name) {
    return sections.stream().filter(section -> section.name().equals(name)).findFirst();
  }

  private static Config config() {
    Config config = new Config();
    config.setEmptyOption(true); // job lines have no value
    config.setMultiOption(true); // duplicates reach the handler, which reports them
    config.setMultiSection(true);
    config.setEscape(false); // else C:\temp holds a tab
    config.setEscapeNewline(false); // joined lines would have the wrong number
    config.setPathSeparator('\u0001'); // else '/' in a name nests sections
    config.setInclude(false);
    config.setLowerCaseOption(false);
    config.setLowerCaseSection(false);
    // Makes ini4j accept entries without a section: those before the first one, and those after
    // a malformed line, where parsing starts again.
    config.setGlobalSection(true);
    config.setGlobalSectionName(NO_SECTION);
    return config;
  }

  private record Handler(LineReader reader, IniBuilder builder) implements IniHandler {
    @Override
    public void startSection(String name) {
      if (!name.equals(NO_SECTION)) {
        builder.section(name, reader.number(), reader.text());
      }
    }

    @Override
    public void handleOption(String key, @Nullable String value) {
      builder.entry(key, value == null ? "" : value, reader.number(), reader.text());
    }

    @Override
    public void startIni() {}

    @Override
    public void endIni() {}

    @Override
    public void endSection() {}

    @Override
    public void handleComment(String comment) {}
  }
}
