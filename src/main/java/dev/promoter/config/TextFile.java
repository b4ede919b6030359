package dev.promoter.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The lines of a configuration file. Knows bytes, encodings and line ends (LF, CRLF, CR), and
 * nothing of what the lines mean.
 *
 * @param lines without their ends
 * @param fingerprint changes when the bytes change
 */
record TextFile(List<String> lines, String fingerprint) {
  /** Far above any real file, and far below what would hurt the daemon. */
  static final int LIMIT = 8 * 1024 * 1024;

  private static final byte[] UTF8_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  TextFile {
    lines = List.copyOf(lines);
  }

  /** Reads a file; empty when it cannot be used at all, which is then among the problems. */
  static Optional<TextFile> read(Path path, Problems problems) {
    try {
      if (Files.exists(path) && !Files.isRegularFile(path)) {
        problems.error(0, "", "", "is not a file; a configuration file is expected here");
        return Optional.empty();
      }
      return limited(path, problems).flatMap(bytes -> parse(bytes, problems));
    } catch (IOException e) {
      problems.error(0, "", "", "cannot be read: " + reason(e));
      return Optional.empty();
    }
  }

  private static Optional<TextFile> parse(byte[] bytes, Problems problems) {
    if (startsWith(bytes, (byte) 0xFF, (byte) 0xFE)
        || startsWith(bytes, (byte) 0xFE, (byte) 0xFF)) {
      problems.error(1, "", "", "the file is UTF-16; save it as UTF-8");
      return Optional.empty();
    }
    int start = 0;
    if (startsWith(bytes, UTF8_MARK)) {
      problems.warning(1, "", "", "begins with a byte order mark, which is ignored");
      start = UTF8_MARK.length;
    }
    return Optional.of(new TextFile(split(bytes, start, problems), Fingerprint.of(bytes)));
  }

  static String reason(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "there is no such file";
    }
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  private static Optional<byte[]> limited(Path path, Problems problems) throws IOException {
    if (Files.size(path) <= LIMIT) {
      try (InputStream in = Files.newInputStream(path)) {
        byte[] bytes = in.readNBytes(LIMIT + 1);
        if (bytes.length <= LIMIT) {
          return Optional.of(bytes);
        }
      }
    }
    problems.error(
        0, "", "", "is larger than 8 MiB and was not read; this cannot be a configuration file");
    return Optional.empty();
  }

  private static List<String> split(byte[] bytes, int start, Problems problems) {
    List<String> lines = new ArrayList<>();
    int from = start;
    while (from < bytes.length) {
      int end = from;
      while (end < bytes.length && bytes[end] != '\n' && bytes[end] != '\r') {
        end++;
      }
      lines.add(decode(bytes, from, end, lines.size() + 1, problems));
      boolean pair = end + 1 < bytes.length && bytes[end] == '\r' && bytes[end + 1] == '\n';
      from = end + (pair ? 2 : 1);
    }
    return lines;
  }

  private static String decode(byte[] bytes, int from, int end, int line, Problems problems) {
    String text;
    try {
      text =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(bytes, from, end - from))
              .toString();
    } catch (CharacterCodingException e) {
      problems.error(line, "", "", "is not UTF-8; save the file in that encoding");
      text = new String(bytes, from, end - from, StandardCharsets.UTF_8);
    }
    if (text.indexOf('\0') >= 0) {
      problems.error(line, "", "", "contains a NUL byte; is this a text file?");
      text = text.replace("\0", "");
    }
    return text;
  }

  private static boolean startsWith(byte[] bytes, byte... mark) {
    return bytes.length >= mark.length
        && Arrays.equals(bytes, 0, mark.length, mark, 0, mark.length);
  }
}
