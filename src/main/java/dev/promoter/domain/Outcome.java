package dev.promoter.domain;

/** What became of one action. */
public sealed interface Outcome {
  /** What happened, as a sentence for people. */
  String detail();

  /** Whether the outside is now as the action wanted it. */
  default boolean achieved() {
    return this instanceof Done || this instanceof AlreadyDone;
  }

  /** Carried out and read back. */
  record Done(String detail) implements Outcome {}

  /** Nothing had to be done. */
  record AlreadyDone(String detail) implements Outcome {}

  /** Not done because what the decision was based on no longer holds; judging again is safe. */
  record Refused(String detail) implements Outcome {}

  /** Not done, for a reason that may pass; the next round goes on with it. */
  record Retry(String detail) implements Outcome {}

  /** Not begun: an earlier action of the plan did not succeed, or it is a dry run. */
  record Skipped(String detail) implements Outcome {}

  /** Not done, and repeating it as it is would not help. */
  record Failed(String detail) implements Outcome {}
}
