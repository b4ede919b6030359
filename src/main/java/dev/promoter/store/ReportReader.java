package dev.promoter.store;

import com.fasterxml.jackson.databind.JsonNode;
import dev.promoter.domain.Choice;
import dev.promoter.domain.Due;
import dev.promoter.domain.Evidence;
import dev.promoter.domain.Facts;
import dev.promoter.domain.Freeze;
import dev.promoter.domain.Hold;
import dev.promoter.domain.Intervention;
import dev.promoter.domain.Judgement;
import dev.promoter.domain.LinkName;
import dev.promoter.domain.Milestone;
import dev.promoter.domain.Moment;
import dev.promoter.domain.Relation;
import dev.promoter.domain.ReleaseName;
import dev.promoter.domain.Requirement;
import dev.promoter.domain.RequirementReport;
import dev.promoter.domain.RequirementState;
import dev.promoter.domain.Standing;
import dev.promoter.domain.Target;
import dev.promoter.domain.Verdict;
import dev.promoter.domain.Waiver;
import dev.promoter.engine.ReleaseReport;
import dev.promoter.engine.TargetOutcome;
import dev.promoter.engine.TargetReport;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.zip.InflaterInputStream;

/**
 * Reads what {@link ReportWriter} wrote, in the same order: a number stands for the value that was
 * written in full at that place in the order.
 */
final class ReportReader {
  private final Seen<String> texts = new Seen<>();
  private final Seen<Evidence> evidence = new Seen<>();
  private final Seen<Target> targets = new Seen<>();
  private final Seen<Waiver> waivers = new Seen<>();
  private final Seen<Hold> holds = new Seen<>();
  private final Seen<Choice> choices = new Seen<>();
  private final Seen<Freeze> freezes = new Seen<>();
  private final Map<String, String> addresses = new HashMap<>();

  private ReportReader() {}

  static ReleaseReport read(byte[] document) {
    return new ReportReader().report(inflated(document));
  }

  /** What a plan is based on. */
  static List<TargetReport.Judged> readJudged(byte[] document) {
    return Json.list(inflated(document), new ReportReader()::judged);
  }

