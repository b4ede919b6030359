package dev.promoter.engine;

import dev.promoter.domain.Action;
import java.util.List;

/**
 * How an effect is taken back.
 *
 * @param actions what puts back what stood there before, in order
 * @param remarks a sentence for each thing that cannot be put back, with the reason
 */
public record Undo(List<Action> actions, List<String> remarks) {
  /** Nothing has to be put back. */
  public static final Undo NOTHING = new Undo(List.of(), List.of());

  public Undo {
    actions = List.copyOf(actions);
    remarks = List.copyOf(remarks);
  }

  /** Everything can be put back, with these. */
  public static Undo with(List<Action> actions) {
    return new Undo(actions, List.of());
  }

  /** Nothing can be put back. */
  public static Undo impossible(String remark) {
    return new Undo(List.of(), List.of(remark));
  }
}
