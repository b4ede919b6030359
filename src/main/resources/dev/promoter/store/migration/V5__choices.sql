-- evidence: the one failure a waiver covers; until_promoted: it also ends with the next promotion.
alter table waiver add column evidence varchar default '' not null;
alter table waiver add column until_promoted boolean default false not null;

create sequence pin_number cache 1;
create sequence veto_number cache 1;

create table pin (
  id bigint primary key,
  release varchar(500) not null,
  target varchar(500) not null,
  candidate varchar(200) not null,
  author varchar not null,
  reason varchar not null,
  given_at timestamp with time zone not null,
  withdrawn_at timestamp with time zone
);

create table veto (
  id bigint primary key,
  release varchar(500) not null,
  target varchar(500) not null,
  candidate varchar(200) not null,
  author varchar not null,
  reason varchar not null,
  given_at timestamp with time zone not null,
  withdrawn_at timestamp with time zone
);
