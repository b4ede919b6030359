-- tally: how many stored rounds of a target ended in one way, counted when a round is stored.
create table tally (
  release varchar(500) not null,
  target varchar(1100) not null,
  outcome varchar(20) not null,
  rounds bigint not null,
  last_at timestamp with time zone not null,
  primary key (release, target, outcome)
);
insert into tally (release, target, outcome, rounds, last_at)
  select r.release, t.target, t.outcome, count(*), max(r.finished_at)
  from round_target t join round r on r.id = t.round
  group by r.release, t.target, t.outcome;

create index plan_by_state on plan (state, opened_at);

-- audience: who has looked at least once, by the name of the section.
create table audience (
  name varchar(200) primary key
);

-- watch: what an audience knows about one subject, and what it does not know yet.
create table watch (
  audience varchar(200) not null,
  release varchar(500) not null,
  topic varchar(1200) not null,
  told_state varchar not null,
  told_severity varchar(20) not null,
  told_sentence varchar not null,
  told_at timestamp with time zone,
  seen_state varchar not null,
  seen_severity varchar(20) not null,
  seen_sentence varchar not null,
  seen_since timestamp with time zone not null,
  changes integer not null,
  worst_state varchar not null,
  worst_severity varchar(20) not null,
  worst_sentence varchar not null,
  notices integer not null,
  primary key (audience, release, topic)
);
