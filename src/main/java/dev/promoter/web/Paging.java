package dev.promoter.web;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.promoter.domain.Intervention;
import dev.promoter.engine.Chronicle;
import dev.promoter.engine.HistoryQuery.Position;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lists page by page. A cursor says what was read last and not how much was read, so pages neither
 * repeat nor leave out anything when something is added between them. It is good for the list it
 * came from alone.
 */
final class Paging {
  /** Longest page. */
  static final int MOST = 1000;

  /** Long enough to tell lists from each other; it protects nothing. */
  private static final int MARK = 8;

  private static final Pattern THREE = Pattern.compile("(\\d{1,19})\\.(\\d{1,9})\\.(\\d{1,19})");
  private static final Pattern TWO = Pattern.compile("(\\d{1,18})\\.(\\d{1,9})");
  private static final Pattern ONE = Pattern.compile("(\\d{1,18})");

  private Paging() {}

  /** How many entries are asked for. */
  static int limit(Request request, int usual) {
    return (int)
        Words.number("limit", request.query("limit").orElse(Integer.toString(usual)), 1, MOST);
  }

  /** Where in the history to go on. */
  static Position position(Request request) {
    return cursor(request, THREE)
        .map(found -> new Position(number(found, 1), (int) number(found, 2), number(found, 3)))
        .orElse(Position.START);
  }

  private static long number(Matcher found, int group) {
    try {
      return Long.parseLong(found.group(group));
    } catch (NumberFormatException e) {
      throw foreign();
    }
  }

  /** A page of the history, of which one more entry of each list was read. */
  static Chronicle page(Chronicle read, int limit) {
    return new Chronicle(
        read.rounds().stream().limit(limit).toList(), read.deeds().stream().limit(limit).toList());
  }

  /** Where the history goes on behind a page; empty when it does not. */
  static Optional<String> next(Position from, Chronicle read, int limit) {
    if (read.rounds().size() <= limit && read.deeds().size() <= limit) {
      return Optional.empty();
    }
    Position next = from.after(page(read, limit));
    return Optional.of("%d.%d.%d".formatted(next.round(), next.shown(), next.deed()));
  }

  /** What of a list in the order of its numbers is asked for, and one more if there is one. */
  static <T extends Intervention> List<T> page(Request request, List<T> all) {
    long last = number(request);
    return all.stream().filter(one -> one.id() > last).limit(limit(request, MOST) + 1L).toList();
  }

  /** The number that was read last of a list that begins with the greatest. */
  static long below(Request request) {
    return cursor(request, ONE).map(found -> number(found, 1)).orElse(Long.MAX_VALUE);
  }

  /** The number that was read last. */
  static long number(Request request) {
    return cursor(request, ONE).map(found -> number(found, 1)).orElse(0L);
  }

  /**
   * Part of what was judged in a stored round. A later page is of the same round as the first, also
   * when newer ones were stored meanwhile.
   *
   * @param round the number of the round
   * @param from how many entries were on the pages before
   * @param limit how many are on this one
   */
  record Part(long round, int from, int limit) {
    /** The cursor of the part that follows. */
    String next(String list) {
      return encoded(list, "%d.%d".formatted(round, from + limit));
    }
  }

  /** Which part of a round is asked for. */
  static Part part(Request request, long newest) {
    int limit = limit(request, MOST);
    return cursor(request, TWO)
        .map(found -> new Part(number(found, 1), (int) number(found, 2), limit))
        .orElseGet(() -> new Part(newest, 0, limit));
  }

  /** The answer, with where it goes on as a field and as a link. */
  static Answer answer(Request request, ObjectNode document, Optional<String> next) {
    Optional<String> cursor = next.map(last -> encoded(list(request), last));
    cursor.ifPresentOrElse(known -> document.put("next", known), () -> document.putNull("next"));
    Answer answer = Answer.json(document);
    return cursor
        .map(known -> answer.with("Link", "<" + request.with("cursor", known) + ">; rel=\"next\""))
        .orElse(answer);
  }

  private static Optional<Matcher> cursor(Request request, Pattern form) {
    return request
        .query("cursor")
        .map(
            word -> {
              String of = list(request) + ":";
              String decoded = decoded(word);
              Matcher matcher = form.matcher(decoded);
              boolean own = decoded.startsWith(of);
              if (!own || !matcher.region(of.length(), decoded.length()).matches()) {
                throw foreign();
              }
              return matcher;
            });
  }

  /** A mark of the list that is asked for: its address and what chooses among its entries. */
  static String list(Request request) {
    return TokenHash.of(request.list()).hex().substring(0, MARK);
  }

  private static String encoded(String list, String cursor) {
    byte[] bytes = (list + ":" + cursor).getBytes(StandardCharsets.UTF_8);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static String decoded(String word) {
    try {
      return new String(Base64.getUrlDecoder().decode(word), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw foreign();
    }
  }

  static Refusal foreign() {
    return new Refusal(
        Refusal.Kind.INVALID,
        "The cursor is none of this list with these parameters; begin again without one.");
  }
}
