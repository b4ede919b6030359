-- ${bytes}: the type of a long byte string; the only difference between H2 and PostgreSQL here.
-- Times are UTC. Numbers come from sequences without a cache, so that a killed process leaves no
-- gap in what operators type.

create sequence plan_number cache 1;
create sequence round_number cache 1;
create sequence waiver_number cache 1;
create sequence hold_number cache 1;
create sequence approval_number cache 1;

create table round (
  id bigint primary key,
  release varchar(500) not null,
  started_at timestamp with time zone not null,
  finished_at timestamp with time zone not null,
  fingerprint varchar(64) not null,
  report ${bytes} not null
);
create index round_of_release on round (release, id);

-- basis: the judged candidates that led to the plan, written like those of a round.
-- preparing: how many of the steps, from the first, show nowhere until the others have moved links.
-- undoes: of a rollback, the plan it puts back; otherwise 0.
-- round: the one that tells how the plan ended; null while it is open or its end is not yet told.
create table plan (
  id bigint primary key,
  release varchar(500) not null,
  target varchar(500) not null,
  component varchar(500) not null,
  candidate varchar(200) not null,
  reason varchar not null,
  purpose varchar(20) not null,
  preparing integer not null,
  undoes bigint not null,
  state varchar(20) not null,
  opened_at timestamp with time zone not null,
  closed_at timestamp with time zone,
  document varchar not null,
  basis ${bytes} not null,
  round bigint references round (id)
);
create index plan_untold on plan (release, round);
create index plan_of_target on plan (release, target, component, id);
create index plan_undone on plan (undoes);

-- before_state: what stood outside when the step was first begun, as a JSON object of texts.
create table step (
  plan bigint not null references plan (id),
  step_no integer not null,
  kind varchar(200) not null,
  title varchar not null,
  started_at timestamp with time zone,
  finished_at timestamp with time zone,
  before_state varchar,
  outcome varchar(20),
  detail varchar,
  primary key (plan, step_no)
);

create table round_target (
  round bigint not null references round (id),
  target_no integer not null,
  target varchar(1100) not null,
  outcome varchar(20) not null,
  promoted varchar(200) not null,
  previous varchar(200) not null,
  reason varchar not null,
  primary key (round, target_no)
);

create table waiver (
  id bigint primary key,
  release varchar(500) not null,
  target varchar(500) not null,
  requirement varchar not null,
  candidate varchar(200) not null,
  pattern varchar not null,
  author varchar not null,
  reason varchar not null,
  link varchar not null,
  given_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  withdrawn_at timestamp with time zone
);

create table hold (
  id bigint primary key,
  release varchar(500) not null,
  target varchar(500) not null,
  author varchar not null,
  reason varchar not null,
  given_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  lifted_at timestamp with time zone
);

-- subject: a suite or a step; empty for the release as a whole.
create table approval (
  id bigint primary key,
  release varchar(500) not null,
  target varchar(500) not null,
  candidate varchar(200) not null,
  subject varchar(500) not null,
  author varchar not null,
  note varchar not null,
  given_at timestamp with time zone not null,
  withdrawn_at timestamp with time zone
);
create index approval_of_release on approval (release, candidate);

create table release_status (
  release varchar(500) primary key,
  file varchar not null,
  started_at timestamp with time zone,
  finished_at timestamp with time zone,
  failed boolean not null,
  summary varchar not null,
  problems varchar not null,
  configured_at timestamp with time zone
);
