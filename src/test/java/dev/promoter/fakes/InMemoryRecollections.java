package dev.promoter.fakes;

import dev.promoter.domain.ReleaseName;
import dev.promoter.engine.Recollections;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Recollections that end with the test. */
public final class InMemoryRecollections implements Recollections {
  private final Map<String, String> texts = new ConcurrentHashMap<>();

  @Override
  public Optional<String> find(ReleaseName release, String subject) {
    return Optional.ofNullable(texts.get(release + "\n" + subject));
  }

  @Override
  public void keep(ReleaseName release, String subject, String text) {
    texts.put(release + "\n" + subject, text);
  }
}
