package dev.promoter.domain;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * One thing that a person did with promoter. It is never changed or removed.
 *
 * @param id its number, unique in the store; 0 before it is stored
 * @param at when, UTC
 * @param caller who, and from where
 * @param kind what
 * @param release the release it was about; empty when it was about none
 * @param target the target link; empty when it was about none
 * @param subject the requirement, suite, step or job; may be empty
 * @param candidate the full hash; may be empty
 * @param reason why, in the person's words; may be empty
 * @param sentence all of it for people
 * @param fields the rest for programs, by name
 */
public record Deed(
    long id,
    Instant at,
    Caller caller,
    Kind kind,
    String release,
    String target,
    String subject,
    String candidate,
    String reason,
    String sentence,
    Map<String, String> fields) {
  public Deed {
    Checks.notBlank(sentence, "sentence of the deed");
    fields = Map.copyOf(fields);
  }

  /** A person gave a waiver, set a hold and the like. */
  public static Deed given(Intervention said, Caller caller) {
    return of(said, said.kind().given(), said.since(), caller, said.reason(), said.sentence());
  }

  /** A person took back what somebody had said. */
  public static Deed takenBack(Intervention said, Caller caller, Instant at, String reason) {
    String sentence =
        "%s %d is taken back%s; it said: %s"
            .formatted(
                said.kind().word(),
                said.id(),
                reason.isEmpty() ? "" : " (" + reason + ")",
                said.sentence());
    return of(said, said.kind().takenBack(), at, caller, reason, sentence);
  }

  /** The same with the number that the store gave it and its time as the store keeps it. */
  public Deed stored(long number, Instant kept) {
    return new Deed(
        number, kept, caller, kind, release, target, subject, candidate, reason, sentence, fields);
  }

  private static Deed of(
      Intervention said, Kind kind, Instant at, Caller caller, String reason, String sentence) {
    Map<String, String> fields = new LinkedHashMap<>(said.particulars());
    fields.put("id", Long.toString(said.id()));
    return new Deed(
        0,
        at,
        caller,
        kind,
        said.release().value(),
        said.about(),
        said.subject(),
        said.candidate(),
        reason,
        sentence,
        fields);
  }

  /** What people can do; called like the command for it. */
  public enum Kind {
    WAIVE,
    UNWAIVE,
    HOLD,
    UNHOLD,
    APPROVE,
    UNAPPROVE,
    PIN,
    UNPIN,
    VETO,
    UNVETO,
    FORCE_PROMOTE,
    ROLLBACK,
    VOTE,
    RELOAD;

    /** The kind of that word. */
    public static Kind of(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /** The word of the command. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
