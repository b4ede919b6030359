package dev.promoter.engine;

import dev.promoter.domain.Deed;
import java.util.List;

/**
 * Port: what people did, for ever. What they say about releases is recorded by {@link
 * Interventions}, in one step with what it changes; what they order is recorded here before it is
 * carried out.
 */
public interface Audit {
  /** Records an order; its number is assigned here and returned with it. */
  Deed record(Deed order);

  /** What people did, newest first. */
  List<Deed> deeds(HistoryQuery query);

  /** What has a greater number, the smallest first. */
  List<Deed> after(long deed, int limit);
}
