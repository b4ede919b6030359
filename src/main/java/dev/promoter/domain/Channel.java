package dev.promoter.domain;

import java.util.Locale;

/** The way by which a person reached promoter. */
public enum Channel {
  /** A command on the host of the store. */
  COMMAND_LINE,
  /** A program that speaks HTTP, with a token. */
  API,
  /** A form of a page, with a token. */
  PAGE,
  /** A signal to the process of the daemon. */
  SIGNAL;

  /** As people read it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
