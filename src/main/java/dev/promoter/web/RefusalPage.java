package dev.promoter.web;

/** Shows a refusal to somebody who looks at it in a browser. */
@FunctionalInterface
public interface RefusalPage {
  /**
   * The page.
   *
   * @param path what was asked for
   */
  Answer of(Refusal refusal, String path);
}
