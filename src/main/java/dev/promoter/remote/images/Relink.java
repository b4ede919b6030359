package dev.promoter.remote.images;

import dev.promoter.domain.Action;
import dev.promoter.domain.Before;
import dev.promoter.domain.Candidate;
import java.util.HashMap;
import java.util.Map;

/**
 * What one action was planned to do with the two links of a target. Texts of links are kept as they
 * stood, so that what is put back is exactly what was there; an empty text is no link.
 *
 * @param server the name of the server
 * @param directory where the links stand
 * @param target the name of the link that moves; {@code previous-} before it names the other
 * @param from what the target said when the plan was made
 * @param to what it is to say
 * @param previousFrom what the other link said when the plan was made
 * @param previousTo what it is to say
 * @param back whether something is put back: then it need not lead anywhere
 */
record Relink(
    String server,
    String directory,
    String target,
    String from,
    String to,
    String previousFrom,
    String previousTo,
    boolean back) {
  private static final String TARGET = "target";
  private static final String PREVIOUS = "previous";

  static Relink of(Action action) {
    return new Relink(
        action.setting("server"),
        action.setting("directory"),
        action.setting(TARGET),
        action.setting("from"),
        action.setting("to"),
        action.setting("previous-from"),
        action.setting("previous-to"),
        action.setting("back").equals("yes"));
  }

  Action action(String kind, String what, Candidate candidate) {
    Map<String, String> settings = new HashMap<>();
    settings.put("server", server);
    settings.put("directory", directory);
    settings.put(TARGET, target);
    settings.put("from", from);
    settings.put("to", to);
    settings.put("previous-from", previousFrom);
    settings.put("previous-to", previousTo);
    settings.put("back", back ? "yes" : "no");
    return new Action(kind, title(what), candidate, settings);
  }

  private String title(String what) {
    if (to.isEmpty()) {
      return "take away the link %s of the %s".formatted(targetPath(), what);
    }
    return "%s the link %s of the %s to %s"
        .formatted(back ? "put back" : "move", targetPath(), what, to);
  }

  String targetPath() {
    return Links.path(directory, target);
  }

  String previousPath() {
    return Links.path(directory, "previous-" + target);
  }

  /** Where the target is to lead. */
  String destination() {
    return Links.destination(directory, to);
  }

  boolean same(String one, String other) {
    return Links.same(directory, one, other);
  }

  /** What puts back what stood there before this was carried out, wholly or in part. */
  Relink undone(Before before) {
    return new Relink(
        server,
        directory,
        target,
        to,
        before.value(TARGET),
        previousTo,
        before.value(PREVIOUS),
        true);
  }

  static Before before(String target, String previous) {
    return new Before(Map.of(TARGET, target, PREVIOUS, previous));
  }

  /** Whether carrying it out would change nothing. */
  boolean idle() {
    return from.equals(to) && previousFrom.equals(previousTo);
  }
}
