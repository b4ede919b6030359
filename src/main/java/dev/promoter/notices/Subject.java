package dev.promoter.notices;

import dev.promoter.domain.ReleaseName;

/**
 * Something whose state people may be told.
 *
 * @param release the release it belongs to
 * @param topic what of the release: a target, a waiver; empty for the release as a whole
 */
public record Subject(ReleaseName release, String topic) {
  /** As people read it. */
  public String title() {
    return topic.isEmpty() ? release.value() : release + " " + topic;
  }
}
