package dev.promoter.store;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.promoter.domain.Choice;
import dev.promoter.domain.Decision;
import dev.promoter.domain.Due;
import dev.promoter.domain.Evidence;
import dev.promoter.domain.Facts;
import dev.promoter.domain.Freeze;
import dev.promoter.domain.Hold;
import dev.promoter.domain.Judgement;
import dev.promoter.domain.Milestone;
import dev.promoter.domain.Requirement;
import dev.promoter.domain.RequirementReport;
import dev.promoter.domain.Target;
import dev.promoter.domain.Waiver;
import dev.promoter.engine.ReleaseReport;
import dev.promoter.engine.TargetReport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/**
 * Writes a round as deflated JSON. A hundred candidates with sixty jobs repeat the same evidence,
 * targets and names many times; the first occurrence is written in full and later ones as its
 * number. {@link ReportReader} is the other half and reads in exactly this order.
 */
final class ReportWriter {
  private final JsonGenerator json;
  private final Map<Object, Integer> texts = new HashMap<>();

  private final IdentityHashMap<Evidence, Integer> evidence = new IdentityHashMap<>();
  private final Map<Object, Integer> targets = new HashMap<>();
  private final Map<Object, Integer> waivers = new HashMap<>();
  private final Map<Object, Integer> holds = new HashMap<>();
  private final Map<Object, Integer> choices = new HashMap<>();
  private final Map<Object, Integer> freezes = new HashMap<>();
  private final Map<String, String> addresses = new HashMap<>();

  private ReportWriter(JsonGenerator json) {
    this.json = json;
  }

  static byte[] write(ReleaseReport report) {
    return deflated(writer -> writer.report(report));
  }

  /** What a plan is based on, written as in a round. */
  static byte[] write(List<TargetReport.Judged> basis) {
    return deflated(writer -> writer.each(basis, writer::judged));
  }

