package dev.promoter.engine;

import dev.promoter.domain.Approval;
import dev.promoter.domain.Caller;
import dev.promoter.domain.Choice;
import dev.promoter.domain.Hold;
import dev.promoter.domain.Intervention;
import dev.promoter.domain.Waiver;
import java.time.Instant;
import java.util.List;

/**
 * Port: what people have said about releases. Whoever changes it is in the {@link Audit} by the
 * same transaction.
 */
public interface Interventions {
  /**
   * All that was not taken back, expired or not, at one moment. A waiver until something is
   * promoted whose target has been promoted to since, for each of its components, ends with that.
   */
  Said said();

  /**
   * What of a kind is over, taken back, past its end or ended by a promotion, the greatest number
   * first.
   *
   * @param below only smaller numbers
   * @param limit at most this many
   */
  List<Ended> ended(Intervention.Kind kind, Instant now, long below, int limit);

  /** The waivers of {@link #said}. */
  default List<Waiver> waivers() {
    return said().waivers();
  }

  /** The holds of {@link #said}. */
  default List<Hold> holds() {
    return said().holds();
  }

  /** The approvals of {@link #said}. */
  default List<Approval> approvals() {
    return said().approvals();
  }

  /** The pins and vetoes of {@link #said}. */
  default List<Choice> choices() {
    return said().choices();
  }

  /**
   * The same; what is said or taken back through it leaves a receipt in the same transaction: all
   * of it is stored, or nothing.
   *
   * @return one whose methods throw an {@link AlreadyOrderedException} when there is a receipt of
   *     that owner and key already
   */
  Interventions answering(Slip slip);

  /** Stores what somebody says; its number is assigned here and returned with it. */
  <T extends Intervention> T add(T draft, Caller caller);

  /**
   * Takes back what somebody had said. It stays in the store for the history.
   *
   * @param reason why, in the person's words; may be empty
   * @return whether there was one of that kind and number that had not been taken back
   */
  boolean withdraw(Intervention.Kind kind, long id, Caller caller, String reason, Instant at);
}
