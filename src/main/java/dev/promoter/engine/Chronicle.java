package dev.promoter.engine;

import dev.promoter.domain.Deed;
import java.util.List;

/**
 * A part of the history, each list newest first.
 *
 * @param rounds the rounds that changed anything, a row per target
 * @param deeds what people did
 */
public record Chronicle(List<History.Entry> rounds, List<Deed> deeds) {
  public Chronicle {
    rounds = List.copyOf(rounds);
    deeds = List.copyOf(deeds);
  }
}
