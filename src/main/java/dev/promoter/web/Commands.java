package dev.promoter.web;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Takes command lines from those who have them carried out here and not on the store: what they
 * order goes through the same doors as everything else, and what is printed comes back.
 */
public final class Commands {
  private static final int LONGEST_USER = 200;

  private final Runner runner;

  /** Commands that this runner carries out. */
  public Commands(Runner runner) {
    this.runner = runner;
  }

  /** Carries out one command line; used by many threads. */
  @FunctionalInterface
  public interface Runner {
    /**
     * Carries it out as far as the person may.
     *
     * @throws Refusal when the person may not order that
     */
    Printed run(Line line, Person person);
  }

  /**
   * A command line that somebody typed elsewhere.
   *
   * @param arguments its words
   * @param coloured whether it is printed on a terminal
   * @param user who typed it, as that machine says: user and host
   * @param from the address it came from
   */
  public record Line(List<String> arguments, boolean coloured, String user, String from) {
    public Line {
      arguments = List.copyOf(arguments);
    }
  }

  /**
   * What came of it.
   *
   * @param exit the exit code
   * @param output what belongs on standard output
   * @param errors what belongs on standard error
   */
  public record Printed(int exit, String output, String errors) {}

  /** The routes; what some commands need besides is looked at with the command. */
  public List<Route> routes() {
    return List.of(
        Route.post(
            Api.ROOT + "/commands", Role.OPERATOR, "Carries out a command line", this::order));
  }

  private Answer order(Request request) {
    Form form = Form.of(request, "arguments", "coloured", "user");
    List<String> arguments = form.words("arguments");
    String user = form.text("user");
    if (arguments.isEmpty() || user.length() > LONGEST_USER) {
      throw Form.unusable(
          "The field arguments needs a word, and user may have %d characters"
              .formatted(LONGEST_USER));
    }
    Printed printed =
        runner.run(
            new Line(arguments, form.flag("coloured"), user, request.from()), request.person());
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.put("exit", printed.exit());
    document.put("output", printed.output());
    document.put("errors", printed.errors());
    return Answer.json(document);
  }
}
