package dev.promoter.web.pages;

import dev.promoter.insight.Insights.WeekCount;
import dev.promoter.insight.Promoted;
import dev.promoter.insight.RequirementCount;
import dev.promoter.insight.Weeks;
import dev.promoter.web.pages.Charts.Point;
import dev.promoter.web.pages.Charts.Value;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** How promotions and requirements do over some weeks, as pictures and as tables. */
record ChartsPage(String release, List<String> releases, int weeks, List<Chart> charts) {
  /** How many weeks can be asked for. */
  static final List<Integer> SPANS = List.of(4, 12, 26, 52);

  private static final int ROWS = 15;
  private static final int POINTS = 400;

  /** What the page says: the counts of requirements come with the one longest in the way first. */
  record Numbers(
      List<Promoted> promotions, List<WeekCount> byWeek, List<RequirementCount> requirements) {}

  /** One picture with the same values as a table. */
  record Chart(
      String title, String note, String column, String unit, String svg, List<Value> values) {}

  List<Integer> spans() {
    return SPANS;
  }

  /** The Monday from which so many weeks are shown. */
  static LocalDate since(int weeks, Instant now) {
    return Weeks.monday(now).minusWeeks(weeks - 1L);
  }

  static ChartsPage of(
      String release, List<String> releases, int weeks, Numbers numbers, Instant now) {
    return new ChartsPage(
        release,
        releases,
        weeks,
        List.of(
            perWeek(numbers.byWeek(), weeks, now),
            lead(numbers.promotions(), weeks, now),
            blocking(numbers.requirements()),
            rate(numbers.requirements()),
            slowest(numbers.requirements())));
  }

  private static Chart perWeek(List<WeekCount> counts, int weeks, Instant now) {
    Map<LocalDate, Long> known =
        counts.stream().collect(Collectors.toMap(WeekCount::monday, WeekCount::count, Long::sum));
    List<Value> values = new ArrayList<>();
    for (LocalDate monday = since(weeks, now);
        !monday.isAfter(Weeks.monday(now));
        monday = monday.plusWeeks(1)) {
      long count = known.getOrDefault(monday, 0L);
      values.add(new Value(monday.toString().substring(5), count, Long.toString(count)));
    }
    String title = "Promotions per week";
    return new Chart(
        title,
        "by the Monday on which the week began",
        "Week",
        "Promotions",
        Charts.columns(title, values),
        values);
  }

  private static Chart lead(List<Promoted> promotions, int weeks, Instant now) {
    List<Promoted> known = promotions.stream().filter(one -> one.lead().isPresent()).toList();
    Instant first = since(weeks, now).atStartOfDay(ZoneOffset.UTC).toInstant();
    double span = Math.max(1, Duration.between(first, now).toSeconds());
    double longest = known.stream().mapToDouble(ChartsPage::hours).max().orElse(1);
    int every = 1 + known.size() / POINTS;
    List<Point> points =
        IntStream.range(0, known.size())
            .filter(i -> i % every == 0)
            .mapToObj(known::get)
            .map(
                one ->
                    new Point(
                        Math.max(0, Duration.between(first, one.at()).toSeconds() / span),
                        longest == 0 ? 0 : hours(one) / longest,
                        "%s %s: %s"
                            .formatted(
                                one.release(), one.target(), Ages.words(one.lead().orElseThrow()))))
            .toList();
    String title = "Lead time";
    return new Chart(
        title,
        "from the newest commit in what was promoted; where nobody says when that was made, from"
            + " when promoter, or a test, first knew the candidate",
        "Share of promotions",
        "At most",
        Charts.points(
            "Lead time of %d promotions".formatted(known.size()),
            Ages.words(Duration.ofMinutes(Math.round(longest * 60))),
            points,
            first.toString().substring(0, 10),
            now.toString().substring(0, 10)),
        known.isEmpty() ? List.of() : quantiles(known));
  }

  private static List<Value> quantiles(List<Promoted> known) {
    List<Duration> sorted = known.stream().map(one -> one.lead().orElseThrow()).sorted().toList();
    return List.of(
        quantile("half", sorted, 0.5),
        quantile("nine of ten", sorted, 0.9),
        quantile("all", sorted, 1));
  }

  private static Value quantile(String name, List<Duration> sorted, double share) {
    int index = (int) Math.min(sorted.size() - 1L, Math.round(share * sorted.size()) - 1);
    Duration at = sorted.get(Math.max(0, index));
    return new Value(name, at.toSeconds(), Ages.words(at));
  }

  private static Chart blocking(List<RequirementCount> counts) {
    return rows(
        "Most blocking requirements",
        "how long each was open in the candidate that was nearest to a promotion",
        "Time in the way",
        counts,
        one -> one.blocked().toSeconds(),
        one -> Ages.words(one.blocked()));
  }

  private static Chart rate(List<RequirementCount> counts) {
    List<RequirementCount> judged =
        counts.stream().filter(one -> one.passed() + one.failed() > 0).toList();
    return rows(
        "Least reliable requirements",
        "which part of the candidates failed them, of those that were judged",
        "Failed",
        judged,
        one -> 1 - one.passRate(),
        one ->
            String.format(
                Locale.ROOT,
                "%.0f %% of %d",
                100 * (1 - one.passRate()),
                one.passed() + one.failed()));
  }

  private static Chart slowest(List<RequirementCount> counts) {
    return rows(
        "Slowest requirements",
        "from when the candidate was first known until it passed, on average",
        "Mean time",
        counts,
        one -> one.meanWait().toSeconds(),
        one -> Ages.words(one.meanWait()));
  }

  private static Chart rows(
      String title,
      String note,
      String unit,
      List<RequirementCount> counts,
      ToDoubleFunction<RequirementCount> value,
      Function<RequirementCount, String> written) {
    List<Value> values =
        counts.stream()
            .filter(one -> value.applyAsDouble(one) > 0)
            .sorted(Comparator.comparingDouble(value).reversed())
            .limit(ROWS)
            .map(one -> new Value(one.requirement(), value.applyAsDouble(one), written.apply(one)))
            .toList();
    return new Chart(title, note, "Requirement", unit, Charts.rows(title, values), values);
  }

  private static double hours(Promoted one) {
    return one.lead().orElseThrow().toMinutes() / 60.0;
  }
}
