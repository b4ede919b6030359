package dev.promoter.rules;

import dev.promoter.domain.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drools.compiler.kie.builder.impl.DrlProject;
import org.kie.api.KieBase;
import org.kie.api.KieServices;
import org.kie.api.builder.KieBuilder;
import org.kie.api.builder.KieFileSystem;
import org.kie.api.builder.Message;
import org.kie.api.builder.ReleaseId;

/**
 * Turns the text of rule files into a rule base, or into one problem per mistake. Uses the classic
 * builder: only it names file and line of a mistake in every part of a rule (contract
 * dependencies.md section 2.3).
 */
final class RuleCompiler {
  private static final String ROOT = "src/main/resources/";
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
    // The library keeps compiled modules in one place for the whole process, by a name that is the
    // same for every compilation: one at a time, and nothing may stay behind.
    synchronized (RuleCompiler.class) {
      return compileAlone();
    }
  }

  private Optional<KieBase> compileAlone() {
    KieServices services = KieServices.get();
    ClassLoader classes = RuleCompiler.class.getClassLoader();
    KieBuilder builder = services.newKieBuilder(source(services), classes);
    builder.buildAll(DrlProject.class);
    builder.getResults().getMessages(Message.Level.ERROR).forEach(this::add);
    ReleaseId module = services.getRepository().getDefaultReleaseId();
    try {
      return problems.isEmpty()
          ? Optional.of(services.newKieContainer(module, classes).getKieBase())
          : Optional.empty();
    } finally {
      services.getRepository().removeKieModule(module);
    }
  }

  private KieFileSystem source(KieServices services) {
    KieFileSystem source = services.newKieFileSystem();
    files.contents().forEach((name, content) -> source.write(ROOT + name, content));
    return source;
  }

  private void add(Message message) {
    String path = message.getPath() == null ? "" : message.getPath();
    String name = path.startsWith(ROOT) ? path.substring(ROOT.length()) : path;
    String text = message.getText().replaceAll("\\s+", " ").strip();
    problems.add(
        new Problem(files.shown(name), line(message, text), "", "", readable(text), false));
  }

  // A parser that breaks off at the end of a file gives the line in its text alone.
  private static int line(Message message, String text) {
    Matcher named = LINE_IN_TEXT.matcher(text);
    if (message.getLine() > 0 || !named.find()) {
      return Math.max(0, message.getLine());
    }
    return Integer.parseInt(named.group(1));
  }

  private static String readable(String text) {
    int trace = text.indexOf(" Stack trace:");
    String told = trace < 0 ? text : text.substring(0, trace);
    return told.length() <= LONGEST_MESSAGE ? told : told.substring(0, LONGEST_MESSAGE) + "...";
  }
}
