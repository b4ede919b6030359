package dev.promoter.documents;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.promoter.domain.Approval;
import dev.promoter.domain.Choice;
import dev.promoter.domain.Deed;
import dev.promoter.domain.Hold;
import dev.promoter.domain.Waiver;
import dev.promoter.engine.Chronicle;
import dev.promoter.engine.History;
import dev.promoter.engine.Nodes;
import dev.promoter.engine.StatusBoard;
import dev.promoter.freezes.Outlook;
import dev.promoter.freezes.Window;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** The documents of the commands that list something, as {@code reference-json} describes them. */
public final class ListDocuments {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private ListDocuments() {}

  /** The present state of each release. */
  public static ObjectNode status(List<StatusBoard.Row> rows) {
    ObjectNode document = NODES.objectNode();
    ArrayNode releases = document.putArray("releases");
    rows.forEach(row -> releases.add(row(row)));
    return document;
  }

  /** The same with the nodes that share the database, where there can be several. */
  public static ObjectNode status(List<StatusBoard.Row> rows, List<Nodes.Node> nodes) {
    ObjectNode document = status(rows);
    if (!nodes.isEmpty()) {
      document.setAll(nodes(nodes));
    }
    return document;
  }

  /** The nodes that share the database; none where there can be one only. */
  public static ObjectNode nodes(List<Nodes.Node> nodes) {
    ObjectNode document = NODES.objectNode();
    ArrayNode all = document.putArray("nodes");
    nodes.forEach(node -> all.add(node(node)));
    return document;
  }

  private static ObjectNode node(Nodes.Node node) {
    ObjectNode document = NODES.objectNode();
    document.put("name", node.name());
    document.put("version", node.version());
    Documents.time(document, "since", Optional.of(node.since()));
    Documents.time(document, "seen_at", Optional.of(node.seenAt()));
    document.put("alive", node.alive());
    return document;
  }

  /** The present state of one release. */
  public static ObjectNode row(StatusBoard.Row row) {
    ObjectNode node = NODES.objectNode();
    node.put("release", row.release().value());
    node.put("file", row.file());
    node.put("state", RowState.of(row));
    Documents.time(node, "started_at", row.startedAt());
    Documents.time(node, "finished_at", row.finishedAt());
    node.put("failed", row.failed());
    Documents.text(node, "summary", row.summary());
    ArrayNode problems = node.putArray("problems");
    row.problems().lines().filter(line -> !line.isBlank()).forEach(problems::add);
    return node;
  }

  /** What rounds did and what people did, each newest first. */
  public static ObjectNode history(Chronicle chronicle) {
    ObjectNode document = NODES.objectNode();
    ArrayNode rounds = document.putArray("entries");
    chronicle.rounds().forEach(entry -> rounds.add(entry(entry)));
    ArrayNode deeds = document.putArray("deeds");
    chronicle.deeds().forEach(deed -> write(deed, deeds.addObject()));
    return document;
  }

  /** How one target of a round ended. */
  public static ObjectNode entry(History.Entry entry) {
    ObjectNode node = NODES.objectNode();
    node.put("round", entry.round());
    node.put("release", entry.release().value());
    node.put("at", entry.at().toString());
    node.put("target", entry.target());
    node.put("outcome", entry.outcome().word());
    Documents.text(node, "promoted", entry.promoted());
    Documents.text(node, "previous", entry.previous());
    node.put("reason", entry.reason());
    return node;
  }

  /** One target of a round in which something was, or was to be, promoted, and who ordered it. */
  public static ObjectNode promotion(History.Entry entry, Optional<String> by) {
    ObjectNode node = NODES.objectNode();
    node.put("round", entry.round());
    node.put("release", entry.release().value());
    node.put("at", entry.at().toString());
    node.put("target", entry.target());
    node.put("candidate", entry.promoted());
    Documents.text(node, "previous", entry.previous());
    node.put("result", entry.outcome().word());
    Documents.text(node, "by", by.orElse(""));
    node.put("reason", entry.reason());
    return node;
  }

  /** One thing that a person did. */
  public static void write(Deed deed, ObjectNode node) {
    node.put("id", deed.id());
    node.put("at", deed.at().toString());
    node.put("kind", deed.kind().word());
    node.put("by", deed.caller().name());
    Documents.text(node, "role", deed.caller().role());
    node.put("channel", deed.caller().channel().word());
    node.put("from", deed.caller().from());
    Documents.text(node, "release", deed.release());
    Documents.text(node, "target", deed.target());
    Documents.text(node, "subject", deed.subject());
    Documents.text(node, "candidate", deed.candidate());
    Documents.text(node, "reason", deed.reason());
    node.put("sentence", deed.sentence());
    ObjectNode fields = node.putObject("fields");
    new TreeMap<>(deed.fields()).forEach(fields::put);
  }

