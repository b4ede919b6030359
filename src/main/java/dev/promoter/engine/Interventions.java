package dev.promoter.engine;

import dev.promoter.domain.Approval;
import dev.promoter.domain.Hold;
import dev.promoter.domain.Waiver;
import java.time.Instant;
import java.util.List;

/** Port: what people have said about releases: waivers, holds and approvals. */
public interface Interventions {
  /** All waivers that were not withdrawn, expired ones included, oldest first. */
  List<Waiver> waivers();

  /** All holds that were not lifted, expired ones included, oldest first. */
  List<Hold> holds();

  /** All approvals that were not withdrawn, oldest first. */
  List<Approval> approvals();

  /** Stores a waiver; its number is assigned here and returned with it. */
  Waiver add(Waiver draft);

  /** Stores a hold; its number is assigned here and returned with it. */
  Hold add(Hold draft);

  /** Stores an approval; its number is assigned here and returned with it. */
  Approval add(Approval draft);

  /**
   * Withdraws a waiver. It stays in the store for the history.
   *
   * @return whether there was one of that number in force or expired
   */
  boolean withdrawWaiver(long id, Instant at);

  /**
   * Lifts a hold. It stays in the store for the history.
   *
   * @return whether there was one of that number in force or expired
   */
  boolean liftHold(long id, Instant at);

  /**
   * Withdraws an approval. It stays in the store for the history.
   *
   * @return whether there was one of that number
   */
  boolean withdrawApproval(long id, Instant at);
}
