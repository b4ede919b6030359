package dev.promoter.remote.teuthology;

import java.util.List;

/**
 * What was scheduled.
 *
 * @param runs the names of the runs, by which they are followed
 * @param jobs how many jobs; 0 when they were found afterwards
 * @param remark what a person should know; may be empty
 */
public record Scheduled(List<String> runs, int jobs, String remark) {
  public Scheduled {
    runs = List.copyOf(runs);
  }
}
