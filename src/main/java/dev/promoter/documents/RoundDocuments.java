package dev.promoter.documents;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.promoter.domain.ReleaseName;
import dev.promoter.engine.ReleaseReport;
import dev.promoter.engine.TargetReport;
import java.util.List;
import java.util.Optional;

/** The documents about one stored round of one release. */
public final class RoundDocuments {
  private RoundDocuments() {}

  /** The whole round, as commands print it, with its number and time. */
  public static ObjectNode whole(long number, ReleaseReport report) {
    ObjectNode document = Documents.rounds(List.of(report));
    number(document, number, report);
    return document;
  }

  /** How each target ended. */
  public static ObjectNode targets(long number, ReleaseReport report) {
    ObjectNode document = about(report.release());
    number(document, number, report);
    ArrayNode targets = document.putArray("targets");
    report.targets().forEach(target -> targets.add(Documents.ending(target)));
    return document;
  }

  /** What was judged, target by target, newest first. */
  public static ObjectNode candidates(long number, ReleaseReport report) {
    ObjectNode document = about(report.release());
    number(document, number, report);
    ArrayNode candidates = document.putArray("candidates");
    for (TargetReport target : report.targets()) {
      target.judged().forEach(judged -> candidates.add(candidate(target, judged)));
    }
    return document;
  }

  /** A release of which no round is stored yet. */
  public static ObjectNode nothing(ReleaseName release, String list) {
    ObjectNode document = about(release);
    document.putNull("round");
    document.putNull("at");
    document.putArray(list);
    return document;
  }

  private static ObjectNode candidate(TargetReport target, TargetReport.Judged judged) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("target", target.target().value());
    Optional.of(target.component())
        .filter(component -> !component.isEmpty())
        .ifPresent(component -> node.put("component", component));
    node.setAll(Documents.decision(judged));
    return node;
  }

  private static ObjectNode about(ReleaseName release) {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.put("release", release.value());
    return document;
  }

  private static void number(ObjectNode document, long number, ReleaseReport report) {
    document.put("round", number);
    document.put("at", report.finishedAt().toString());
  }
}