  /** All waivers that were not withdrawn. */
  public static ObjectNode waivers(List<Waiver> waivers, List<Waiver> endingSoon, Instant now) {
    ObjectNode document = NODES.objectNode();
    ArrayNode list = document.putArray("waivers");
    waivers.forEach(one -> list.add(waiver(one, endingSoon, now)));
    return document;
  }

  /** Pins, vetoes or both under this name. */
  public static ObjectNode choices(List<Choice> choices, String name) {
    ObjectNode document = NODES.objectNode();
    ArrayNode list = document.putArray(name);
    choices.forEach(one -> list.add(choice(one)));
    return document;
  }

  /** One pin or veto. */
  public static ObjectNode choice(Choice choice) {
    ObjectNode node = NODES.objectNode();
    node.put("id", choice.id());
    node.put("kind", choice.kind().word());
    node.put("release", choice.release().value());
    node.put("target", choice.target().value());
    node.put("candidate", choice.candidate());
    node.put("by", choice.by());
    node.put("reason", choice.reason());
    node.put("since", choice.since().toString());
    return node;
  }

  /** One waiver. */
  public static ObjectNode waiver(Waiver waiver, List<Waiver> endingSoon, Instant now) {
    ObjectNode node = NODES.objectNode();
    node.put("id", waiver.id());
    node.put("release", waiver.release().value());
    node.put("target", waiver.target().value());
    node.put("requirement", waiver.requirement());
    Documents.text(node, "candidate", waiver.candidate());
    Documents.text(node, "pattern", waiver.pattern());
    node.put("by", waiver.by());
    node.put("reason", waiver.reason());
    Documents.text(node, "link", waiver.link());
    node.put("since", waiver.since().toString());
    node.put("until", waiver.until().toString());
    node.put("expired", !now.isBefore(waiver.until()));
    Documents.text(node, "evidence", waiver.evidence());
    node.put("any_failure", waiver.coversAnyFailure());
    node.put("until_promoted", waiver.untilPromoted());
    node.put("ends_soon", endingSoon.contains(waiver));
    Documents.text(node, "ended_by", waiver.promoted());
    return node;
  }

  /** All approvals that were not withdrawn. */
  public static ObjectNode approvals(List<Approval> approvals) {
    ObjectNode document = NODES.objectNode();
    ArrayNode list = document.putArray("approvals");
    approvals.forEach(one -> list.add(approval(one)));
    return document;
  }

  /** One approval. */
  public static ObjectNode approval(Approval approval) {
    ObjectNode node = NODES.objectNode();
    node.put("id", approval.id());
    node.put("release", approval.release().value());
    node.put("target", approval.target().value());
    node.put("candidate", approval.candidate());
    Documents.text(node, "subject", approval.subject());
    node.put("by", approval.by());
    node.put("note", approval.note());
    node.put("at", approval.at().toString());
    return node;
  }

  /** The freezes that are planned. */
  public static ObjectNode freezes(List<Outlook> freezes, Instant now) {
    ObjectNode document = NODES.objectNode();
    ArrayNode list = document.putArray("freezes");
    freezes.forEach(one -> list.add(freeze(one, now)));
    return document;
  }

  private static ObjectNode freeze(Outlook freeze, Instant now) {
    ObjectNode node = NODES.objectNode();
    node.put("name", freeze.plan().name());
    node.put("reason", freeze.plan().reason());
    ArrayNode releases = node.putArray("releases");
    freeze.releases().forEach(release -> releases.add(release.value()));
    ArrayNode targets = node.putArray("targets");
    freeze.plan().targets().forEach(target -> targets.add(target.value()));
    Documents.text(node, "recurrence", freeze.plan().recurrence().orElse(""));
    node.put("time_zone", freeze.plan().zone().getId());
    node.put("in_force", freeze.inForce(now));
    Documents.text(node, "fault", freeze.fault());
    ArrayNode windows = node.putArray("windows");
    for (Window window : freeze.windows()) {
      windows
          .addObject()
          .put("begins", window.begins().toString())
          .put("ends", window.ends().toString());
    }
    return node;
  }

  /** All holds that were not lifted. */
  public static ObjectNode holds(List<Hold> holds, Instant now) {
    ObjectNode document = NODES.objectNode();
    ArrayNode list = document.putArray("holds");
    holds.forEach(one -> list.add(hold(one, now)));
    return document;
  }

  /** One hold. */
  public static ObjectNode hold(Hold hold, Instant now) {
    ObjectNode node = NODES.objectNode();
    node.put("id", hold.id());
    node.put("release", hold.release().value());
    Documents.text(node, "target", hold.target());
    node.put("by", hold.by());
    node.put("reason", hold.reason());
    node.put("since", hold.since().toString());
    Documents.time(
        node, "until", Optional.of(hold.until()).filter(end -> !end.equals(Hold.NO_END)));
    node.put("expired", !now.isBefore(hold.until()));
    return node;
  }
}
