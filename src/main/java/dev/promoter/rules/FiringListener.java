package dev.promoter.rules;

import java.util.function.Consumer;
import org.kie.api.event.rule.BeforeMatchFiredEvent;
import org.kie.api.event.rule.DefaultAgendaEventListener;

/** Tells the name of each rule just before its right-hand side runs. */
final class FiringListener extends DefaultAgendaEventListener {
  private final Consumer<String> names;

  FiringListener(Consumer<String> names) {
    this.names = names;
  }

  @Override
  public void beforeMatchFired(BeforeMatchFiredEvent event) {
    names.accept(event.getMatch().getRule().getName());
  }
}
