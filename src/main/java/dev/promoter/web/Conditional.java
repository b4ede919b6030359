package dev.promoter.web;

import java.util.Arrays;

/** What was read before and is still the same is not sent again. */
final class Conditional {
  private Conditional() {}

  /** The answer with its tag, or that it has not changed. */
  static Answer answer(Request request, Answer answer) {
    if (answer.status() != 200
        || answer.broadcast().isPresent()
        || answer.headers().containsKey("ETag")) {
      return answer;
    }
    String tag = answer.body().tag();
    Answer tagged = answer.with("ETag", tag);
    if (!answer.headers().containsKey("Cache-Control")) {
      tagged = tagged.with("Cache-Control", "private, no-cache").with("Vary", "Authorization");
    }
    return request.header("If-None-Match").filter(known -> names(known, tag)).isPresent()
        ? tagged.bodiless(304)
        : tagged;
  }

  /**
   * What is changed must still be as it was read, if the request says how it was.
   *
   * @throws Refusal when it is not
   */
  static void refuseIfChanged(Request request, Answer current) {
    request
        .header("If-Match")
        .filter(known -> !names(known, current.body().tag()))
        .ifPresent(
            known -> {
              throw new Refusal(
                  Refusal.Kind.CHANGED,
                  "It is not as If-Match says; read it again and decide anew.");
            });
  }

  /** Whether a list of tags, as headers hold it, names this one. */
  static boolean names(String list, String tag) {
    return Arrays.stream(list.split(",", -1))
        .map(String::strip)
        .map(one -> one.startsWith("W/") ? one.substring(2) : one)
        .anyMatch(one -> one.equals("*") || one.equals(tag));
  }
}
