package dev.promoter;

import dev.promoter.sandbox.Answer;
import dev.promoter.sandbox.Interceptor;
import dev.promoter.sandbox.Intervention;
import dev.promoter.sandbox.Request;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Writes down every place a child comes to, and kills it at one of them. Of a request in whose
 * midst the child dies the server gets no further: before its effect it is as never received, and
 * its answer is not sent.
 */
final class CrashWatch implements Interceptor {
  private final Optional<CrashPoint> victim;
  private final Runnable kill;
  private final UnaryOperator<String> names;
  private final Map<String, Integer> occurrences = new HashMap<>();
  private final List<CrashPoint> course = new ArrayList<>();
  private boolean struck;

  /**
   * A watch.
   *
   * @param victim where to kill; empty to watch only
   * @param kill returns when the process is gone
   * @param names makes the text of a request the same in every run
   */
  CrashWatch(Optional<CrashPoint> victim, Runnable kill, UnaryOperator<String> names) {
    this.victim = victim;
    this.kill = kill;
    this.names = names;
  }

  /** The child is at this place; returns whether it was killed there. */
  synchronized boolean reached(String place) {
    CrashPoint point = new CrashPoint(place, occurrences.merge(place, 1, Integer::sum));
    course.add(point);
    if (victim.filter(point::equals).isEmpty()) {
      return false;
    }
    kill.run();
    struck = true;
    return true;
  }

  /** Everything from the first journal write on: the part of a round that changes something. */
  synchronized List<CrashPoint> promotionPhase() {
    return course.stream().dropWhile(point -> !point.ofJournal()).toList();
  }

  synchronized boolean struck() {
    return struck;
  }

  @Override
  public Intervention before(Request request) {
    return at(CrashPoint.BEFORE_REQUEST, request.toString());
  }

  @Override
  public Intervention after(Request request, Answer answer) {
    return at(CrashPoint.AFTER_REQUEST, request.toString());
  }

  /** The same for one of several servers, whose requests are told apart by its name. */
  Interceptor at(String server) {
    return new Interceptor() {
      @Override
      public Intervention before(Request request) {
        return CrashWatch.this.at(CrashPoint.BEFORE_REQUEST, line(request));
      }

      @Override
      public Intervention after(Request request, Answer answer) {
        return CrashWatch.this.at(CrashPoint.AFTER_REQUEST, line(request));
      }

      private String line(Request request) {
        return server + " " + request.method() + " " + request.target();
      }
    };
  }

  private Intervention at(String side, String request) {
    boolean killed = reached(side + names.apply(request));
    return killed ? Intervention.CUT : Intervention.PASS;
  }
}
