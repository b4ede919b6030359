package dev.promoter.web;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Sends answers, packed to whoever takes them so. */
final class Post {
  private static final int WORTH_PACKING = 1400;
  private static final List<String> TEXTS = List.of("text/", "json", "xml");

  private Post() {}

  static void send(Context context, boolean secure, Answer answer) {
    SafeHeaders.all(secure).forEach(context::header);
    answer.headers().forEach(context::header);
    if (Incoming.unread(context.req())) {
      context.header("Connection", "close");
    }
    context.status(answer.status());
    if (!answer.type().isEmpty()) {
      context.contentType(answer.type());
    }
    if (answer.broadcast().isPresent()) {
      return; // who begins it writes what follows
    }
    boolean packable =
        answer.body().length() >= WORTH_PACKING && TEXTS.stream().anyMatch(answer.type()::contains);
    if (packable) {
      String others = answer.headers().get("Vary");
      context.header("Vary", others == null ? "Accept-Encoding" : others + ", Accept-Encoding");
    }
    if (packable && takesPacked(context)) {
      packed(context, answer);
    } else {
      plain(context, answer.body());
    }
  }

  private static void plain(Context context, Body body) {
    try {
      if (body.length() > 0) {
        context.res().setContentLength(body.length());
      }
      context.result(body.open());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The tag says what it says and not which bytes these are: that is a weak one. */
  private static void packed(Context context, Answer answer) {
    context.header("Content-Encoding", "gzip");
    String tag = answer.headers().get("ETag");
    if (tag != null) {
      context.header("ETag", "W/" + tag);
    }
    context.result(answer.body().openPacked());
  }

  private static boolean takesPacked(Context context) {
    String accepted = context.header("Accept-Encoding");
    return accepted != null
        && Arrays.stream(accepted.toLowerCase(Locale.ROOT).split(",", -1))
            .map(one -> one.replaceAll("\\s", ""))
            .anyMatch(one -> one.startsWith("gzip") && !one.matches("gzip;q=0(\\.0*)?"));
  }
}
