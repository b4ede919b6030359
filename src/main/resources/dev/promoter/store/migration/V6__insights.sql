-- What the rounds say over time. All of it follows from the table round and can be made from it
-- again: empty these tables, and the rows are filled in when the store is opened.

-- told_release: up to which round the history of a release is in the other tables. Its row is
-- locked while they are written, so that two processes count no round twice.
create table told_release (
  release varchar(500) primary key,
  round bigint not null
);

-- blocked_by: the open requirements of the candidate nearest to a promotion, one a line.
-- recent: seconds since 1970 of the last promotions, newest first, with blanks between.
create table target_state (
  release varchar(500) not null,
  target varchar(1100) not null,
  target_no integer not null,
  link varchar(500) not null,
  component varchar(500) not null,
  source varchar(500) not null,
  round bigint not null,
  told_at timestamp with time zone not null,
  outcome varchar(20) not null,
  current_hash varchar(200) not null,
  current_since timestamp with time zone,
  blockage varchar(20) not null,
  sentence varchar not null,
  actor varchar not null,
  blocked_by varchar not null,
  blocked_since timestamp with time zone not null,
  newest varchar(200) not null,
  judged_round bigint not null,
  recent varchar not null,
  primary key (release, target)
);

create table promoted (
  round bigint not null,
  target_no integer not null,
  release varchar(500) not null,
  target varchar(1100) not null,
  candidate varchar(200) not null,
  previous varchar(200) not null,
  promoted_at timestamp with time zone not null,
  seen_at timestamp with time zone,
  monday date not null,
  reason varchar not null,
  primary key (round, target_no)
);
create index promoted_when on promoted (promoted_at);
create index promoted_of on promoted (release, promoted_at);
create index promoted_week on promoted (monday, release, target);

-- judged_round: the newest round that judged the candidate.
create table seen_candidate (
  release varchar(500) not null,
  target varchar(1100) not null,
  candidate varchar(200) not null,
  seen_at timestamp with time zone not null,
  judged_round bigint not null,
  primary key (release, target, candidate)
);
create index seen_anywhere on seen_candidate (release, candidate);

create table requirement_week (
  release varchar(500) not null,
  target varchar(1100) not null,
  requirement varchar(300) not null,
  monday date not null,
  passed bigint not null,
  failed bigint not null,
  waits bigint not null,
  waited_seconds bigint not null,
  blocked_seconds bigint not null,
  primary key (release, target, monday, requirement)
);
create index requirement_when on requirement_week (monday);
