package dev.promoter.rules;

import dev.promoter.domain.Problem;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kie.api.KieBase;
import org.kie.api.io.Resource;
import org.kie.api.io.ResourceType;
import org.kie.internal.builder.CompositeKnowledgeBuilder;
import org.kie.internal.builder.KnowledgeBuilder;
import org.kie.internal.builder.KnowledgeBuilderError;
import org.kie.internal.builder.KnowledgeBuilderFactory;
import org.kie.internal.builder.ResultSeverity;
import org.kie.internal.io.ResourceFactory;

/**
 * Turns the text of rule files into a rule base, or into one problem per mistake. Uses the classic
 * builder: only it names file and line of a mistake in every part of a rule (contract
 * dependencies.md section 2.3); and uses it without the modules above it, which would make a
 * project of XML files around the rules first and keep it for the whole process.
 */
final class RuleCompiler {
  private static final int LONGEST_MESSAGE = 400;
  private static final Pattern LINE_IN_TEXT = Pattern.compile("^Line (\\d{1,6}):");

  private final RuleFiles files;
  private final List<Problem> problems = new ArrayList<>();

  RuleCompiler(RuleFiles files) {
    this.files = files;
  }

  /** What is wrong; empty after a successful compilation. */
  List<Problem> problems() {
    return List.copyOf(problems);
  }

  /** The rule base; empty when there are problems. */
  Optional<KieBase> compile() {
    KnowledgeBuilder builder =
        KnowledgeBuilderFactory.newKnowledgeBuilder(
            KnowledgeBuilderFactory.newKnowledgeBuilderConfiguration(
                null, RuleCompiler.class.getClassLoader()));
    // All files at once: rules may use types and functions of files behind them.
    CompositeKnowledgeBuilder all = builder.batch();
    files.contents().forEach((name, content) -> all.add(source(name, content), ResourceType.DRL));
    all.build();
    builder.getResults(ResultSeverity.ERROR).forEach(each -> add((KnowledgeBuilderError) each));
    return problems.isEmpty() ? Optional.of(builder.newKieBase()) : Optional.empty();
  }

  private static Resource source(String name, byte[] content) {
    return ResourceFactory.newInputStreamResource(
            new ByteArrayInputStream(content), StandardCharsets.UTF_8.name())
        .setSourcePath(name);
  }

  private void add(KnowledgeBuilderError error) {
    Resource resource = error.getResource();
    String name =
        resource == null || resource.getSourcePath() == null ? "" : resource.getSourcePath();
    String text = error.getMessage().replaceAll("\\s+", " ").strip();
    problems.add(new Problem(files.shown(name), line(error, text), "", "", readable(text), false));
  }

  // A parser that breaks off at the end of a file gives the line in its text alone.
  private static int line(KnowledgeBuilderError error, String text) {
    int given = error.getLines().length == 0 ? 0 : error.getLines()[0];
    Matcher named = LINE_IN_TEXT.matcher(text);
    if (given > 0 || !named.find()) {
      return Math.max(0, given);
    }
    return Integer.parseInt(named.group(1));
  }

  private static String readable(String text) {
    int trace = text.indexOf(" Stack trace:");
    String told = trace < 0 ? text : text.substring(0, trace);
    return told.length() <= LONGEST_MESSAGE ? told : told.substring(0, LONGEST_MESSAGE) + "...";
  }
}
