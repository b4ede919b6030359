package dev.promoter.web;

import java.util.List;

/** All routes of the API. */
public final class Api {
  static final String ROOT = "/api/v1";

  private Api() {}

  /** The routes over a desk. */
  public static List<Route> routes(Desk desk) {
    return new Reads(desk).routes();
  }
}
