package dev.promoter.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every route there is, as everybody who may come. */
class RightsTest {
  /** Whoever reports shows a signature and no token. */
  private static final String SIGNED = "/api/v1/hooks/{source}";

  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_route_lets_in_whom_it_is_for_and_nobody_else(boolean readsOpen) {
    try (Site site = new Site(directory, readsOpen)) {
      for (Route route : site.routes()) {
        if (SIGNED.equals(route.path())) {
          continue;
        }
        for (Role role : Role.values()) {
          int status =
              site.as(role, route.method().name(), filled(route.path()), "{}").statusCode();
          boolean open = readsOpen && route.role() == Role.VIEWER;
          if (open || role.covers(route.role())) {
            assertThat(status).as(role + " " + route).isNotIn(401, 403);
          } else {
            assertThat(status).as(role + " " + route).isEqualTo(role == Role.NOBODY ? 401 : 403);
          }
        }
      }
    }
  }

  @Test
  void whatever_changes_anything_needs_an_operator_at_least() {
    try (Site site = new Site(directory)) {
      assertThat(site.routes())
          .filteredOn(Route::writes)
          .filteredOn(route -> !SIGNED.equals(route.path()))
          .allMatch(route -> route.role().covers(Role.OPERATOR));
    }
  }

  private static String filled(String path) {
    return path.replace("{release}", FakeDesk.RELEASE.value())
        .replace("{target}", "current-tripleo")
        .replace("{candidate}", FakeDesk.CANDIDATE)
        .replace("{round}", "17")
        .replaceAll("/events$", "/events?follow=no")
        .replaceAll("\\{\\w+}", "3");
  }
}
