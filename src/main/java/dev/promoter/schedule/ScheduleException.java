package dev.promoter.schedule;

/** The scheduler or its tables cannot be used; the message is a sentence for people. */
public final class ScheduleException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ScheduleException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
