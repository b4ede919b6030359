package dev.promoter.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.promoter.documents.DecisionDocument;
import dev.promoter.documents.RoundDocuments;
import dev.promoter.domain.LinkName;
import dev.promoter.domain.ReleaseName;
import dev.promoter.engine.ReleaseReport;
import dev.promoter.engine.TargetReport;
import dev.promoter.web.Desk.StoredRound;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Answers about one stored round. A round never changes, so each answer is made once and kept, the
 * ones that are asked for last and as packed as they are sent.
 */
final class RoundAnswers {
  /** Answers about a hundred releases with a hundred candidates each. */
  private static final int MOST_BYTES = 16 * 1024 * 1024;

  /** Small ones: how the targets of a round ended. */
  private static final int MOST_ENDINGS = 500;

  private final Desk desk;
  private final Remembered<Key, Answer> answers = new Remembered<>(MOST_BYTES, Answer::weight);
  private final Remembered<Long, ObjectNode> endings = new Remembered<>(MOST_ENDINGS, one -> 1);

  /** Which answer: what is asked for about which part of a round. */
  private record Key(
      String what, long round, Optional<LinkName> target, Optional<String> candidate) {}

  RoundAnswers(Desk desk) {
    this.desk = desk;
  }

  /** How each target ended, as a document that nobody may change. */
  ObjectNode endings(long number) {
    return endings.get(number, () -> RoundDocuments.targets(number, read(number).report()));
  }

  Answer targets(long number) {
    return Answer.json(endings(number));
  }

  Answer target(long number, LinkName link) {
    return kept(
        new Key("target", number, Optional.of(link), Optional.empty()),
        report -> RoundDocuments.targets(number, report));
  }

  /** Part of what a round of a release judged, with the way to the next part of that list. */
  Answer candidates(ReleaseName release, Paging.Part part, String list) {
    String what = "candidates of %s from %d to %d".formatted(release, part.from(), part.limit());
    return answers.get(
        new Key(what, part.round(), Optional.empty(), Optional.empty()),
        () -> page(release, part, list).kept());
  }

  private Answer page(ReleaseName release, Paging.Part part, String list) {
    ReleaseReport report = read(part.round()).report();
    if (!report.release().equals(release)) {
      throw Paging.foreign();
    }
    ObjectNode document = RoundDocuments.candidates(part.round(), report);
    List<JsonNode> all = new ArrayList<>();
    document.path("candidates").forEach(all::add);
    ArrayNode shown = document.putArray("candidates");
    all.stream().skip(part.from()).limit(part.limit()).forEach(shown::add);
    if (all.size() - part.from() <= part.limit()) {
      return Answer.json(document.putNull("next"));
    }
    String address =
        "%s/releases/%s/candidates?cursor=%s&limit=%d"
            .formatted(Api.ROOT, release, part.next(list), part.limit());
    return Answer.json(document.put("next", part.next(list)))
        .with("Link", "<" + address + ">; rel=\"next\"");
  }

  Answer whole(long number, Optional<LinkName> target, Optional<String> candidate) {
    return kept(
        new Key("whole", number, target, candidate),
        report -> RoundDocuments.whole(number, report));
  }

  Answer decision(long number, Optional<LinkName> target, Optional<String> candidate) {
    return kept(new Key("decision", number, target, candidate), report -> decision(number, report));
  }

  private static ObjectNode decision(long number, ReleaseReport report) {
    for (TargetReport target : report.targets()) {
      if (!target.judged().isEmpty()) {
        return DecisionDocument.of(number, report, target, target.judged().get(0));
      }
    }
    throw none("Round %d of %s judged no candidate.".formatted(number, report.release()));
  }

  private Answer kept(Key key, Function<ReleaseReport, ObjectNode> document) {
    return answers.get(
        key, () -> Answer.json(document.apply(narrowed(read(key.round()), key))).kept());
  }

  private StoredRound read(long number) {
    return desk.round(number)
        .orElseThrow(() -> none("There is no round %d; the history lists them.".formatted(number)));
  }

  private static ReleaseReport narrowed(StoredRound round, Key key) {
    ReleaseReport report = round.report();
    key.target()
        .filter(link -> report.targets().stream().noneMatch(each -> each.target().equals(link)))
        .ifPresent(
            link -> {
              throw none(
                  "Round %d of %s had no target '%s'."
                      .formatted(round.number(), report.release(), link));
            });
    ReleaseReport narrowed = report.narrowed(key.target(), key.candidate());
    key.candidate()
        .filter(id -> narrowed.targets().stream().allMatch(each -> each.judged().isEmpty()))
        .ifPresent(
            id -> {
              throw none(
                  "Round %d of %s judged no candidate '%s'."
                      .formatted(round.number(), report.release(), id));
            });
    return narrowed;
  }

  private static Refusal none(String sentence) {
    return new Refusal(Refusal.Kind.NOT_FOUND, sentence);
  }
}
