package dev.promoter.rules;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.drools.base.base.ObjectType;
import org.drools.core.impl.InternalRuleBase;
import org.drools.core.reteoo.ObjectTypeNode;
import org.kie.api.KieBase;

/**
 * The kinds of facts that a set of rules has conditions on. Whatever no rule asks for can stay out
 * of a session without any difference but time: putting facts in takes a third of a judgement, and
 * most of them are evidence, which only local rules look at one by one.
 */
final class Interest {
  private final List<ObjectType> asked;
  private final Map<Class<?>, Boolean> known = new ConcurrentHashMap<>();

  Interest(KieBase rules) {
    this.asked =
        ((InternalRuleBase) rules)
            .getRete().getObjectTypeNodes().stream().map(ObjectTypeNode::getObjectType).toList();
  }

  /** Whether a condition of any rule may match it. */
  boolean in(Object fact) {
    return known.computeIfAbsent(fact.getClass(), this::isAsked);
  }

  private boolean isAsked(Class<?> type) {
    return asked.stream().anyMatch(each -> each.isAssignableFrom(type));
  }
}
