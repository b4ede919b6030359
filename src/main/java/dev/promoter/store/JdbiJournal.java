package dev.promoter.store;

import dev.promoter.domain.Action;
import dev.promoter.domain.Before;
import dev.promoter.domain.LinkName;
import dev.promoter.domain.Outcome;
import dev.promoter.domain.Plan;
import dev.promoter.domain.Purpose;
import dev.promoter.domain.ReleaseName;
import dev.promoter.engine.Journal;
import dev.promoter.engine.ReleaseLocks.Held;
import dev.promoter.engine.TargetReport.Judged;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The journal in tables: a row per plan, a row per action. */
final class JdbiJournal implements Journal {
  static final String OPEN = "OPEN";

  private static final String STANDING =
      " from plan p where release = :release and target = :target and component = :component and"
          + " purpose = :promotion and exists (select 1 from step s where s.plan = p.id and"
          + " s.step_no >= p.preparing and s.started_at is not null) and not exists (select 1 from"
          + " plan r where r.undoes = p.id and r.state = :completed) order by id desc limit 1";

  private final Database database;
  private final Fence fence;

  JdbiJournal(Database database) {
    this(database, Fence.NONE);
  }

  private JdbiJournal(Database database, Fence fence) {
    this.database = database;
    this.fence = fence;
  }

  @Override
  public Journal under(Held held) {
    return new JdbiJournal(database, Fence.of(held));
  }

  @Override
  public long open(Plan plan, List<Judged> basis, Instant at) {
    long id = database.draw("plan_number");
    String document = PlanDocument.write(plan);
    byte[] judged = ReportWriter.write(basis);
    return write(
        "write the plan for " + plan.target() + " of " + plan.release(),
        handle -> {
          if (!exists(handle, id)) {
            insert(handle, id, plan, document, judged, at);
            insertSteps(handle, id, plan.actions());
          }
          return id;
        });
  }

  @Override
  public void started(long plan, int action, Before before, Instant at) {
    int rows =
        write(
            "record the beginning of an action",
            handle ->
                handle
                    .createUpdate(
                        "update step set started_at = :at, finished_at = null, outcome = null,"
                            + " detail = null, before_state = coalesce(before_state, :before) where plan = :plan and step_no = :action and exists"
                            + " (select 1 from plan p where p.id = :plan and p.state = :open)")
                    .bind("at", Times.column(at))
                    .bind("before", TextObject.write(before.state()))
                    .bind("plan", plan)
                    .bind("action", action)
                    .bind("open", OPEN)
                    .execute());
    requireOne(rows, "the journal has no open plan " + plan + " with an action " + action);
    fence.confirm();
  }

  @Override
  public void finished(long plan, int action, Outcome outcome, Instant at) {
    int rows =
        write(
            "record the outcome of an action",
            handle ->
                handle
                    .createUpdate(
                        "update step set finished_at = :at, outcome = :outcome, detail = :detail"
                            + " where plan = :plan and step_no = :action")
                    .bind("at", Times.column(at))
                    .bind("outcome", Words.word(outcome))
                    .bind("detail", outcome.detail())
                    .bind("plan", plan)
                    .bind("action", action)
                    .execute());
    requireOne(rows, "the journal has no plan " + plan + " with an action " + action);
  }

  /** A plan that is closed stays as it was closed first. */
  @Override
  public void close(long plan, PlanState state, Instant at) {
    boolean known =
        write(
            "record the end of a plan",
            handle -> {
              handle
                  .createUpdate(
                      "update plan set state = :state, closed_at = :at where id = :plan and state ="
                          + " :open")
                  .bind("state", state.name())
                  .bind("at", Times.column(at))
                  .bind("plan", plan)
                  .bind("open", OPEN)
                  .execute();
              return exists(handle, plan);
            });
    requireOne(known ? 1 : 0, "the journal has no plan " + plan);
  }

  /** A plan gets its round together with that round, so that no plan is told twice or never. */
  @Override
  public List<OpenPlan> unfinished(ReleaseName release) {
    return database.transaction(
        "read the open plans of " + release,
        handle ->
            handle
                .createQuery(
                    "select id, state, document, basis from plan where release = :release and"
                        + " round is null order by id")
                .bind("release", release.value())
                .map((row, context) -> plan(handle, row))
                .list());
  }

  @Override
  public Optional<OpenPlan> standing(ReleaseName release, LinkName target, String component) {
    return database.transaction(
        "read what was promoted last to " + target + " of " + release,
        handle ->
            handle
                .createQuery("select id, state, document, basis" + STANDING)
                .bind("release", release.value())
                .bind("target", target.value())
                .bind("component", component)
                .bind("promotion", Purpose.PROMOTION.name())
                .bind("completed", PlanState.COMPLETED.name())
                .map((row, context) -> plan(handle, row))
                .findFirst());
  }

  /**
   * A promotion that moved its link.
   *
   * @param candidate its full hash
   * @param at when it did
   */
  record Move(String candidate, Instant at) {}

  /** The promotion that {@link #standing} tells of, if it moved the link; without its basis. */
  static Optional<Move> moved(
      Handle handle, ReleaseName release, LinkName target, String component) {
    return handle
        .createQuery("select id, document" + STANDING)
        .bind("release", release.value())
        .bind("target", target.value())
        .bind("component", component)
        .bind("promotion", Purpose.PROMOTION.name())
        .bind("completed", PlanState.COMPLETED.name())
        .map((row, context) -> move(handle, row))
        .findFirst()
        .flatMap(Function.identity());
  }

