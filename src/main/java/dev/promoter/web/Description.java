package dev.promoter.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/** The description of the API for programs: OpenAPI 3.1, written by hand. */
final class Description {
  private static final String FILE = "openapi.json";

  private final Answer answer = Answer.of(200, "application/json", read());

  List<Route> routes() {
    return List.of(
        Route.get("/" + FILE, Role.VIEWER, "The description of the API", request -> answer));
  }

  /** The description itself. */
  static byte[] read() {
    try (InputStream in =
        Objects.requireNonNull(Description.class.getResourceAsStream(FILE), FILE)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
