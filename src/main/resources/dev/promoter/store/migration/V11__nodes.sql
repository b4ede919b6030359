-- Several processes, on several hosts, work with one PostgreSQL database. On H2 these stay empty.

-- lease: which process works on a release. number grows whenever the release is taken, beat while the
-- process lives; held becomes false when the release is given back or its process was found dead.
-- renewed_at is the time of the database, for people.
create table lease (
  release varchar(500) primary key,
  process varchar(40) not null,
  node varchar(200) not null,
  number bigint not null,
  beat bigint not null,
  held boolean not null,
  renewed_at timestamp with time zone not null
);

-- A round that somebody has to begin.
create table asked_round (
  release varchar(500) primary key,
  asked_at timestamp with time zone not null
);

create table node (
  process varchar(40) primary key,
  name varchar(200) not null,
  version varchar(100) not null,
  since timestamp with time zone not null,
  seen_at timestamp with time zone not null
);

-- The oldest program, by the number of its newest migration, that may work with these tables. A
-- migration that only adds leaves it alone; one that takes something away sets its own number.
create table compatibility (
  oldest integer not null
);
insert into compatibility (oldest) values (11);