  private static Optional<Move> move(Handle handle, ResultSet row) throws SQLException {
    Plan plan = PlanDocument.read(row.getString("document"));
    return Journal.moved(plan, steps(handle, row.getLong("id")))
        .map(at -> new Move(plan.candidate().id(), at));
  }

  @Override
  public Optional<String> putBackTo(
      ReleaseName release, LinkName target, String component, String candidate) {
    return database.transaction(
        "read whether " + candidate + " was rolled back at " + target + " of " + release,
        handle ->
            handle
                .createQuery(
                    "select r.candidate from plan p left join plan r on r.undoes = p.id and r.state"
                        + " = :completed where p.release = :release and p.target = :target and"
                        + " p.component = :component and p.candidate = :candidate and p.purpose ="
                        + " :promotion and exists (select 1 from step s where s.plan = p.id and"
                        + " s.step_no >= p.preparing and s.started_at is not null) order by p.id"
                        + " desc limit 1")
                .bind("completed", PlanState.COMPLETED.name())
                .bind("release", release.value())
                .bind("target", target.value())
                .bind("component", component)
                .bind("candidate", candidate)
                .bind("promotion", Purpose.PROMOTION.name())
                .map((row, context) -> Optional.ofNullable(row.getString("candidate")))
                .findFirst()
                .flatMap(Function.identity()));
  }

  @Override
  public Optional<Action> lastDone(ReleaseName release, String kind, String title) {
    return database.transaction(
        "read what was done last for " + release,
        handle ->
            handle
                .createQuery(
                    "select p.document, s.step_no from step s join plan p on p.id = s.plan where"
                        + " p.release = :release and s.kind = :kind and s.title = :title and"
                        + " s.outcome in (:done, :already) order by s.plan desc limit 1")
                .bind("release", release.value())
                .bind("kind", kind)
                .bind("title", title)
                .bind("done", Words.word(new Outcome.Done("")))
                .bind("already", Words.word(new Outcome.AlreadyDone("")))
                .map(
                    (row, context) ->
                        PlanDocument.read(row.getString("document"))
                            .actions()
                            .get(row.getInt("step_no")))
                .findFirst());
  }

  /** What is written stands only if nobody takes the release over before it does. */
  private <T> T write(String attempt, Function<Handle, T> work) {
    return database.transaction(
        attempt,
        handle -> {
          fence.keep(handle);
          return work.apply(handle);
        });
  }

  private static OpenPlan plan(Handle handle, ResultSet row) throws SQLException {
    long id = row.getLong("id");
    return new OpenPlan(
        id,
        PlanDocument.read(row.getString("document")),
        ReportReader.readJudged(row.getBytes("basis")),
        steps(handle, id),
        !OPEN.equals(row.getString("state")));
  }

  private static boolean exists(Handle handle, long id) {
    return handle
            .createQuery("select count(*) from plan where id = :id")
            .bind("id", id)
            .mapTo(Integer.class)
            .one()
        > 0;
  }

  private static void insert(
      Handle handle, long id, Plan plan, String document, byte[] basis, Instant at) {
    handle
        .createUpdate(
            "insert into plan (id, release, target, component, candidate, reason, purpose,"
                + " preparing, undoes, state, opened_at, document, basis) values (:id, :release,"
                + " :target, :component, :candidate, :reason, :purpose, :preparing, :undoes,"
                + " :state, :at, :document, :basis)")
        .bind("id", id)
        .bind("release", plan.release().value())
        .bind("target", plan.target().value())
        .bind("component", plan.component())
        .bind("candidate", plan.candidate().id())
        .bind("reason", plan.reason())
        .bind("purpose", plan.purpose().name())
        .bind("preparing", plan.preparing())
        .bind("undoes", plan.undoes())
        .bind("state", OPEN)
        .bind("at", Times.column(at))
        .bind("document", document)
        .bind("basis", basis)
        .execute();
  }

  private static void insertSteps(Handle handle, long plan, List<Action> actions) {
    if (actions.isEmpty()) {
      return;
    }
    PreparedBatch batch =
        handle.prepareBatch(
            "insert into step (plan, step_no, kind, title) values (:plan, :no, :kind, :title)");
    for (int no = 0; no < actions.size(); no++) {
      batch
          .bind("plan", plan)
          .bind("no", no)
          .bind("kind", actions.get(no).kind())
          .bind("title", actions.get(no).title())
          .add();
    }
    batch.execute();
  }

  private static List<Step> steps(Handle handle, long plan) {
    return handle
        .createQuery(
            "select started_at, before_state, outcome, detail from step where plan = :plan order by step_no")
        .bind("plan", plan)
        .map((row, context) -> step(row))
        .list();
  }

  private static Step step(ResultSet row) throws SQLException {
    String detail = row.getString("detail");
    return new Step(
        Times.find(row, "started_at"),
        Optional.ofNullable(row.getString("before_state"))
            .map(text -> new Before(TextObject.read(text))),
        Optional.ofNullable(row.getString("outcome")).map(word -> Words.outcome(word, detail)));
  }

  private static void requireOne(int rows, String otherwise) {
    if (rows != 1) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
