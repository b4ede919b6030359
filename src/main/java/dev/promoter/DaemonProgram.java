package dev.promoter;

import dev.promoter.cli.CommonOptions;
import dev.promoter.cli.OperationException;
import dev.promoter.domain.Caller;
import dev.promoter.domain.LinkName;
import dev.promoter.domain.ReleaseName;
import dev.promoter.engine.ReleaseReport;
import dev.promoter.web.Desk;
import dev.promoter.web.Refusal;
import java.util.Optional;

/**
 * The program as commands find it within the daemon: the same, with what the daemon has open, and
 * beside its rounds.
 */
final class DaemonProgram extends Program {
  private final Desk desk;
  private final Wakes wakes;

  DaemonProgram(
      CommonOptions options,
      Place place,
      Outside outside,
      Opening opening,
      Desk desk,
      Wakes wakes) {
    super(options, place, outside, opening);
    this.desk = desk;
    this.wakes = wakes;
  }

  /** No more at a time than the API allows. */
  @Override
  public ReleaseReport explain(
      ReleaseName name, Optional<LinkName> target, Optional<String> candidate) {
    try {
      return desk.judge(name, target, candidate);
    } catch (Refusal e) {
      throw e.kind() == Refusal.Kind.UNUSABLE
          ? OperationException.usage(e.sentence())
          : OperationException.failure(e.sentence());
    }
  }

  @Override
  public ReleaseReport forcePromote(ForcedPromotion order, Caller caller) {
    try {
      return super.forcePromote(order, caller);
    } finally {
      wakes.ended(order.release());
    }
  }

  @Override
  public ReleaseReport rollback(RollbackRequest request, Caller caller) {
    try {
      return super.rollback(request, caller);
    } finally {
      wakes.ended(request.release());
    }
  }

  /** What is open is that of the daemon. */
  @Override
  public void close() {}
}
