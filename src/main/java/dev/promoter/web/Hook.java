package dev.promoter.web;

import dev.promoter.domain.Secret;

/**
 * Somebody who reports results.
 *
 * @param name as in the address
 * @param kind which system it is, and with that what its reports look like
 * @param secret signs its reports
 */
public record Hook(String name, Kind kind, Secret secret) {
  /** The systems that report. */
  public enum Kind {
    DLRN,
    JENKINS,
    ZUUL,
    PADDLES,
    GENERIC
  }
}
