package dev.promoter.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/** The endpoint that finds, or claims, the build tested last (contract dlrn.md section 3). */
final class LastTested {
  private static final long HOUR = 3600;

  private final Database database;
  private final LongSupplier now;
  private final Rendering rendering;

  LastTested(Database database, LongSupplier now, Rendering rendering) {
    this.database = database;
    this.now = now;
    this.rendering = rendering;
  }

  private record Tested(BuildRecord build, Vote vote) {}

  Answer read(Request request) {
    Inputs inputs = Inputs.ofRead(request);
    Tested found = find(inputs);
    return Json.object(200, json -> rendering.tested(json, found.build().build(), found.vote()));
  }

  /** Adds a vote that says the reporting job has begun with the build found. */
  Answer claim(Request request) {
    Inputs inputs = new Inputs(Inputs.body(request));
    String job = inputs.requiredText("reporting_job_id");
    Tested found = find(inputs);
    Vote begun = new Vote(job, false, true, "", now.getAsLong(), "", Credentials.user(request));
    database.vote(found.build(), begun);
    return Json.object(201, json -> rendering.tested(json, found.build().build(), begun));
  }

  private Tested find(Inputs inputs) {
    long hours = inputs.requiredNumber("max_age");
    Optional<Boolean> success = inputs.flag("success");
    boolean sequential = inputs.flag("sequential_mode").orElse(false);
    inputs.check();
    if (hours < 0) {
      throw ApiError.message(400, "Max age parameter must be greater than or equal to 0");
    }
    String previous = inputs.text("previous_job_id");
    if (sequential && previous.isEmpty()) {
      throw ApiError.message(400, "Missing parameter previous_job_id");
    }
    long oldest = hours == 0 ? 0 : now.getAsLong() - hours * HOUR;
    String component = inputs.text("component");
    List<Tested> eligible =
        all(
            tested ->
                tested.vote().timestamp() > oldest
                    && (success.isEmpty() || success.get() == tested.vote().success())
                    && (component.isEmpty()
                        || component.equals(tested.build().build().component())));
    return (sequential
            ? newest(eligible, vote -> vote.job().equals(previous))
            : preferred(eligible, inputs.text("job_id")))
        .orElseThrow(() -> ApiError.message(400, "No vote found"));
  }

  private static Optional<Tested> preferred(List<Tested> eligible, String job) {
    return newest(eligible, vote -> vote.job().equals(job))
        .or(() -> newest(eligible, vote -> !vote.job().equals("consistent")))
        .or(() -> newest(eligible, vote -> true));
  }

  private static Optional<Tested> newest(List<Tested> eligible, Predicate<Vote> wanted) {
    return eligible.stream()
        .filter(tested -> wanted.test(tested.vote()))
        .reduce((best, next) -> next.vote().timestamp() > best.vote().timestamp() ? next : best);
  }

  private List<Tested> all(Predicate<Tested> wanted) {
    List<Tested> found = new ArrayList<>();
    database.eachBuildVote(
        (build, vote) -> {
          Tested tested = new Tested(build, vote);
          if (build.status().known() && wanted.test(tested)) {
            found.add(tested);
          }
        });
    return found;
  }
}
