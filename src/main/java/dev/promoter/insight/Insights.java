package dev.promoter.insight;

import dev.promoter.domain.ReleaseName;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalLong;

/**
 * Port: what the stored rounds say over time, kept ready while they are stored, so that a page need
 * not read them all.
 */
public interface Insights {
  /** Where every target stands that a stored round told of, by release. */
  List<TargetState> states();

  /** Where the targets of one release stand, in the order of its round. */
  List<TargetState> states(ReleaseName release);

  /** The promotions that fit, newest first. */
  List<Promoted> promotions(Scope scope, Instant since, int limit);

  /** The promotions of one candidate of a release, newest first. */
  List<Promoted> promotionsOf(ReleaseName release, String candidate);

  /** How many promotions there were in each week that had any, oldest first. */
  List<WeekCount> promotionsByWeek(Scope scope, LocalDate since);

  /** How the requirements did since a week, those first that were longest in the way. */
  List<RequirementCount> requirements(Scope scope, LocalDate since);

  /** The newest stored round that judged a candidate of a release. */
  OptionalLong roundOf(ReleaseName release, String candidate);

  /**
   * What is asked about.
   *
   * @param release only this one; an empty text for all
   * @param target only this one, with its component in brackets if there is one; an empty text for
   *     all
   */
  record Scope(String release, String target) {
    /** Everything. */
    public static final Scope ALL = new Scope("", "");

    /** One release. */
    public static Scope of(ReleaseName release) {
      return new Scope(release.value(), "");
    }
  }

  /** How often something happened in the week that begins on this Monday. */
  record WeekCount(LocalDate monday, long count) {}
}
