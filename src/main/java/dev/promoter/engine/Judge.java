package dev.promoter.engine;

import dev.promoter.domain.Facts;
import dev.promoter.domain.Judgement;

/** Port: decides about one candidate from facts alone. The same facts give the same judgement. */
public interface Judge {
  /**
   * Judges one candidate. Never throws for anything the rules do: rules that contradict each other,
   * run on for ever or fail give an Escalate that says so.
   */
  Judgement judge(Facts facts);
}
