package dev.promoter.documents;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.promoter.domain.Evidence;
import dev.promoter.domain.Facts;
import dev.promoter.domain.Outcome;
import dev.promoter.domain.RequirementReport;
import dev.promoter.domain.Waiver;
import dev.promoter.engine.ReleaseReport;
import dev.promoter.engine.TargetReport;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The document of rounds, as the page {@code reference-json} describes it. Its keys and their order
 * are a promise: keys may be added behind the others, none is renamed or removed.
 */
public final class Documents {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private Documents() {}

  /** One entry per release that had a round, or could not have one. */
  public static ObjectNode rounds(List<ReleaseReport> reports) {
    ObjectNode document = NODES.objectNode();
    ArrayNode releases = document.putArray("releases");
    reports.forEach(report -> releases.add(release(report)));
    return document;
  }

  /** A stored round, and what the rules of today say differently. */
  public static ObjectNode replay(ReleaseReport stored, long round, List<String> differences) {
    ObjectNode document = rounds(List.of(stored));
    document.put("round", round);
    ArrayNode list = document.putArray("differences");
    differences.forEach(list::add);
    return document;
  }

  private static ObjectNode release(ReleaseReport report) {
    ObjectNode node = NODES.objectNode();
    node.put("release", report.release().value());
    node.put("file", report.file());
    text(node, "error", report.error());
    ArrayNode targets = node.putArray("targets");
    report.targets().forEach(target -> targets.add(target(target)));
    node.put("dry_run", report.dryRun());
    return node;
  }

  /** How a target ended, without what it was judged by. */
  static ObjectNode ending(TargetReport report) {
    ObjectNode node = NODES.objectNode();
    node.put("target", report.target().value());
    if (!report.component().isEmpty()) {
      node.put("component", report.component());
    }
    node.put("source", report.source().value());
    node.put("outcome", report.outcome().word());
    text(node, "promoted", report.promoted());
    text(node, "previous", report.previous());
    node.put("reason", report.reason());
    return node;
  }

  private static ObjectNode target(TargetReport report) {
    ObjectNode node = ending(report);
    ArrayNode candidates = node.putArray("candidates");
    report.judged().forEach(judged -> candidates.add(candidate(judged)));
    ArrayNode effects = node.putArray("effects");
    report.effects().forEach(effect -> effects.add(effect(effect)));
    // Fields of our own win: what an outside system is called never hides what was decided.
    Annex.of(report)
        .properties()
        .forEach(
            field -> {
              if (!node.has(field.getKey())) {
                node.set(field.getKey(), field.getValue());
              }
            });
    return node;
  }

  /** What was decided about a candidate, without its requirements. */
  static ObjectNode decision(TargetReport.Judged judged) {
    ObjectNode node = NODES.objectNode();
    node.put("id", judged.judgement().candidate().id());
    node.put("decision", judged.judgement().decision().word());
    node.put("rule", judged.judgement().decision().rule());
    node.put("reason", judged.judgement().decision().reason());
    return node;
  }

  private static ObjectNode candidate(TargetReport.Judged judged) {
    ObjectNode node = decision(judged);
    ArrayNode requirements = node.putArray("requirements");
    judged
        .judgement()
        .requirements()
        .forEach(one -> requirements.add(requirement(one, judged.facts())));
    return node;
  }

  private static ObjectNode requirement(RequirementReport report, Facts facts) {
    ObjectNode node = NODES.objectNode();
    node.put("name", report.name());
    node.put("state", report.state().word());
    ArrayNode evidence = node.putArray("evidence");
    report.evidence().forEach(one -> evidence.add(evidence(one)));
    ArrayNode waivers = node.putArray("waivers");
    facts.accepting(report).forEach(waiver -> waivers.add(waiver(waiver)));
    return node;
  }

  private static ObjectNode evidence(Evidence evidence) {
    ObjectNode node = NODES.objectNode();
    node.put("job", evidence.job());
    text(node, "url", evidence.url());
    time(node, "at", Optional.of(evidence.at()).filter(at -> !at.equals(Instant.EPOCH)));
    node.put("verdict", evidence.verdict().name().toLowerCase(Locale.ROOT));
    text(node, "detail", evidence.detail());
    return node;
  }

  private static ObjectNode waiver(Waiver waiver) {
    ObjectNode node = NODES.objectNode();
    node.put("id", waiver.id());
    node.put("by", waiver.by());
    node.put("reason", waiver.reason());
    text(node, "link", waiver.link());
    node.put("until", waiver.until().toString());
    text(node, "pattern", waiver.pattern());
    text(node, "evidence", waiver.evidence());
    node.put("any_failure", waiver.coversAnyFailure());
    node.put("until_promoted", waiver.untilPromoted());
    return node;
  }

  private static ObjectNode effect(TargetReport.Effect effect) {
    ObjectNode node = NODES.objectNode();
    node.put("title", effect.title());
    node.put("outcome", word(effect.outcome()));
    node.put("detail", effect.outcome().detail());
    return node;
  }

  /** What became of an effect, in one word. */
  public static String word(Outcome outcome) {
    if (outcome instanceof Outcome.Done) {
      return "done";
    } else if (outcome instanceof Outcome.AlreadyDone) {
      return "already_done";
    } else if (outcome instanceof Outcome.Refused) {
      return "refused";
    } else if (outcome instanceof Outcome.Retry) {
      return "retry";
    } else if (outcome instanceof Outcome.Skipped) {
      return "skipped";
    }
    return "failed";
  }

  /** Nothing to say is null, so that programs need not know what an empty text means. */
  static void text(ObjectNode node, String key, String value) {
    node.put(key, value.isEmpty() ? null : value);
  }

  /** A time, or nothing for none. */
  public static void time(ObjectNode node, String key, Optional<Instant> at) {
    node.put(key, at.map(Instant::toString).orElse(null));
  }
}