  private static JsonNode inflated(byte[] document) {
    try (InflaterInputStream bytes = new InflaterInputStream(new ByteArrayInputStream(document))) {
      return Json.read(bytes.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ReleaseReport report(JsonNode node) {
    return new ReleaseReport(
        new ReleaseName(Json.text(node, "release")),
        Json.text(node, "file"),
        Json.text(node, "error"),
        Json.list(node.path("targets"), this::target),
        node.path("dryRun").booleanValue(),
        Json.instant(node.path("startedAt")),
        Json.instant(node.path("finishedAt")),
        Json.list(node.path("plans"), JsonNode::longValue));
  }

  private TargetReport target(JsonNode node) {
    return new TargetReport(
        new LinkName(Json.text(node, "target")),
        new LinkName(Json.text(node, "source")),
        Json.text(node, "component"),
        TargetOutcome.valueOf(Json.text(node, "outcome")),
        Json.text(node, "promoted"),
        Json.text(node, "previous"),
        Json.text(node, "reason"),
        Json.list(node.path("judged"), this::judged),
        Json.list(node.path("effects"), ReportReader::effect),
        Optional.of(node.path("committed")).filter(JsonNode::isArray).map(Json::instant),
        node.path("upstreamFailed").booleanValue());
  }

  private TargetReport.Judged judged(JsonNode node) {
    Facts facts = facts(node.path("facts"));
    return new TargetReport.Judged(facts, judgement(node.path("judgement")));
  }

  private Facts facts(JsonNode node) {
    return new Facts(
        new ReleaseName(text(node.path("release"))),
        text(node.path("workflow")),
        targets.get(node.path("target"), ReportReader::criteria),
        Json.candidate(node.path("candidate")),
        new Standing(Relation.valueOf(Json.text(node, "relation")), text(node.path("current"))),
        Json.list(node.path("evidence"), this::evidence),
        Json.list(node.path("milestones"), this::milestone),
        Json.list(node.path("waivers"), waiver -> waivers.get(waiver, ReportReader::waiver)),
        Json.list(node.path("holds"), hold -> holds.get(hold, ReportReader::hold)),
        new Moment(Json.instant(node.path("at")), ZoneId.of(text(node.path("zone")))),
        text(node.path("annex")),
        Json.list(node.path("choices"), choice -> choices.get(choice, ReportReader::choice)),
        Json.list(node.path("freezes"), freeze -> freezes.get(freeze, ReportReader::freeze)));
  }

  private Judgement judgement(JsonNode node) {
    return new Judgement(
        Json.candidate(node.path("candidate")),
        Words.decision(
            Json.text(node, "decision"), text(node.path("rule")), text(node.path("reason"))),
        Json.list(node.path("requirements"), this::requirement),
        Json.list(node.path("due"), this::due));
  }

  private Milestone milestone(JsonNode node) {
    return new Milestone(
        text(node.path(0)),
        text(node.path(1)),
        Verdict.valueOf(text(node.path(2))),
        text(node.path(3)),
        Json.instant(node.path(4)),
        text(node.path(5)));
  }

  private Due due(JsonNode node) {
    return new Due(text(node.path(0)), text(node.path(1)));
  }

  private RequirementReport requirement(JsonNode node) {
    return new RequirementReport(
        text(node.path(0)),
        RequirementState.valueOf(text(node.path(1))),
        Json.list(node.path(2), this::evidence));
  }

  private Evidence evidence(JsonNode reference) {
    return evidence.get(
        reference,
        node -> {
          String requirement = text(node.path(0));
          String job = text(node.path(1));
          Verdict verdict = Verdict.valueOf(text(node.path(2)));
          String url = address(job, node.path(3).intValue(), node.path(4).textValue());
          Instant at = Json.instant(node.path(5));
          return new Evidence(requirement, job, verdict, url, at, text(node.path(6)));
        });
  }

  private String address(String job, int same, String rest) {
    String url = addresses.getOrDefault(job, "").substring(0, same) + rest;
    addresses.put(job, url);
    return url;
  }

  private String text(JsonNode reference) {
    return texts.get(reference, JsonNode::textValue);
  }

  private static Target criteria(JsonNode node) {
    return new Target(
        new LinkName(Json.text(node, "link")),
        new LinkName(Json.text(node, "source")),
        Json.text(node, "component"),
        Json.list(
            node.path("requirements"),
            requirement ->
                new Requirement(
                    Json.text(requirement, "name"),
                    Json.list(requirement.path("alternatives"), JsonNode::textValue))));
  }

  private static Waiver waiver(JsonNode node) {
    return new Waiver(
        node.path("id").longValue(),
        new ReleaseName(Json.text(node, "release")),
        new LinkName(Json.text(node, "target")),
        Json.text(node, "requirement"),
        Json.text(node, "candidate"),
        Json.text(node, "pattern"),
        node.path("evidence").asText(""), // rounds of before have none
        node.path("untilPromoted").booleanValue(),
        Json.text(node, "by"),
        Json.text(node, "reason"),
        Json.text(node, "link"),
        Json.instant(node.path("since")),
        Json.instant(node.path("until")));
  }

  private static Choice choice(JsonNode node) {
    return new Choice(
        node.path("id").longValue(),
        Intervention.Kind.valueOf(Json.text(node, "kind")),
        new ReleaseName(Json.text(node, "release")),
        new LinkName(Json.text(node, "target")),
        Json.text(node, "candidate"),
        Json.text(node, "by"),
        Json.text(node, "reason"),
        Json.instant(node.path("since")));
  }

  private static Freeze freeze(JsonNode node) {
    return new Freeze(
        Json.text(node, "name"),
        Json.text(node, "reason"),
        Json.instant(node.path("until")),
        Json.instant(node.path("opens")));
  }

  private static Hold hold(JsonNode node) {
    return new Hold(
        node.path("id").longValue(),
        new ReleaseName(Json.text(node, "release")),
        Json.text(node, "target"),
        Json.text(node, "by"),
        Json.text(node, "reason"),
        Json.instant(node.path("since")),
        Json.instant(node.path("until")));
  }

  private static TargetReport.Effect effect(JsonNode node) {
    return new TargetReport.Effect(
        Json.text(node, "title"),
        Words.outcome(Json.text(node, "outcome"), Json.text(node, "detail")));
  }

  /** The values seen so far, by their numbers. */
  private static final class Seen<T> {
    private final List<T> values = new ArrayList<>();

    T get(JsonNode node, Function<JsonNode, T> body) {
      if (node.isInt()) {
        return values.get(node.intValue());
      }
      T value = body.apply(node);
      values.add(value);
      return value;
    }
  }
}
