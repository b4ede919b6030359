package dev.promoter.remote.paddles;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.promoter.suites.Counts;
import dev.promoter.suites.Failure;
import dev.promoter.suites.IgnoredRun;
import dev.promoter.suites.Overall;
import dev.promoter.suites.RerunProposal;
import dev.promoter.suites.SuiteKey;
import dev.promoter.suites.SuiteRow;
import dev.promoter.suites.SuiteTable;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The table as a JSON object, as the reference of documents describes it. */
final class TableText {
  private static final int MOST_REASONS = 100;
  private static final int LONGEST_REASON = 300;

  private TableText() {}

  static String of(
      SuiteTable table, Overall overall, List<RerunProposal> reruns, List<String> remarks) {
    ObjectNode fields = JsonNodeFactory.instance.objectNode();
    fields.put("overall", overall.name());
    ArrayNode rows = fields.putArray("suites");
    table.rows().forEach(row -> row(rows.addObject(), row, reruns));
    ArrayNode ignored = fields.putArray("ignored_runs");
    table.ignored().forEach(run -> ignored(ignored.addObject(), run));
    texts(fields.putArray("remarks"), remarks);
    return fields.toString();
  }

  private static void row(ObjectNode fields, SuiteRow row, List<RerunProposal> reruns) {
    fields.put("suite", row.suite());
    fields.put("flavor", row.key().flavor());
    fields.put("required", row.required());
    fields.put("verdict", row.verdict().name());
    counts(fields, row.counts());
    texts(fields.putArray("open_failures"), row.openFailures());
    texts(fields.putArray("waived"), row.waived());
    failures(fields.putArray("failures"), row.failures());
    fields.put("remark", row.remark());
    texts(fields.putArray("runs"), row.runNames());
    texts(fields.putArray("reruns"), commands(row.key(), reruns));
  }

  private static void counts(ObjectNode fields, Counts counts) {
    fields.put("total", counts.total());
    fields.put("pass", counts.pass());
    fields.put("fail", counts.fail());
    fields.put("dead", counts.dead());
    fields.put("unknown", counts.unknown());
    fields.put("unfinished", counts.unfinished());
  }

  /** Why they failed, for mail; those that nobody waived first, and of very many not all. */
  private static void failures(ArrayNode array, List<Failure> failures) {
    failures.stream()
        .sorted(Comparator.comparing((Failure failure) -> failure.waiver().isPresent()))
        .limit(MOST_REASONS)
        .forEach(failure -> failure(array.addObject(), failure));
  }

  private static void failure(ObjectNode fields, Failure failure) {
    String reason = failure.job().reason();
    fields.put("description", failure.description());
    fields.put("status", failure.status().name().toLowerCase(Locale.ROOT));
    fields.put("waived", failure.waiver().isPresent());
    fields.put(
        "reason",
        reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON) + "...");
    fields.put("log", failure.job().log());
  }

  private static List<String> commands(SuiteKey key, List<RerunProposal> reruns) {
    return reruns.stream()
        .filter(rerun -> rerun.key().equals(key))
        .map(RerunProposal::commandLine)
        .toList();
  }

  private static void ignored(ObjectNode fields, IgnoredRun run) {
    fields.put("name", run.name()).put("suite", run.suite()).put("reason", run.reason());
  }

  private static void texts(ArrayNode array, Collection<String> texts) {
    texts.forEach(array::add);
  }
}
