package dev.promoter.web;

import java.util.List;
import java.util.stream.Stream;

/** All routes of the API. */
public final class Api {
  static final String ROOT = "/api/v1";

  private Api() {}

  /** The routes over a desk. */
  public static List<Route> routes(Desk desk) {
    Reads reads = new Reads(desk);
    return Stream.of(reads.routes(), new Sayings(desk).routes(), new Writes(desk, reads).routes())
        .flatMap(List::stream)
        .toList();
  }
}
