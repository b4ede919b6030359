package dev.promoter.store;

import dev.promoter.domain.Decision;
import dev.promoter.domain.RequirementReport;
import dev.promoter.engine.ReleaseReport;
import dev.promoter.engine.TargetReport;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/**
 * What makes two rounds of a release the same to a reader of the history: outcomes, reasons,
 * decisions, the states of requirements with the waivers behind them, and what became of effects,
 * but no times and no evidence.
 */
final class Fingerprint {
  private final StringBuilder text = new StringBuilder();
  private final Map<String, Integer> names = new HashMap<>();
  private final MessageDigest digest;

  private Fingerprint(MessageDigest digest) {
    this.digest = digest;
  }

  static String of(ReleaseReport report) {
    try {
      Fingerprint fingerprint = new Fingerprint(MessageDigest.getInstance("SHA-256"));
      report.targets().forEach(fingerprint::target);
      return HexFormat.of().formatHex(fingerprint.digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private void target(TargetReport target) {
    add(target.target().value());
    add(target.component());
    add(target.outcome().name());
    add(target.promoted());
    add(target.reason());
    target.judged().forEach(this::judged);
    for (TargetReport.Effect effect : target.effects()) {
      add(effect.title());
      add(effect.outcome().getClass().getSimpleName());
    }
    digest.update(text.toString().getBytes(StandardCharsets.UTF_8));
    text.setLength(0);
  }

  private void judged(TargetReport.Judged judged) {
    Decision decision = judged.judgement().decision();
    add(judged.judgement().candidate().id());
    add(decision.word());
    add(decision.rule());
    add(decision.reason());
    for (RequirementReport requirement : judged.judgement().requirements()) {
      name(requirement.name());
      add(requirement.state().name());
      judged.facts().accepting(requirement).forEach(waiver -> add(Long.toString(waiver.id())));
    }
  }

  /** In full only once: the requirements are the same for all candidates of a target. */
  private void name(String requirement) {
    Integer number = names.putIfAbsent(requirement, names.size());
    if (number == null) {
      add(requirement);
    } else {
      text.append('#').append(number.intValue()).append(' ');
    }
  }

  /** With its length, so that no two lists of texts read the same. */
  private void add(String part) {
    text.append(part.length()).append(':').append(part);
  }
}
