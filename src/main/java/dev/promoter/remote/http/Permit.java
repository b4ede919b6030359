package dev.promoter.remote.http;

import java.util.Optional;

/**
 * Says immediately before each request that may change something whether it may be sent: a process
 * that stood still may have been given up by others meanwhile. Must not take long.
 */
@FunctionalInterface
public interface Permit {
  /** Everything may be sent. */
  Permit ALWAYS = Optional::empty;

  /** Why nothing may be sent that changes something; empty when it may. */
  Optional<String> objection();
}