  private static byte[] deflated(Body<ReportWriter> document) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(64 * 1024);
    Deflater deflater = new Deflater(Deflater.BEST_SPEED);
    try (JsonGenerator json =
        Json.FACTORY.createGenerator(new DeflaterOutputStream(bytes, deflater, 16 * 1024))) {
      document.write(new ReportWriter(json));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      deflater.end();
    }
    return bytes.toByteArray();
  }

  private void report(ReleaseReport report) throws IOException {
    json.writeStartObject();
    json.writeStringField("release", report.release().value());
    json.writeStringField("file", report.file());
    json.writeStringField("error", report.error());
    json.writeFieldName("targets");
    each(report.targets(), this::target);
    json.writeBooleanField("dryRun", report.dryRun());
    json.writeFieldName("startedAt");
    Json.write(json, report.startedAt());
    json.writeFieldName("finishedAt");
    Json.write(json, report.finishedAt());
    json.writeFieldName("plans");
    each(report.plans(), plan -> json.writeNumber(plan));
    json.writeEndObject();
  }

  private void target(TargetReport report) throws IOException {
    json.writeStartObject();
    json.writeStringField("target", report.target().value());
    json.writeStringField("source", report.source().value());
    json.writeStringField("component", report.component());
    json.writeStringField("outcome", report.outcome().name());
    json.writeStringField("promoted", report.promoted());
    json.writeStringField("previous", report.previous());
    json.writeStringField("reason", report.reason());
    json.writeFieldName("judged");
    each(report.judged(), this::judged);
    json.writeFieldName("effects");
    each(report.effects(), this::effect);
    if (report.committed().isPresent()) {
      json.writeFieldName("committed");
      Json.write(json, report.committed().get());
    }
    json.writeBooleanField("upstreamFailed", report.upstreamFailed());
    json.writeEndObject();
  }

  private void judged(TargetReport.Judged judged) throws IOException {
    json.writeStartObject();
    json.writeFieldName("facts");
    facts(judged.facts());
    json.writeFieldName("judgement");
    judgement(judged.judgement());
    json.writeEndObject();
  }

  private void facts(Facts facts) throws IOException {
    json.writeStartObject();
    text("release", facts.release().value());
    text("workflow", facts.workflow());
    json.writeFieldName("target");
    shared(targets, facts.target(), this::criteria);
    json.writeFieldName("candidate");
    Json.write(json, facts.candidate());
    json.writeStringField("relation", facts.standing().relation().name());
    text("current", facts.standing().current());
    json.writeFieldName("evidence");
    each(facts.evidence(), this::evidence);
    json.writeFieldName("milestones");
    each(facts.milestones(), this::milestone);
    json.writeFieldName("waivers");
    each(facts.waivers(), waiver -> shared(waivers, waiver, this::waiver));
    json.writeFieldName("holds");
    each(facts.holds(), hold -> shared(holds, hold, this::hold));
    json.writeFieldName("at");
    Json.write(json, facts.moment().at());
    text("zone", facts.moment().zone().getId());
    text("annex", facts.annex());
    json.writeFieldName("choices");
    each(facts.choices(), choice -> shared(choices, choice, this::choice));
    json.writeFieldName("freezes");
    each(facts.freezes(), freeze -> shared(freezes, freeze, this::freeze));
    json.writeEndObject();
  }

  private void judgement(Judgement judgement) throws IOException {
    json.writeStartObject();
    json.writeFieldName("candidate");
    Json.write(json, judgement.candidate());
    Decision decision = judgement.decision();
    json.writeStringField("decision", decision.word());
    text("rule", decision.rule());
    text("reason", decision.reason());
    json.writeFieldName("requirements");
    each(judgement.requirements(), this::requirement);
    json.writeFieldName("due");
    each(judgement.due(), this::due);
    json.writeEndObject();
  }

  /** An array without names, as there are thousands: name, state, evidence. */
  private void milestone(Milestone milestone) throws IOException {
    json.writeStartArray();
    text(milestone.name());
    text(milestone.subject());
    text(milestone.verdict().name());
    text(milestone.url());
    Json.write(json, milestone.at());
    text(milestone.detail());
    json.writeEndArray();
  }

  private void due(Due due) throws IOException {
    json.writeStartArray();
    text(due.step());
    text(due.subject());
    json.writeEndArray();
  }

  private void requirement(RequirementReport report) throws IOException {
    json.writeStartArray();
    text(report.name());
    text(report.state().name());
    each(report.evidence(), this::evidence);
    json.writeEndArray();
  }

  /**
   * By identity: facts and judgement share their evidence, and comparing the contents of hundreds
   * of thousands of them would take longer than writing some twice.
   */
  private void evidence(Evidence item) throws IOException {
    Integer number = evidence.putIfAbsent(item, evidence.size());
    if (number == null) {
      full(item);
    } else {
      json.writeNumber(number);
    }
  }

  /** An array without names, as there are thousands. */
  private void full(Evidence item) throws IOException {
    json.writeStartArray();
    text(item.requirement());
    text(item.job());
    text(item.verdict().name());
    address(item);
    Json.write(json, item.at());
    text(item.detail());
    json.writeEndArray();
  }

  /**
   * How much of its beginning is that of the last address of the same job, and the rest: the logs
   * of a job stand side by side.
   */
  private void address(Evidence item) throws IOException {
    String url = item.url();
    String last = Objects.requireNonNullElse(addresses.put(item.job(), url), "");
    int same = Words.sameBeginning(last, url);
    json.writeNumber(same);
    json.writeString(same == 0 ? url : url.substring(same));
  }

  private void criteria(Target target) throws IOException {
    json.writeStartObject();
    json.writeStringField("link", target.link().value());
    json.writeStringField("source", target.source().value());
    json.writeStringField("component", target.component());
    json.writeFieldName("requirements");
    each(target.requirements(), this::requirement);
    json.writeEndObject();
  }

  private void requirement(Requirement requirement) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", requirement.name());
    json.writeFieldName("alternatives");
    each(requirement.alternatives(), json::writeString);
    json.writeEndObject();
  }

  private void waiver(Waiver waiver) throws IOException {
    json.writeStartObject();
    json.writeNumberField("id", waiver.id());
    json.writeStringField("release", waiver.release().value());
    json.writeStringField("target", waiver.target().value());
    json.writeStringField("requirement", waiver.requirement());
    json.writeStringField("candidate", waiver.candidate());
    json.writeStringField("pattern", waiver.pattern());
    json.writeStringField("evidence", waiver.evidence());
    json.writeBooleanField("untilPromoted", waiver.untilPromoted());
    json.writeStringField("by", waiver.by());
    json.writeStringField("reason", waiver.reason());
    json.writeStringField("link", waiver.link());
    json.writeFieldName("since");
    Json.write(json, waiver.since());
    json.writeFieldName("until");
    Json.write(json, waiver.until());
    json.writeEndObject();
  }

  private void choice(Choice choice) throws IOException {
    json.writeStartObject();
    json.writeNumberField("id", choice.id());
    json.writeStringField("kind", choice.kind().name());
    json.writeStringField("release", choice.release().value());
    json.writeStringField("target", choice.target().value());
    json.writeStringField("candidate", choice.candidate());
    json.writeStringField("by", choice.by());
    json.writeStringField("reason", choice.reason());
    json.writeFieldName("since");
    Json.write(json, choice.since());
    json.writeEndObject();
  }

  private void freeze(Freeze freeze) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", freeze.name());
    json.writeStringField("reason", freeze.reason());
    json.writeFieldName("until");
    Json.write(json, freeze.until());
    json.writeFieldName("opens");
    Json.write(json, freeze.opens());
    json.writeEndObject();
  }

  private void hold(Hold hold) throws IOException {
    json.writeStartObject();
    json.writeNumberField("id", hold.id());
    json.writeStringField("release", hold.release().value());
    json.writeStringField("target", hold.target());
    json.writeStringField("by", hold.by());
    json.writeStringField("reason", hold.reason());
    json.writeFieldName("since");
    Json.write(json, hold.since());
    json.writeFieldName("until");
    Json.write(json, hold.until());
    json.writeEndObject();
  }

  private void effect(TargetReport.Effect effect) throws IOException {
    json.writeStartObject();
    json.writeStringField("title", effect.title());
    json.writeStringField("outcome", Words.word(effect.outcome()));
    json.writeStringField("detail", effect.outcome().detail());
    json.writeEndObject();
  }

  private void text(String field, String value) throws IOException {
    json.writeFieldName(field);
    text(value);
  }

  private void text(String value) throws IOException {
    shared(texts, value, json::writeString);
  }

  private <T> void shared(Map<Object, Integer> known, T value, Body<T> body) throws IOException {
    Integer number = known.putIfAbsent(value, known.size());
    if (number == null) {
      body.write(value);
    } else {
      json.writeNumber(number);
    }
  }

  private <T> void each(List<T> values, Body<T> body) throws IOException {
    json.writeStartArray();
    for (T value : values) {
      body.write(value);
    }
    json.writeEndArray();
  }

  /** Writes one value. */
  private interface Body<T> {
    void write(T value) throws IOException;
  }
}
