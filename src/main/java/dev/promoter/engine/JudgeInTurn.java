package dev.promoter.engine;

import dev.promoter.domain.Facts;
import dev.promoter.domain.Judgement;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets as many judge at a time as there are processors. When the rounds of a hundred releases begin
 * together, more of them at work make none of them quicker, and each thread of Java that makes code
 * quick gets one share among theirs: what it has not come to yet takes three times as long.
 *
 * <p>It is a courtesy and no lock: who has waited for long judges all the same, so that rules that
 * hang for one release keep no other waiting.
 */
public final class JudgeInTurn implements Judge {
  private static final Logger LOG = LoggerFactory.getLogger(JudgeInTurn.class);

  private final Judge judge;
  private final int turns;
  private final Duration patience;
  private final Semaphore free;

  /**
   * @param turns how many may judge at a time
   * @param patience how long anybody waits for a turn
   */
  public JudgeInTurn(Judge judge, int turns, Duration patience) {
    this.judge = judge;
    this.turns = turns;
    this.patience = patience;
    this.free = new Semaphore(turns);
  }

  @Override
  public Judgement judge(Facts facts) {
    await();
    try {
      return judge.judge(facts);
    } finally {
      handOn();
    }
  }

  private void await() {
    try {
      boolean mine = free.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
      if (!mine) {
        LOG.debug("judgements take long: one goes on without a turn");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the round ends by itself after the step in hand
    }
  }

  /** Also by one who did not wait for it: the turn of one who hangs comes back like this. */
  private void handOn() {
    if (free.availablePermits() < turns) {
      free.release();
    }
  }
}
