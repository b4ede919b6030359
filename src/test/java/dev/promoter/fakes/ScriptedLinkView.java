package dev.promoter.fakes;

import dev.promoter.domain.Candidate;
import dev.promoter.domain.LinkName;
import dev.promoter.domain.Relation;
import dev.promoter.domain.Release;
import dev.promoter.domain.Standing;
import dev.promoter.domain.Target;
import dev.promoter.engine.Lineup;
import dev.promoter.engine.Lineup.Contender;
import dev.promoter.engine.LinkView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads each scripted link once per round, unless it is told that the link moved. */
final class ScriptedLinkView implements LinkView {
  private final Release release;
  private final ScriptedLinks links;
  private final Map<LinkName, List<Candidate>> seen = new HashMap<>();

  ScriptedLinkView(Release release, ScriptedLinks links) {
    this.release = release;
    this.links = links;
  }

  @Override
  public Lineup read(Target target) {
    links.failIfScripted(target.link());
    Optional<Candidate> current = ScriptedLinks.last(rows(target.link()));
    List<Candidate> source = newestFirst(target.source());
    if (source.isEmpty()) {
      return new Lineup(current, List.of(), target.source() + " is empty");
    }
    if (current.filter(source.get(0)::equals).isPresent()) {
      return new Lineup(current, List.of(), "the newest candidate is already current");
    }
    List<Contender> all = source.stream().map(each -> contender(target, each)).toList();
    List<Contender> newer = with(Relation.NEWER, all);
    List<Contender> chosen = newer.isEmpty() ? with(Relation.OLDER, all) : newer;
    return new Lineup(current, chosen.stream().limit(release.candidateLimit()).toList(), "");
  }

  @Override
  public Optional<Contender> find(Target target, String id) {
    links.failIfScripted(target.link());
    List<Candidate> found =
        newestFirst(target.source()).stream().filter(each -> each.id().startsWith(id)).toList();
    return found.size() == 1 ? Optional.of(contender(target, found.get(0))) : Optional.empty();
  }

  @Override
  public Optional<Candidate> current(LinkName link, Candidate candidate) {
    links.failIfScripted(link);
    return ScriptedLinks.last(rows(link));
  }

  @Override
  public Optional<Instant> committed(LinkName source, Candidate candidate) {
    return links.committed(candidate);
  }

  @Override
  public void moved(LinkName link) {
    seen.remove(link);
  }

  @Override
  public void wouldMove(LinkName link, String component, Candidate candidate) {
    List<Candidate> shown = new ArrayList<>(rows(link));
    shown.add(candidate);
    seen.put(link, shown);
  }

  private Contender contender(Target target, Candidate candidate) {
    Optional<Candidate> current = ScriptedLinks.last(rows(target.link()));
    String id = current.map(Candidate::id).orElse("");
    return new Contender(candidate, new Standing(relation(target, candidate, current), id));
  }

  /** Older is what was at the target already, or came to the source before its content. */
  private Relation relation(Target target, Candidate candidate, Optional<Candidate> current) {
    if (current.filter(candidate::equals).isPresent()) {
      return Relation.CURRENT;
    }
    List<Candidate> source = rows(target.source());
    boolean before =
        current.map(it -> source.lastIndexOf(candidate) < source.lastIndexOf(it)).orElse(false);
    return before || rows(target.link()).contains(candidate) ? Relation.OLDER : Relation.NEWER;
  }

  private static List<Contender> with(Relation relation, List<Contender> contenders) {
    return contenders.stream().filter(each -> each.standing().relation() == relation).toList();
  }

  private List<Candidate> newestFirst(LinkName link) {
    List<Candidate> reversed = new ArrayList<>(rows(link));
    Collections.reverse(reversed);
    return List.copyOf(new LinkedHashSet<>(reversed));
  }

  private List<Candidate> rows(LinkName link) {
    return seen.computeIfAbsent(link, links::rows);
  }
}
