package dev.promoter.remote.redmine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.promoter.domain.Outcome;
import dev.promoter.engine.RemoteException;
import dev.promoter.remote.redmine.Entry.Standing;
import java.util.List;
import java.util.Optional;

/**
 * Keeps one issue as it should be. Looks before it writes and reads back what it wrote: the server
 * answers 204 also to what it dropped (contract ceph.md section 6). Never writes to a closed issue
 * or to one of another project.
 */
public final class TrackerIssue {
  /** How often an edit of somebody else that came in between is put back before giving up. */
  private static final int REPAIRS = 3;

  private static final int OK = 200;

  private final Redmine redmine;
  private final long id;
  private final Optional<String> project;

  /**
   * One issue of a server.
   *
   * @param project the name or number of the project it has to belong to; empty for any
   */
  public TrackerIssue(Redmine redmine, long id, Optional<String> project) {
    this.redmine = redmine;
    this.id = id;
    this.project = project;
  }

  /**
   * Whether the entry stands there already. Reads only.
   *
   * @throws RemoteException when that cannot be found out
   */
  public Optional<Outcome> observe(Entry entry) {
    Issue issue = redmine.issue(id);
    return replaced(entry, issue).isEmpty()
            && entry.standing(issue, redmine::statuses) instanceof Standing.Met
        ? Optional.of(already(entry))
        : Optional.empty();
  }

  private Optional<String> replaced(Entry entry, Issue issue) {
    return entry instanceof Entry.Description
        ? Replaced.in(issue, redmine::account)
        : Optional.empty();
  }

  /** Sees to it that the entry stands there. Never throws for what the server does. */
  public Outcome write(Entry entry) {
    try {
      Optional<Outcome> nothing = observe(entry);
      if (nothing.isPresent()) {
        return nothing.get();
      }
      // A public issue is shown to a wrong key as well, so reading it has proved nothing.
      Account self = redmine.account();
      // Read once more, so that as little time as possible lies between this text and the write.
      Issue issue = redmine.issue(id);
      String people = replaced(entry, issue).orElse(issue.description());
      return change(entry, issue, people, self, REPAIRS);
    } catch (RemoteException unread) {
      return repeatable(unread);
    }
  }

  /**
   * Changes an issue.
   *
   * @param issue as it is
   * @param people the description to build on: that of the issue, or one that was replaced
   */
  private Outcome change(Entry entry, Issue issue, String people, Account self, int repairs) {
    Standing standing = entry.standing(issue.describedAs(people), redmine::statuses);
    if (standing instanceof Standing.Met) {
      return already(entry);
    }
    Optional<String> refusal = refusal(issue);
    if (refusal.isPresent()) {
      return new Outcome.Refused(failure(entry, refusal.get()));
    }
    if (standing instanceof Standing.Overtaken overtaken) {
      return new Outcome.Refused(failure(entry, overtaken.sentence()));
    }
    if (standing instanceof Standing.Impossible impossible) {
      return new Outcome.Failed(failure(entry, impossible.sentence()));
    }
    return send(entry, issue, ((Standing.Wanting) standing).attributes(), self, repairs);
  }

  private Outcome send(
      Entry entry, Issue before, ObjectNode attributes, Account self, int repairs) {
    Optional<RemoteException> doubt = Optional.empty();
    try {
      redmine.change(id, "write " + entry.title() + " of issue " + id, attributes);
    } catch (RemoteException fault) {
      if (fault.status() >= 400 && fault.status() < 500) {
        return repeatable(fault);
      }
      doubt = Optional.of(fault);
    }
    return readBack(entry, before, attributes, self, doubt, repairs);
  }

  private Outcome readBack(
      Entry entry,
      Issue before,
      ObjectNode sent,
      Account self,
      Optional<RemoteException> doubt,
      int repairs) {
    Issue after;
    try {
      after = redmine.issue(id);
    } catch (RemoteException unread) {
      return new Outcome.Retry(
          doubt.map(fault -> fault.sentence() + "; and then: ").orElse("")
              + "it was sent but could not be read back: "
              + unread.sentence());
    }
    Optional<String> lost = overwritten(before, after, sent, self);
    if (lost.isPresent()) {
      return repair(entry, after, lost.get(), self, repairs);
    }
    if (entry.standing(after, redmine::statuses) instanceof Standing.Met) {
      String how =
          doubt.map(fault -> ", although the answer was lost: " + fault.sentence()).orElse("");
      return new Outcome.Done("%s of issue %d is up to date%s".formatted(entry.title(), id, how));
    }
    if (doubt.isPresent()) {
      return new Outcome.Retry(doubt.get().sentence());
    }
    return after.lastNote() == before.lastNote()
        ? new Outcome.Failed(
            failure(
                entry,
                "the server accepted the change and dropped it; look whether the user of the key may edit the issue, add notes and make this change of status or fields"))
        : new Outcome.Retry(failure(entry, "somebody else changed it again at the same time"));
  }

  /**
   * What a person saved between our last look and our write, which therefore replaced it. The
   * journal tells: an edit of the description holds the text before and after it.
   */
  private static Optional<String> overwritten(
      Issue before, Issue after, ObjectNode sent, Account self) {
    String ours = sent.path("description").asText("");
    if (ours.isEmpty() || !Lines.same(after.description(), ours)) {
      return Optional.empty();
    }
    return after.notes().stream()
        .filter(note -> note.id() > before.lastNote() && note.author().id() == self.id())
        .flatMap(note -> note.edits().stream())
        .filter(edit -> edit.ofDescription() && Lines.same(edit.after(), ours))
        .map(Issue.Edit::before)
        .filter(replaced -> !Lines.same(replaced, before.description()))
        .reduce((earlier, later) -> later);
  }

  private Outcome repair(Entry entry, Issue after, String theirs, Account self, int repairs) {
    if (repairs > 0) {
      return change(entry, after, theirs, self, repairs - 1);
    }
    return new Outcome.Failed(
        failure(
            entry,
            "it replaced an edit that somebody saved in the same moment; take it over from the history of the issue"));
  }

  /**
   * Makes sure that the issue is one that may be written to; writes nothing.
   *
   * @throws RemoteException when it is closed, or of another project, or cannot be read
   */
  void requireWritable() {
    Issue issue = redmine.issue(id);
    refusal(issue)
        .ifPresent(
            reason -> {
              throw RemoteException.of(
                  Redmine.SYSTEM, "check issue " + id, "read only", reason, OK, false);
            });
  }

  private Optional<String> refusal(Issue issue) {
    if (issue.status().closed()) {
      return Optional.of(
          "the issue is closed (%s); reopen it or name another tracker issue"
              .formatted(issue.status().name()));
    }
    return project
        .filter(wanted -> !issue.belongsTo(wanted))
        .map(
            wanted ->
                "the issue belongs to the project '%s' and not to '%s'; check the number of the tracker issue"
                    .formatted(issue.project(), wanted));
  }

  private static Outcome repeatable(RemoteException fault) {
    return fault.retryable()
        ? new Outcome.Retry(fault.sentence())
        : new Outcome.Failed(fault.sentence());
  }

  private Outcome already(Entry entry) {
    return new Outcome.AlreadyDone(
        "%s of issue %d is already up to date".formatted(entry.title(), id));
  }

  private String failure(Entry entry, String reason) {
    List<String> words = List.of(Redmine.SYSTEM, entry.title(), String.valueOf(id), reason);
    return "%s: tried to write %s of issue %s but failed because %s".formatted(words.toArray());
  }
}
