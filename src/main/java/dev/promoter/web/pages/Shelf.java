package dev.promoter.web.pages;

import dev.promoter.engine.Journal.OpenPlan;
import dev.promoter.engine.Outbox;
import dev.promoter.insight.Insights;
import java.util.List;

/** What pages show besides what the {@link dev.promoter.web.Desk} knows. */
public interface Shelf {
  /** What the rounds say over time. */
  Insights insights();

  /** The plans of all releases that are not complete, oldest first. */
  List<OpenPlan> openPlans();

  /** Messages that have not arrived. */
  List<Outbox.Waiting> letters();

  /** When a release gets its rounds, in words; empty when that is not known. */
  String schedule(String release);
}
