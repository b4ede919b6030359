package dev.promoter.sandbox;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/** The small endpoints around promotions (contract dlrn.md section 3, others). */
final class Administration {
  private final Database database;

  Administration(Database database) {
    this.database = database;
  }

  Answer health(Request request) {
    String result = database.builds().isEmpty() ? "ok, no commits in DB" : "ok";
    return Json.object(200, json -> json.writeStringField("result", result));
  }

  /** Only components that have promotions. */
  Answer components(Request request) {
    TreeSet<String> components = new TreeSet<>();
    database
        .rows(row -> true)
        .forEach(row -> Optional.ofNullable(row.build().component()).ifPresent(components::add));
    return Json.object(
        200,
        json -> {
          json.writeArrayFieldStart("components");
          for (String component : components) {
            json.writeString(component);
          }
          json.writeEndArray();
        });
  }

  Answer builds(Request request) {
    Inputs inputs = Inputs.ofRead(request);
    String start = inputs.requiredText("start_date");
    String end = inputs.requiredText("end_date");
    inputs.check();
    long from = midnight(start);
    long until = midnight(end);
    String project = inputs.text("package_name");
    List<BuildRecord> builds =
        database.builds().stream()
            .filter(build -> build.builtAt() >= from && build.builtAt() < until)
            .filter(build -> project.isEmpty() || project.equals(build.build().project()))
            .toList();
    long failed =
        builds.stream().filter(build -> build.status() == BuildRecord.Status.FAILED).count();
    long succeeded = builds.stream().filter(build -> build.status().known()).count();
    return Json.object(
        200,
        json -> {
          json.writeNumberField("failed", failed);
          json.writeNumberField("succeeded", succeeded);
          json.writeNumberField("total", failed + succeeded);
        });
  }

  private static long midnight(String date) {
    try {
      return LocalDate.parse(date).atStartOfDay(ZoneOffset.UTC).toEpochSecond();
    } catch (DateTimeParseException e) {
      throw ApiError.message(400, "Invalid date format, it must be YYYY-mm-dd");
    }
  }

  Answer recheck(Request request) {
    Inputs inputs = Inputs.ofQuery(request);
    String project = inputs.requiredText("package_name");
    inputs.check();
    String failure = "Error while rechecking " + project + ". ";
    BuildRecord last =
        database.builds().stream()
            .filter(build -> Objects.equals(project, build.build().project()))
            .reduce((older, newer) -> newer.id() > older.id() ? newer : older)
            .filter(build -> build.status() != BuildRecord.Status.RETRY)
            .orElseThrow(
                () ->
                    ApiError.message(
                        400,
                        failure
                            + "There are no existing commits or the commit to be rechecked is"
                            + " already marked as RETRY."));
    if (last.status().known()) {
      throw ApiError.message(409, failure + "It's not possible to recheck a successful commit");
    }
    database.mark(last.build(), BuildRecord.Status.RETRY);
    return Json.object(201, json -> json.writeStringField("result", "ok"));
  }
}
